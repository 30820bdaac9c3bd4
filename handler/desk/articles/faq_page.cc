// A question of the site with the id of a derived one stands in its place.
#include "handler/desk/articles/faq_page.h"

#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "handler/desk/articles/item_form.h"
#include "handler/desk/articles/item_list.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/articles/faq_edits.h"

namespace handler::desk {
namespace {

using core::FaqEntry;
using publishing::EntrySpot;
using publishing::kFaqList;
using Form = Question::Form;

constexpr const char* kFaq = "faq";
constexpr Question kFaqQuestions[] = {
    {.key = "question", .required = true, .limits = false, .longest = 100},
    {.key = "answer", .form = Form::lines, .required = true, .limits = false, .longest = 2000}};

const core::FaqChanges& faq_of(const Editing& editing) {
  return editing.site().publications.faq;
}

bool is_derived(const std::string& id) {
  return core::contains(core::derived_questions(), id);
}

std::string derived_question(const Editing& editing, const std::string& id) {
  const core::SiteIdentity& identity = editing.site().identity;
  return editing.visit.texts().format(
      "faq." + id + ".question",
      {{"window_name", identity.window_name}, {"hotline", identity.hotline}});
}

Typed entry_as_typed(const FaqEntry& entry) {
  return {{"question", entry.question}, {"answer", core::joined(entry.answer, "\n")}};
}

FaqEntry entry_of(const std::string& id, const Typed& typed) {
  FaqEntry entry;
  entry.id = id;
  entry.question = typed.at("question");
  entry.answer = lines_in(typed, "answer");
  return entry;
}

// The paragraphs stay where the answer reads as before.
FaqEntry changed_entry(const FaqEntry& before, const Typed& typed) {
  const Typed now = entry_as_typed(before);
  const Typed kept = as_kept(kFaqQuestions, typed, now);
  FaqEntry entry = entry_of(before.id, kept);
  if (kept.at("answer") == now.at("answer")) entry.answer = before.answer;
  return entry;
}

// -- the list

void add_derived(core::TemplateData& data, const Editing& editing) {
  const core::FaqChanges& faq = faq_of(editing);
  for (const std::string& id : core::derived_questions()) {
    const bool hidden = core::contains(faq.hide, id);
    const bool replaced = core::find_by_id(faq.entries, id) != nullptr;
    data.add("DERIVED")
        .set("DERIVED_ID", id)
        .set("DERIVED_QUESTION", derived_question(editing, id))
        .show_if(replaced, "IS_REPLACED")
        .show_if(!replaced, "NOT_REPLACED")
        .show_if(hidden, "IS_HIDDEN")
        .show_if(!hidden, "NOT_HIDDEN");
  }
}

web::Response faq_list_page(const Editing& editing, int status,
                            const std::vector<FormMistake>& mistakes) {
  std::vector<ItemRow> rows;
  for (const FaqEntry& entry : faq_of(editing).entries) {
    ItemRow row{entry.id, entry.question};
    if (is_derived(entry.id))
      row.notes.push_back(editing.visit.texts().get("desk.publishing.faq.replaces"));
    rows.push_back(std::move(row));
  }
  core::TemplateData data;
  data.show("HAS_DERIVED");
  add_derived(data, editing);
  return item_list_page(editing, status, kFaq, kFaqList, rows, std::move(data), mistakes);
}

// -- the form

std::set<std::string> taken_question_ids(const Editing& editing) {
  std::set<std::string> taken;
  for (const FaqEntry& entry : faq_of(editing).entries) taken.insert(entry.id);
  return taken;
}

web::Response new_question_page(const Editing& editing, int status, const Typed& typed,
                                const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  add_questions(data, editing.visit, kFaq, kFaqQuestions, typed, mistakes);
  add_questions(data, editing.visit, kFaq, {&kIdQuestion, 1}, typed, mistakes);
  return item_page(editing, status, {.subject = kFaq}, std::move(data), mistakes);
}

web::Response question_page(const Editing& editing, const FaqEntry& entry, int status,
                            const Typed& typed, const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  if (status == 409)
    add_values_now(data, editing.visit, kFaqQuestions, typed, entry_as_typed(entry));
  add_questions(data, editing.visit, kFaq, kFaqQuestions, typed, mistakes);
  return item_page(editing, status,
                   {.subject = kFaq,
                    .id = entry.id,
                    .heading = entry.question,
                    .mark = publishing::mark_of_entry(editing.copy.edited, kFaqList, entry.id),
                    .remove_note = is_derived(entry.id) ? editing.visit.texts().get(
                                                              "desk.publishing.faq.remove_note")
                                                        : std::string()},
                   std::move(data), mistakes);
}

struct OpenedQuestion {
  std::optional<Editing> editing;
  const FaqEntry* entry = nullptr;  // of the editing's site
  web::Response refusal;
};

OpenedQuestion open_question(const Visit& visit) {
  OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return {std::nullopt, nullptr, opened.refusal};
  OpenedQuestion result{std::move(opened.editing), nullptr, web::not_found()};
  result.entry =
      core::find_by_id(faq_of(*result.editing).entries, visit.parameters.find("item")->second);
  return result;
}

}  // namespace

web::Response show_questions(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  return opened.editing ? faq_list_page(*opened.editing, 200, {}) : opened.refusal;
}

web::Response hide_question(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const std::string id = typed_line(visit, "id");
  if (!is_derived(id)) return web::not_found();
  return keep_edit(
      *opened.editing,
      [&](const core::FolderTexts& texts) {
        return publishing::hide_question(texts, id, visit.form.get("hidden") == "yes");
      },
      opened.editing->root() + "/faq",
      [&](const EditProblem& problem) {
        return faq_list_page(*opened.editing, problem.status, as_mistakes(problem.sentences));
      });
}

web::Response show_new_question(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const std::string id(visit.request.query.get("replaces"));
  Typed typed;
  if (is_derived(id)) typed = {{"id", id}, {"question", derived_question(*opened.editing, id)}};
  return new_question_page(*opened.editing, 200, typed, {});
}

web::Response add_new_question(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  Typed typed = typed_in(visit, kFaqQuestions);
  typed.merge(typed_in(visit, {&kIdQuestion, 1}));
  const std::set<std::string> taken = taken_question_ids(editing);
  std::vector<FormMistake> mistakes = mistakes_in(visit, kFaqQuestions, typed);
  for (FormMistake& one : mistakes_of_id(visit, typed, taken)) mistakes.push_back(std::move(one));
  if (!mistakes.empty()) return new_question_page(editing, 422, typed, mistakes);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::add_question(texts,
                                        entry_of(chosen_id(typed, "question", taken), typed));
      },
      editing.root() + "/faq",
      [&](const EditProblem& problem) {
        return new_question_page(editing, problem.status, typed, as_mistakes(problem.sentences));
      });
}

web::Response show_question(const Visit& visit) {
  const OpenedQuestion opened = open_question(visit);
  if (opened.entry == nullptr) return opened.refusal;
  return question_page(*opened.editing, *opened.entry, 200, entry_as_typed(*opened.entry), {});
}

web::Response change_question(const Visit& visit) {
  const OpenedQuestion opened = open_question(visit);
  if (opened.entry == nullptr) return opened.refusal;
  const Editing& editing = *opened.editing;
  const FaqEntry& entry = *opened.entry;
  const Typed typed = typed_in(visit, kFaqQuestions);
  const EntrySpot spot = spot_in(visit);
  const auto show_again = [&](const EditProblem& problem) {
    return question_page(editing, entry, problem.status, typed, as_mistakes(problem.sentences));
  };
  if (is_outdated(editing, kFaqList, spot)) return show_again(outdated(visit));
  const std::vector<FormMistake> mistakes = mistakes_in(visit, kFaqQuestions, typed);
  if (!mistakes.empty()) return question_page(editing, entry, 422, typed, mistakes);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::set_question(texts, spot.mark, changed_entry(entry, typed));
      },
      editing.root() + "/faq", show_again);
}

web::Response move_question(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  return move_item(*opened.editing, kFaq, kFaqList, [&](const EditProblem& problem) {
    return faq_list_page(*opened.editing, problem.status, as_mistakes(problem.sentences));
  });
}

web::Response take_question_out(const Visit& visit) {
  const OpenedQuestion opened = open_question(visit);
  if (opened.entry == nullptr) return opened.refusal;
  return remove_item(*opened.editing, kFaq, kFaqList, [&](const EditProblem& problem) {
    return question_page(*opened.editing, *opened.entry, problem.status,
                         entry_as_typed(*opened.entry), as_mistakes(problem.sentences));
  });
}

}  // namespace handler::desk

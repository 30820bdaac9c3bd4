// One table of the keys of a measure.
#include "handler/desk/articles/measures_page.h"

#include <string>
#include <utility>
#include <vector>

#include "handler/desk/articles/item_form.h"
#include "handler/desk/articles/item_list.h"
#include "handler/publishing/articles/measure_edits.h"

namespace handler::desk {
namespace {

using core::Measure;
using publishing::EntrySpot;
using publishing::kMeasureList;
using Form = Question::Form;

constexpr const char* kMeasures = "measures";
constexpr Question kMeasureQuestions[] = {
    {.key = "name", .required = true, .longest = 60},
    {.key = "kind", .form = Form::choice, .required = true},
    {.key = "text", .form = Form::prose, .required = true, .limits = false, .longest = 1000},
    {.key = "for"},
    {.key = "basis", .form = Form::choice},
    {.key = "who"},
    {.key = "contact", .form = Form::phone}};

Choices choices_of(const Editing& editing) {
  Choices choices;
  for (const std::string& kind : core::measure_kinds())
    choices["kind"].emplace_back(kind, editing.visit.texts().get("changes.value.kind." + kind));
  choices["basis"];
  for (const core::Document& document : editing.site().documents)
    choices["basis"].emplace_back(document.id, document.title);
  return choices;
}

Typed measure_as_typed(const Measure& measure) {
  return {{"name", measure.name},      {"kind", measure.kind},   {"text", measure.text},
          {"for", measure.audience},   {"basis", measure.basis}, {"who", measure.who},
          {"contact", measure.contact}};
}

Measure measure_of(const std::string& id, const Typed& typed) {
  Measure measure;
  measure.id = id;
  measure.name = typed.at("name");
  measure.kind = typed.at("kind");
  measure.text = typed.at("text");
  measure.audience = typed.at("for");
  measure.basis = typed.at("basis");
  measure.who = typed.at("who");
  measure.contact = typed.at("contact");
  return measure;
}

// Those of the draft, of what is published, and of all that was published before.
std::set<std::string> taken_measure_ids(const Editing& editing) {
  std::set<std::string> taken;
  for (const Measure& measure : editing.site().measures) taken.insert(measure.id);
  for (const Measure& measure : editing.visit.model().measures) taken.insert(measure.id);
  for (const auto& [id, name] : editing.visit.model().former.measures) taken.insert(id);
  return taken;
}

web::Response measure_list_page(const Editing& editing, int status,
                                const std::vector<FormMistake>& mistakes) {
  std::vector<ItemRow> rows;
  for (const Measure& measure : editing.site().measures) {
    rows.push_back({measure.id,
                    measure.name,
                    {editing.visit.texts().get("changes.value.kind." + measure.kind)}});
  }
  return item_list_page(editing, status, kMeasures, kMeasureList, rows, {}, mistakes);
}

web::Response new_measure_page(const Editing& editing, int status, const Typed& typed,
                               const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  add_questions(data, editing.visit, kMeasures, kMeasureQuestions, typed, mistakes,
                choices_of(editing));
  add_questions(data, editing.visit, kMeasures, {&kIdQuestion, 1}, typed, mistakes);
  return item_page(editing, status, {.subject = kMeasures}, std::move(data), mistakes);
}

web::Response measure_page(const Editing& editing, const Measure& measure, int status,
                           const Typed& typed, const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  if (status == 409)
    add_values_now(data, editing.visit, kMeasureQuestions, typed, measure_as_typed(measure));
  add_questions(data, editing.visit, kMeasures, kMeasureQuestions, typed, mistakes,
                choices_of(editing));
  return item_page(
      editing, status,
      {.subject = kMeasures,
       .id = measure.id,
       .heading = measure.name,
       .mark = publishing::mark_of_entry(editing.copy.edited, kMeasureList, measure.id),
       .remove_note = editing.visit.texts().get("desk.publishing.measures.remove_note")},
      std::move(data), mistakes);
}

struct OpenedMeasure {
  std::optional<Editing> editing;
  const Measure* measure = nullptr;  // of the editing's site
  web::Response refusal;
};

OpenedMeasure open_measure(const Visit& visit) {
  OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return {std::nullopt, nullptr, opened.refusal};
  OpenedMeasure result{std::move(opened.editing), nullptr, web::not_found()};
  result.measure = result.editing->site().measure(visit.parameters.find("item")->second);
  return result;
}

}  // namespace

web::Response show_measures(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  return opened.editing ? measure_list_page(*opened.editing, 200, {}) : opened.refusal;
}

web::Response show_new_measure(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  return opened.editing ? new_measure_page(*opened.editing, 200, {}, {}) : opened.refusal;
}

web::Response add_new_measure(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  Typed typed = typed_in(visit, kMeasureQuestions);
  typed.merge(typed_in(visit, {&kIdQuestion, 1}));
  const std::set<std::string> taken = taken_measure_ids(editing);
  std::vector<FormMistake> mistakes =
      mistakes_in(visit, kMeasureQuestions, typed, choices_of(editing));
  for (FormMistake& one : mistakes_of_id(visit, typed, taken)) mistakes.push_back(std::move(one));
  if (!mistakes.empty()) return new_measure_page(editing, 422, typed, mistakes);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::add_measure(texts,
                                       measure_of(chosen_id(typed, "measure", taken), typed));
      },
      editing.root() + "/measures",
      [&](const EditProblem& problem) {
        return new_measure_page(editing, problem.status, typed, as_mistakes(problem.sentences));
      });
}

web::Response show_measure(const Visit& visit) {
  const OpenedMeasure opened = open_measure(visit);
  if (opened.measure == nullptr) return opened.refusal;
  return measure_page(*opened.editing, *opened.measure, 200, measure_as_typed(*opened.measure), {});
}

web::Response change_measure(const Visit& visit) {
  const OpenedMeasure opened = open_measure(visit);
  if (opened.measure == nullptr) return opened.refusal;
  const Editing& editing = *opened.editing;
  const Measure& measure = *opened.measure;
  const Typed typed = typed_in(visit, kMeasureQuestions);
  const EntrySpot spot = spot_in(visit);
  const auto show_again = [&](const EditProblem& problem) {
    return measure_page(editing, measure, problem.status, typed, as_mistakes(problem.sentences));
  };
  if (is_outdated(editing, kMeasureList, spot)) return show_again(outdated(visit));
  const auto mistakes = mistakes_in(visit, kMeasureQuestions, typed, choices_of(editing));
  if (!mistakes.empty()) return measure_page(editing, measure, 422, typed, mistakes);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        const Typed kept = as_kept(kMeasureQuestions, typed, measure_as_typed(measure));
        return publishing::set_measure(texts, spot.mark, measure_of(measure.id, kept));
      },
      editing.root() + "/measures", show_again);
}

web::Response move_measure(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  return move_item(*opened.editing, kMeasures, kMeasureList, [&](const EditProblem& problem) {
    return measure_list_page(*opened.editing, problem.status, as_mistakes(problem.sentences));
  });
}

web::Response take_measure_out(const Visit& visit) {
  const OpenedMeasure opened = open_measure(visit);
  if (opened.measure == nullptr) return opened.refusal;
  return remove_item(*opened.editing, kMeasures, kMeasureList, [&](const EditProblem& problem) {
    return measure_page(*opened.editing, *opened.measure, problem.status,
                        measure_as_typed(*opened.measure), as_mistakes(problem.sentences));
  });
}

}  // namespace handler::desk

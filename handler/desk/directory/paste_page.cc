// The table goes along in the form, so that nothing is kept between the two steps.
#include "handler/desk/directory/paste_page.h"

#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/directory/table_file.h"
#include "handler/desk/directory/window_fields.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/window_paste.h"
#include "handler/publishing/mark_of.h"

namespace handler::desk {
namespace {

using core::WindowColumn;
using publishing::PasteMistake;
using publishing::WindowEntry;
using publishing::WindowPaste;
using publishing::WindowValues;

// The table in the form, and what it would change.
struct Pasted {
  Editing editing;
  std::vector<WindowEntry> entries;
  std::string table;
  WindowPaste paste;
};
struct OpenedPaste {
  std::optional<Pasted> pasted;
  web::Response refusal;
};

OpenedPaste open_paste(const Visit& visit, const std::string& table) {
  OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return {std::nullopt, opened.refusal};
  const core::FolderTexts& texts = opened.editing->copy.edited;
  auto entries = publishing::window_entries(texts);
  auto paste = publishing::read_paste(texts, table);
  if (!entries) return {std::nullopt, closed_page(visit, entries.failure())};
  if (!paste) return {std::nullopt, closed_page(visit, paste.failure())};
  return {Pasted{*std::move(opened.editing), *std::move(entries), table, *std::move(paste)}, {}};
}

std::string value_in_words(const Visit& visit, WindowColumn column, const std::string& value) {
  if (value.empty()) return visit.texts().get("desk.publishing.directory.empty");
  return core::window_cell(column, value, /*chinese=*/true);
}

// Of all that a table changes as it was shown.
std::string mark_of_paste(const Pasted& pasted) {
  std::vector<std::string> parts;
  for (const publishing::WindowChange& change : pasted.paste.changes) {
    parts.push_back(publishing::find_entry(pasted.entries, change.id)->mark());
    for (const auto& [column, value] : change.values) {
      parts.emplace_back(core::window_key(column));
      parts.push_back(value);
    }
  }
  parts.push_back(std::to_string(pasted.paste.added.size()));
  return publishing::mark_of_parts(parts);
}

std::string name_in(const Pasted& pasted, const std::string& id) {
  const core::Window* window = pasted.editing.site().window(id);
  return window == nullptr ? id : window->short_name();
}

// The reader asks for one of them.
std::string new_name(const WindowValues& values) {
  const auto area = values.find(WindowColumn::area);
  return area != values.end() ? area->second : values.at(WindowColumn::name);
}

void add_pasted_changes(core::TemplateData& data, const Pasted& pasted) {
  const Visit& visit = pasted.editing.visit;
  for (const publishing::WindowChange& change : pasted.paste.changes) {
    const WindowEntry& entry = *publishing::find_entry(pasted.entries, change.id);
    core::TemplateData& shown = data.add("CHANGED");
    shown.set("CHANGED_NAME", name_in(pasted, change.id));
    for (const auto& [column, value] : change.values) {
      shown.add("STEP").set(
          "STEP_TEXT",
          visit.texts().format("desk.publishing.windows_paste.change",
                               {{"field", visit.texts().get("changes.field." + name_of(column))},
                                {"before", value_in_words(visit, column, entry.value(column))},
                                {"after", value_in_words(visit, column, value)}}));
    }
  }
  for (const WindowValues& values : pasted.paste.added) {
    core::TemplateData& shown = data.add("CHANGED");
    shown.set("CHANGED_NAME", new_name(values)).show("CHANGED_IS_NEW");
    for (const auto& [column, value] : values) {
      shown.add("STEP").set("STEP_TEXT", visit.texts().get("changes.field." + name_of(column)) +
                                             visit.texts().get("desk.colon") +
                                             value_in_words(visit, column, value));
    }
  }
}

std::string sentence_of(const Visit& visit, const PasteMistake& mistake) {
  const core::Texts& texts = visit.texts();
  const std::string what = texts.get("desk.publishing.windows_paste.mistake." + mistake.reason);
  if (mistake.row == 0) return what;
  const std::string row = std::to_string(mistake.row);
  if (mistake.column.empty())
    return texts.format("desk.publishing.windows_paste.mistake_in_row",
                        {{"row", row}, {"what", what}});
  return texts.format("desk.publishing.windows_paste.mistake_at",
                      {{"row", row},
                       {"column", mistake.column},
                       {"cell", core::shortened(mistake.cell, 40)},
                       {"what", what}});
}

web::Response paste_form_page(const Visit& visit, int status, const std::string& table,
                              const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  data.set("PASTED_TABLE", table).show("ASKS_FOR_TABLE");
  add_problems(data, mistakes);
  return desk_page(visit, status, "desk/publishing_paste",
                   visit.texts().get("desk.publishing.windows_paste.title"), data);
}

// Rows that this editor may not change.
void add_outside(const Pasted& pasted, std::vector<FormMistake>& mistakes) {
  const core::EditScope& scope = pasted.editing.scope;
  const core::Texts& texts = pasted.editing.visit.texts();
  for (const publishing::WindowChange& change : pasted.paste.changes) {
    if (scope.holds(change.id)) continue;
    mistakes.push_back({"table", texts.format("desk.publishing.windows_paste.outside",
                                              {{"window", name_in(pasted, change.id)}})});
  }
  for (const WindowValues& values : pasted.paste.added) {
    if (scope.whole_site) continue;
    mistakes.push_back({"table", texts.format("desk.publishing.windows_paste.new_outside",
                                              {{"window", new_name(values)}})});
  }
}

std::vector<FormMistake> mistakes_in(const Pasted& pasted) {
  std::vector<FormMistake> mistakes;
  for (const PasteMistake& one : pasted.paste.mistakes)
    mistakes.push_back({"table", sentence_of(pasted.editing.visit, one)});
  add_outside(pasted, mistakes);
  if (mistakes.empty() && pasted.paste.changes_nothing())
    mistakes.push_back(
        {"table", pasted.editing.visit.texts().get("desk.publishing.windows_paste.nothing")});
  return mistakes;
}

web::Response preview_page(const Pasted& pasted, int status,
                           const std::vector<FormMistake>& problems) {
  const Visit& visit = pasted.editing.visit;
  core::TemplateData data;
  data.show("SHOWS_CHANGES")
      .set("PASTED_TABLE", pasted.table)
      .set("PASTE_MARK", mark_of_paste(pasted))
      .set("PASTE_COUNTS",
           visit.texts().format("desk.publishing.windows_paste.counts",
                                {{"rows", std::to_string(pasted.paste.rows)},
                                 {"changed", std::to_string(pasted.paste.changes.size())},
                                 {"added", std::to_string(pasted.paste.added.size())}}));
  add_pasted_changes(data, pasted);
  add_problems(data, problems);
  return desk_page(visit, status, "desk/publishing_paste",
                   visit.texts().get("desk.publishing.windows_paste.title"), data);
}

}  // namespace

web::Response show_window_paste(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  return opened.editing ? paste_form_page(visit, 200, "", {}) : opened.refusal;
}

web::Response check_window_paste(const Visit& visit) {
  const SentTable sent = sent_table(visit);
  const OpenedPaste opened = open_paste(visit, sent.table);
  if (!opened.pasted) return opened.refusal;
  if (!sent.mistake.empty()) {
    const std::string key = "desk.publishing.windows_paste.file." + sent.mistake;
    return paste_form_page(visit, 422, "", {{std::string(kTableFile), visit.texts().get(key)}});
  }
  const std::vector<FormMistake> mistakes = mistakes_in(*opened.pasted);
  if (!mistakes.empty()) return paste_form_page(visit, 422, opened.pasted->table, mistakes);
  return preview_page(*opened.pasted, 200, {});
}

web::Response keep_window_paste(const Visit& visit) {
  const OpenedPaste opened = open_paste(visit, core::cleaned(visit.form.get("table")));
  if (!opened.pasted) return opened.refusal;
  const Pasted& pasted = *opened.pasted;
  const std::vector<FormMistake> mistakes = mistakes_in(pasted);
  if (!mistakes.empty()) return paste_form_page(visit, 422, pasted.table, mistakes);
  if (visit.form.get("mark") != mark_of_paste(pasted))
    return preview_page(pasted, 409,
                        {{"", visit.texts().get("desk.publishing.windows_paste.moved_on")}});
  return keep_edit(
      pasted.editing,
      [&](const core::FolderTexts& texts) { return publishing::apply_paste(texts, pasted.paste); },
      pasted.editing.root() + "/windows",
      [&](const EditProblem& problem) {
        return paste_form_page(visit, problem.status, pasted.table, as_mistakes(problem.sentences));
      });
}

}  // namespace handler::desk

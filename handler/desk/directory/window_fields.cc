// Draws the values of a window's own entry, and reads them back.
#include "handler/desk/directory/window_fields.h"

#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/directory/window_sources.h"
#include "handler/desk/directory/window_list.h"
#include "handler/publishing/directory/window_values.h"

namespace handler::desk {
namespace {

using core::WindowColumn;
using publishing::WindowEntry;
using publishing::WindowValues;
using Look = FormField::Look;

std::string all_of(const web::Fields& typed, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : typed.all(name)) values.emplace_back(value);
  return core::joined(values, ", ");
}

// Where the value comes from if the field stays empty.
std::string column_hint(const Editing& editing, const core::Window* above, WindowColumn column) {
  const core::Texts& texts = editing.visit.texts();
  const core::Site& site = editing.site();
  const std::string key = "desk.publishing.window." + name_of(column);
  if (column != WindowColumn::phone && column != WindowColumn::hours) return "";
  const bool of_phone = column == WindowColumn::phone;
  std::string value;
  if (above != nullptr)
    value = of_phone ? phones_in_words(*above)
                     : (above->hours ? core::to_text(*above->hours) : std::string());
  const std::string how = texts.get(key + "_hint");
  if (above == nullptr || value.empty()) return how;
  const std::string& from = of_phone ? above->phone_from : above->hours_from;
  const core::Window* source = from.empty() ? above : site.window(from);
  return how + texts.format(
                   "desk.publishing.window.empty_hint",
                   {{"value", value}, {"from", source == nullptr ? from : source->short_name()}});
}

// "usual": the entry says nothing, so that the reader takes the sign of the level.
std::vector<std::pair<std::string, std::string>> sign_choices(const core::Texts& texts) {
  std::vector<std::pair<std::string, std::string>> choices = {
      {"usual", texts.get("desk.publishing.window.usual_sign")}};
  for (const std::string_view word : core::kWindowSigns)
    choices.emplace_back(word, texts.get("changes.value.sign." + std::string(word)));
  return choices;
}

std::vector<std::pair<std::string, std::string>> lack_choices(const core::Texts& texts) {
  std::vector<std::pair<std::string, std::string>> choices;
  for (const std::string_view word : core::kWindowLacks)
    choices.emplace_back(word, texts.get("changes.value.lacks." + std::string(word)));
  return choices;
}

}  // namespace

OpenedWindow open_window(const Visit& visit) {
  OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return {std::nullopt, opened.refusal};
  const std::string id = visit.parameters.find("window")->second;
  const auto entries = publishing::window_entries(opened.editing->copy.edited);
  if (!entries) return {std::nullopt, closed_page(visit, entries.failure())};
  const WindowEntry* entry = publishing::find_entry(*entries, id);
  if (entry == nullptr || !opened.editing->scope.holds(id)) return {std::nullopt, web::not_found()};
  OpenedWindow result{OpenWindow{*std::move(opened.editing), nullptr, *entry}, {}};
  result.open->window = result.open->editing.site().window(id);
  return result.open->window == nullptr ? OpenedWindow{std::nullopt, web::not_found()}
                                        : std::move(result);
}

std::string name_of(WindowColumn column) {
  return std::string(core::window_key(column));
}

// What the entry says, as the form shows it.
web::Fields typed_of(const WindowEntry& entry) {
  web::Fields typed;
  for (const WindowColumn column : kWindowLines) typed.add(name_of(column), entry.value(column));
  for (const WindowColumn column : kWindowNames) typed.add(name_of(column), entry.value(column));
  const std::string& sign = entry.value(WindowColumn::sign);
  typed.add("sign", sign.empty() ? "usual" : sign);
  const std::string& set_up = entry.value(WindowColumn::set_up);
  typed.add("state", set_up == "false" ? "planned" : "open");
  typed.add("since", set_up == "false" ? "" : set_up);
  for (const std::string& word : core::parts_of(entry.value(WindowColumn::lacks)))
    typed.add("lacks", word);
  return typed;
}

std::string mistake_words(const Visit& visit, const std::string& mistake) {
  return visit.texts().get("desk.publishing.directory.mistake." + mistake);
}

// Reads the form; adds a mistake for each value that the reader would refuse.
WindowValues values_in(const Visit& visit, const web::Fields& typed,
                       std::vector<FormMistake>& mistakes) {
  WindowValues values;
  for (const WindowColumn column : kWindowLines) {
    const publishing::TypedValue read = publishing::typed_value(column, typed.get(name_of(column)));
    values[column] = read.value;
    if (!read.mistake.empty())
      mistakes.push_back({name_of(column), mistake_words(visit, read.mistake)});
  }
  const publishing::TypedValue since =
      publishing::typed_value(WindowColumn::set_up, typed.get("since"));
  if (!since.mistake.empty()) mistakes.push_back({"since", mistake_words(visit, "date")});
  if (core::contains(core::kWindowSigns, typed.get("sign")))
    values[WindowColumn::sign] = typed.get("sign");
  if (typed.get("sign") == "usual") values[WindowColumn::sign] = "";
  const bool planned = typed.get("state") == "planned";
  values[WindowColumn::set_up] = planned ? "false" : since.value;
  values[WindowColumn::lacks] =
      publishing::typed_value(WindowColumn::lacks, all_of(typed, "lacks")).value;
  return values;
}

void read_name(const Visit& visit, WindowColumn column, WindowValues& values,
               std::vector<FormMistake>& mistakes) {
  const publishing::TypedValue typed =
      publishing::typed_value(column, visit.form.get(name_of(column)));
  values[column] = typed.value;
  if (!typed.mistake.empty())
    mistakes.push_back({name_of(column), mistake_words(visit, typed.mistake)});
}

void check_names(const Visit& visit, const WindowValues& values,
                 std::vector<FormMistake>& mistakes) {
  if (values.at(WindowColumn::area).empty() && values.at(WindowColumn::name).empty())
    mistakes.push_back({"area", mistake_words(visit, "no_area")});
}

void add_name_field(core::TemplateData& data, const core::Texts& texts, WindowColumn column,
                    const web::Fields& typed, const std::vector<FormMistake>& mistakes) {
  add_field(data,
            {.name = name_of(column),
             .label = texts.get("changes.field." + name_of(column)),
             .value = std::string(typed.get(name_of(column))),
             .hint = texts.get("desk.publishing.window." + name_of(column) + "_hint")},
            mistakes);
}

void add_window_fields(core::TemplateData& data, const Editing& editing, const core::Window* above,
                       const web::Fields& typed, const std::vector<FormMistake>& mistakes) {
  const core::Texts& texts = editing.visit.texts();
  for (const WindowColumn column : kWindowLines) {
    add_field(data,
              {.name = name_of(column),
               .label = texts.get("changes.field." + name_of(column)),
               .value = std::string(typed.get(name_of(column))),
               .hint = column_hint(editing, above, column)},
              mistakes);
  }
  add_field(data,
            {.name = "state",
             .label = texts.get("changes.field.set_up"),
             .value = std::string(typed.get("state")),
             .look = Look::select,
             .choices = {{"open", texts.get("desk.publishing.windows.open")},
                         {"planned", texts.get("desk.publishing.windows.planned")}},
             .required = true},
            mistakes);
  add_field(data,
            {.name = "since",
             .label = texts.get("desk.publishing.window.since"),
             .value = std::string(typed.get("since")),
             .hint = texts.get("desk.publishing.window.since_hint"),
             .look = Look::day},
            mistakes);
  add_field(data,
            {.name = "sign",
             .label = texts.get("changes.field.sign"),
             .value = std::string(typed.get("sign")),
             .hint = texts.get("desk.publishing.window.sign_hint"),
             .look = Look::select,
             .choices = sign_choices(texts)},
            mistakes);
  add_field(data,
            {.name = "lacks",
             .label = texts.get("changes.field.lacks"),
             .value = all_of(typed, "lacks"),
             .look = Look::checkboxes,
             .choices = lack_choices(texts)},
            mistakes);
}

}  // namespace handler::desk

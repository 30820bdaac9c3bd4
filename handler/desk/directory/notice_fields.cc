// With few windows the form offers them, with many it asks for a name.
#include "handler/desk/directory/notice_fields.h"

#include <optional>
#include <string>
#include <utility>

#include "core/directory/window_words.h"
#include "core/reading/typed_numbers.h"
#include "core/time/written_day.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/directory/window_list.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/window_values.h"

namespace handler::desk {
namespace {

using Look = FormField::Look;

const char* where_hint(bool of_whole_site, bool is_typed) {
  if (of_whole_site)
    return is_typed ? "desk.publishing.notices.where_typed_hint"
                    : "desk.publishing.notices.where_hint";
  return is_typed ? "desk.publishing.notices.where_own_typed_hint"
                  : "desk.publishing.notices.where_own_hint";
}

// A town's editor must name a window, which is the town's own unless they say otherwise.
FormField window_field(const Editing& editing, const std::string& typed) {
  const core::Texts& texts = editing.visit.texts();
  const std::vector<const core::Window*> windows = windows_to_edit(editing, "");
  const bool has_many = windows.size() > kMostWindowsToChoose;
  FormField field{.name = "window",
                  .label = texts.get("desk.publishing.notices.where"),
                  .value = typed,
                  .hint = texts.get(where_hint(editing.scope.whole_site, has_many)),
                  .required = !editing.scope.whole_site};
  if (field.required && typed.empty() && !windows.empty())
    field.value = has_many ? windows.front()->short_name() : windows.front()->id;
  if (has_many) return field;
  field.look = Look::select;
  for (const core::Window* window : windows)
    field.choices.emplace_back(window->id, window->short_name());
  return field;
}

// The id of the window that was chosen, or typed by its name; nothing if there is none, or several.
std::optional<std::string> window_of(const Editing& editing, const std::string& typed) {
  if (typed.empty())
    return editing.scope.whole_site ? std::optional<std::string>("") : std::nullopt;
  if (editing.site().window(typed) != nullptr && editing.scope.holds(typed)) return typed;
  std::optional<std::string> found;
  for (const core::Window* window : windows_to_edit(editing, "")) {
    if (window->area != typed && window->name != typed) continue;
    if (found) return std::nullopt;
    found = window->id;
  }
  return found;
}

std::optional<core::Day> day_of(std::string_view typed) {
  return core::day_from_iso(core::plain_date(publishing::typed_line(typed).value));
}

void read_days(const Editing& editing, core::Notice& notice, std::vector<FormMistake>& mistakes) {
  const web::Fields& form = editing.visit.form;
  const std::optional<core::Day> from = day_of(form.get("from"));
  const std::optional<core::Day> to = day_of(form.get("to"));
  const bool has_to = !publishing::typed_line(form.get("to")).value.empty();
  if (!from) mistakes.push_back({"from", mistake_text(editing.visit, "day")});
  if (has_to && !to) mistakes.push_back({"to", mistake_text(editing.visit, "day")});
  if (!from) return;
  notice.days = {*from, to.value_or(*from)};
  if (notice.days.to < notice.days.from)
    mistakes.push_back({"to", mistake_text(editing.visit, "days_order")});
}

}  // namespace

bool may_change(const Editing& editing, const core::Notice& notice) {
  return editing.scope.whole_site || (!notice.window.empty() && editing.scope.holds(notice.window));
}

web::Fields typed_of(const core::Notice& notice) {
  web::Fields typed;
  typed.add("text", notice.text);
  typed.add("from", core::to_iso(notice.days.from));
  typed.add("to", core::to_iso(notice.days.to));
  typed.add("window", notice.window);
  return typed;
}

void add_notice_fields(core::TemplateData& data, const Editing& editing, const web::Fields& typed,
                       const std::vector<FormMistake>& mistakes) {
  const core::Texts& texts = editing.visit.texts();
  add_field(data,
            {.name = "text",
             .label = texts.get("changes.field.text"),
             .value = std::string(typed.get("text")),
             .hint = texts.get("desk.publishing.notices.text_hint"),
             .look = Look::text,
             .required = true},
            mistakes);
  add_field(data,
            {.name = "from",
             .label = texts.get("changes.field.from"),
             .value = std::string(typed.get("from")),
             .look = Look::day,
             .required = true},
            mistakes);
  add_field(data,
            {.name = "to",
             .label = texts.get("changes.field.to"),
             .value = std::string(typed.get("to")),
             .hint = texts.get("desk.publishing.notices.to_hint"),
             .look = Look::day},
            mistakes);
  if (editing.site().windows.size() > 1)
    add_field(data, window_field(editing, std::string(typed.get("window"))), mistakes);
}

core::Notice notice_in(const Editing& editing, std::vector<FormMistake>& mistakes) {
  const web::Fields& form = editing.visit.form;
  core::Notice notice;
  const publishing::TypedValue text = publishing::typed_line(form.get("text"));
  notice.text = text.value;
  if (!text.mistake.empty())
    mistakes.push_back({"text", mistake_text(editing.visit, text.mistake)});
  if (text.value.empty()) mistakes.push_back({"text", mistake_text(editing.visit, "no_text")});
  if (core::find_typed_workdays(text.value))
    mistakes.push_back({"text", mistake_text(editing.visit, "workdays")});
  read_days(editing, notice, mistakes);
  const std::string where = publishing::typed_line(form.get("window")).value;
  const auto window = window_of(editing, where);
  if (!window)
    mistakes.push_back(
        {"window", mistake_text(editing.visit, where.empty() ? "window_missing" : "no_window")});
  notice.window = window.value_or("");
  return notice;
}

}  // namespace handler::desk

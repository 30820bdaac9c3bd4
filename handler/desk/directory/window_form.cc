// Shows what a window's own entry says, and changes it.
#include "handler/desk/directory/window_form.h"

#include <string>
#include <vector>

#include "core/base/text.h"
#include "handler/desk/directory/hanging.h"
#include "handler/desk/directory/window_fields.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/window_values.h"

namespace handler::desk {
namespace {

using core::WindowColumn;
using publishing::WindowValues;

// The hours by which limits are counted, whose they are, and whether the window opens at others.
void add_counted_hours(core::TemplateData& data, const Editing& editing,
                       const core::Window& window) {
  const core::OfficeHours& counted = editing.site().policy.hours;
  const std::string words = core::to_text(counted);
  data.set("COUNTED_HOURS", words)
      .show_if(window.hours && core::to_text(*window.hours) != words, "OTHER_HOURS");
}

// Level and the window above, in which file they stand, and who changes what the form does not.
void add_place_in_tree(core::TemplateData& data, const OpenWindow& open) {
  const core::Window* above = open.editing.site().windows.above(*open.window);
  data.set("EDIT_LEVEL", open.editing.visit.texts().get("level." + open.window->level))
      .set("EDIT_FILE", open.entry.file)
      .set_optional("EDIT_ABOVE", above == nullptr ? "" : above->short_name())
      .show_if(above == nullptr, "EDIT_AT_TOP")
      .show_if(!open.editing.scope.whole_site, "NAMES_ELSEWHERE");
}

// Names of what refers to the window, so that it cannot go.
std::vector<std::string> referring(const Editing& editing, const core::Window& window) {
  const core::Texts& texts = editing.visit.texts();
  const core::Site& site = editing.site();
  std::vector<std::string> names;
  for (const auto i : site.windows.below(window)) names.push_back(site.windows[i].short_name());
  for (const core::Notice& notice : site.identity.notices) {
    if (notice.window == window.id)
      names.push_back(texts.format("changes.notice", {{"area", texts.get("changes.area.notices")},
                                                      {"item", core::shortened(notice.text, 20)}}));
  }
  for (const core::Body& body : site.bodies) {
    if (body.window == window.id) names.push_back(body.name);
  }
  return names;
}

void add_removal(core::TemplateData& data, const OpenWindow& open) {
  const Visit& visit = open.editing.visit;
  if (!open.editing.scope.whole_site || open.is_main()) return;
  data.show("MAY_REMOVE");
  const std::vector<std::string> names = referring(open.editing, *open.window);
  if (!names.empty()) {
    data.set_optional("REFERRING", core::joined(names, visit.texts().get("desk.list_comma")));
    return;
  }
  const core::Result<Hanging> hanging = hanging_on(visit, open.window->id, "");
  data.show("CAN_GO")
      .set("HANGING", hanging_in_words(visit, hanging))
      .show_if(!hanging || hanging->any(), "ASKS_TO_BE_SURE");
}

// What the entry says by now, where the outdated form says something else.
void add_now(core::TemplateData& data, const OpenWindow& open, const web::Fields& typed) {
  const core::Texts& texts = open.editing.visit.texts();
  std::vector<WindowColumn> columns(kWindowLines.begin(), kWindowLines.end());
  if (open.editing.scope.whole_site)
    columns.insert(columns.end(), kWindowNames.begin(), kWindowNames.end());
  for (const WindowColumn column : columns) {
    const std::string& now = open.entry.value(column);
    if (publishing::typed_value(column, typed.get(name_of(column))).value == now) continue;
    data.show("HAS_NOW");
    data.add("NOW")
        .set("NOW_LABEL", texts.get("changes.field." + name_of(column)))
        .set_optional("NOW_VALUE", now)
        .show_if(now.empty(), "NOW_EMPTY");
  }
}

web::Response window_page(const OpenWindow& open, int status, const web::Fields& typed,
                          const std::vector<FormMistake>& mistakes) {
  const Editing& editing = open.editing;
  const Visit& visit = editing.visit;
  const core::Window& window = *open.window;
  core::TemplateData data;
  data.set("EDIT_ID", window.id)
      .set("EDIT_MARK", open.entry.mark())
      .set("EDIT_NAME", window.name)
      .show_if(editing.scope.whole_site && window.level != "village", "MAY_ADD")
      .show_if(!editing.site().windows.below(window).empty(), "HAS_BELOW");
  add_window_fields(data, editing, editing.site().windows.above(window), typed, mistakes);
  for (const WindowColumn column : kWindowNames) {
    if (editing.scope.whole_site) add_name_field(data, visit.texts(), column, typed, mistakes);
  }
  add_place_in_tree(data, open);
  add_counted_hours(data, editing, window);
  add_removal(data, open);
  if (status == 409) add_now(data, open, typed);
  add_problems(data, mistakes);
  add_kept_notice(data, editing);
  return desk_page(visit, status, "desk/publishing_window", window.short_name(), data);
}

}  // namespace

web::Response show_window(const Visit& visit) {
  const OpenedWindow opened = open_window(visit);
  if (!opened.open) return opened.refusal;
  return window_page(*opened.open, 200, typed_of(opened.open->entry), {});
}

web::Response change_window(const Visit& visit) {
  const OpenedWindow opened = open_window(visit);
  if (!opened.open) return opened.refusal;
  const OpenWindow& open = *opened.open;
  const auto show_again = [&](const EditProblem& problem) {
    return window_page(open, problem.status, visit.form, as_mistakes(problem.sentences));
  };
  std::vector<FormMistake> mistakes;
  WindowValues values = values_in(visit, visit.form, mistakes);
  if (open.editing.scope.whole_site && visit.form.has("area") && visit.form.has("name")) {
    for (const WindowColumn column : kWindowNames) read_name(visit, column, values, mistakes);
    check_names(visit, values, mistakes);
  }
  if (open.is_main() && values.at(WindowColumn::set_up) == "false")
    mistakes.push_back({"state", mistake_words(visit, "main_planned")});
  if (visit.form.get("mark") != open.entry.mark()) return show_again(outdated(visit));
  if (!mistakes.empty()) return window_page(open, 422, visit.form, mistakes);
  const std::string& id = open.entry.id;
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) {
        return publishing::set_windows(texts, {{id, values}});
      },
      open.editing.root() + "/windows/" + id, show_again);
}

web::Response take_window_out(const Visit& visit) {
  const OpenedWindow opened = open_window(visit);
  if (!opened.open) return opened.refusal;
  const OpenWindow& open = *opened.open;
  if (!open.editing.scope.whole_site) return web::forbidden();
  const auto show_again = [&](const EditProblem& problem) {
    return window_page(open, problem.status, typed_of(open.entry), as_mistakes(problem.sentences));
  };
  if (visit.form.get("mark") != open.entry.mark()) return show_again(outdated(visit));
  if (open.is_main() || !referring(open.editing, *open.window).empty())
    return show_again({422, {mistake_words(visit, "referred_to")}});
  const core::Result<Hanging> hanging = hanging_on(visit, open.entry.id, "");
  if ((!hanging || hanging->any()) && visit.form.get("sure") != "yes")
    return show_again({422, {mistake_words(visit, "not_sure")}});
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) {
        return publishing::remove_window(texts, open.entry.id);
      },
      open.editing.root() + "/windows", show_again);
}

}  // namespace handler::desk

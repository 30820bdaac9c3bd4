// The form of a window asks for its name and level too.
#include "handler/desk/directory/new_window.h"

#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/directory/window_sources.h"
#include "core/reading/values.h"
#include "handler/desk/directory/goal_page.h"
#include "handler/desk/directory/window_fields.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/window_values.h"

namespace handler::desk {
namespace {

using core::WindowColumn;
using publishing::WindowValues;
using Look = FormField::Look;

// The levels that may stand below the window.
std::vector<std::pair<std::string, std::string>> levels_below(const Visit& visit,
                                                              const core::Window& above) {
  std::vector<std::pair<std::string, std::string>> levels;
  for (const std::string_view level : core::kWindowLevels) {
    if (core::rank_of(level) < core::rank_of(above.level)) continue;
    levels.emplace_back(level, visit.texts().get("level." + std::string(level)));
  }
  return levels;
}

web::Response new_window_page(const OpenWindow& open, int status, const web::Fields& typed,
                              const std::vector<FormMistake>& mistakes) {
  const Editing& editing = open.editing;
  const core::Texts& texts = editing.visit.texts();
  core::TemplateData data;
  data.set("EDIT_ID", open.window->id).set("EDIT_NAME", open.window->short_name());
  for (const WindowColumn column : kWindowNames)
    add_name_field(data, texts, column, typed, mistakes);
  add_name_field(data, texts, WindowColumn::id, typed, mistakes);
  add_field(data,
            {.name = "level",
             .label = texts.get("changes.field.level"),
             .value = std::string(typed.get("level")),
             .look = Look::select,
             .choices = levels_below(editing.visit, *open.window),
             .required = true},
            mistakes);
  add_window_fields(data, editing, open.window, typed, mistakes);
  add_problems(data, mistakes);
  return desk_page(editing.visit, status, "desk/publishing_window_new",
                   texts.get("desk.publishing.window.add"), data);
}

// Why no more windows of the level may be listed; "" if they may.
std::string beyond_goal(const Editing& editing, const std::string& level) {
  const core::Site& site = editing.site();
  const auto goal = site.window_goal.expected.find(level);
  if (goal == site.window_goal.expected.end() || listed_windows(site, level) < goal->second)
    return "";
  return editing.visit.texts().format("desk.publishing.directory.goal.too_small",
                                      {{"expected", std::to_string(goal->second)}});
}

WindowValues new_values(const OpenWindow& open, std::vector<FormMistake>& mistakes) {
  const Visit& visit = open.editing.visit;
  WindowValues values = values_in(visit, visit.form, mistakes);
  for (const WindowColumn column : kWindowNames) read_name(visit, column, values, mistakes);
  read_name(visit, WindowColumn::id, values, mistakes);
  check_names(visit, values, mistakes);
  const std::string& id = values[WindowColumn::id];
  if (!id.empty() && !core::is_id(id)) mistakes.push_back({"id", mistake_words(visit, "id")});
  if (!id.empty() && open.editing.site().window(id) != nullptr)
    mistakes.push_back({"id", mistake_words(visit, "id_taken")});
  values[WindowColumn::level] = visit.form.get("level");
  const auto levels = levels_below(visit, *open.window);
  if (!core::contains(levels, values[WindowColumn::level],
                      &std::pair<std::string, std::string>::first))
    mistakes.push_back({"level", mistake_words(visit, "level")});
  if (const std::string sentence = beyond_goal(open.editing, values[WindowColumn::level]);
      !sentence.empty())
    mistakes.push_back({"level", sentence});
  values[WindowColumn::parent] = open.window->id;
  return values;
}

}  // namespace

web::Response show_new_window(const Visit& visit) {
  const OpenedWindow opened = open_window(visit);
  if (!opened.open) return opened.refusal;
  if (!opened.open->editing.scope.whole_site) return web::forbidden();
  web::Fields typed;
  typed.add("state", "open");
  typed.add("sign", "usual");
  return new_window_page(*opened.open, 200, typed, {});
}

web::Response add_new_window(const Visit& visit) {
  const OpenedWindow opened = open_window(visit);
  if (!opened.open) return opened.refusal;
  const OpenWindow& open = *opened.open;
  if (!open.editing.scope.whole_site) return web::forbidden();
  std::vector<FormMistake> mistakes;
  const WindowValues values = new_values(open, mistakes);
  if (!mistakes.empty()) return new_window_page(open, 422, visit.form, mistakes);
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) { return publishing::add_window(texts, values); },
      open.editing.root() + "/windows?below=" + open.entry.id,
      [&](const EditProblem& problem) {
        return new_window_page(open, problem.status, visit.form, as_mistakes(problem.sentences));
      });
}

}  // namespace handler::desk

// One number for each level that the site has, or has planned.
#include "handler/desk/directory/goal_page.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/directory/window_sources.h"
#include "core/directory/window_words.h"
#include "core/time/written_day.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/goal_edits.h"
#include "handler/publishing/directory/window_values.h"
#include "handler/publishing/mark_of.h"

namespace handler::desk {
namespace {

OpenedEditing open_goal(const Visit& visit) {
  OpenedEditing opened = open_editing(visit);
  if (opened.editing && !opened.editing->scope.whole_site) return {std::nullopt, web::forbidden()};
  return opened;
}

std::vector<std::string> levels_of(const core::Site& site) {
  std::vector<std::string> levels;
  for (const std::string_view level : core::kWindowLevels) {
    const std::string name(level);
    if (listed_windows(site, level) > 0 || site.window_goal.expected.contains(name))
      levels.push_back(name);
  }
  return levels;
}

web::Fields goal_as_typed(const core::WindowGoal& goal) {
  web::Fields typed;
  for (const auto& [level, number] : goal.expected) typed.add(level, std::to_string(number));
  typed.add("by", core::iso_or_empty(goal.by));
  return typed;
}

std::string mark_of_goal(const core::WindowGoal& goal) {
  const web::Fields shown = goal_as_typed(goal);
  std::vector<std::string> parts;
  for (const auto& [name, value] : shown.items()) {
    parts.push_back(name);
    parts.push_back(value);
  }
  return publishing::mark_of_parts(parts);
}

web::Response goal_page(const Editing& editing, int status, const web::Fields& typed,
                        const std::vector<FormMistake>& mistakes) {
  const Visit& visit = editing.visit;
  const core::Texts& texts = visit.texts();
  core::TemplateData data;
  for (const std::string& level : levels_of(editing.site())) {
    add_field(
        data,
        {.name = level,
         .label = texts.get("level." + level),
         .value = std::string(typed.get(level)),
         .hint = texts.format("desk.publishing.directory.goal.listed",
                              {{"count", std::to_string(listed_windows(editing.site(), level))}})},
        mistakes);
  }
  add_field(data,
            {.name = "by",
             .label = texts.get("desk.publishing.directory.goal.by"),
             .value = std::string(typed.get("by")),
             .look = FormField::Look::day},
            mistakes);
  data.set("EDIT_MARK", mark_of_goal(editing.site().window_goal));
  add_problems(data, mistakes);
  add_kept_notice(data, editing);
  return desk_page(visit, status, "desk/publishing_goal",
                   texts.get("desk.publishing.directory.goal.title"), data);
}

core::WindowGoal goal_in(const Editing& editing, std::vector<FormMistake>& mistakes) {
  const Visit& visit = editing.visit;
  core::WindowGoal goal;
  for (const std::string& level : levels_of(editing.site())) {
    const std::string typed = core::half_width(publishing::typed_line(visit.form.get(level)).value);
    if (typed.empty()) continue;
    const std::optional<int> number = core::number_from_digits(typed);
    const int listed = listed_windows(editing.site(), level);
    if (!number || *number < std::max(listed, 1) || *number > 1'000'000)
      mistakes.push_back({level, visit.texts().format("desk.publishing.directory.goal.wrong",
                                                      {{"count", std::to_string(listed)}})});
    else
      goal.expected[level] = *number;
  }
  const std::string by = publishing::typed_line(visit.form.get("by")).value;
  goal.by = core::day_from_iso(core::plain_date(by));
  if (!by.empty() && !goal.by)
    mistakes.push_back({"by", visit.texts().get("desk.publishing.directory.mistake.day")});
  return goal;
}

}  // namespace

int listed_windows(const core::Site& site, std::string_view level) {
  return static_cast<int>(std::ranges::count(site.windows, level, &core::Window::level));
}

web::Response show_goal(const Visit& visit) {
  const OpenedEditing opened = open_goal(visit);
  if (!opened.editing) return opened.refusal;
  return goal_page(*opened.editing, 200, goal_as_typed(opened.editing->site().window_goal), {});
}

web::Response change_goal(const Visit& visit) {
  const OpenedEditing opened = open_goal(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  const auto show_again = [&](const EditProblem& problem) {
    return goal_page(editing, problem.status, visit.form, as_mistakes(problem.sentences));
  };
  if (visit.form.get("mark") != mark_of_goal(editing.site().window_goal))
    return show_again(outdated(visit));
  std::vector<FormMistake> mistakes;
  const core::WindowGoal goal = goal_in(editing, mistakes);
  if (!mistakes.empty()) return goal_page(editing, 422, visit.form, mistakes);
  return keep_edit(
      editing, [&](const core::FolderTexts& texts) { return publishing::set_goal(texts, goal); },
      editing.root() + "/windows-goal", show_again);
}

}  // namespace handler::desk

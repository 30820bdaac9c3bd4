// The keys stand in the order of the levels, the day last.
#include "handler/publishing/directory/goal_edits.h"

#include <string>

#include "core/directory/window_sources.h"
#include "handler/publishing/directory/window_files.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

constexpr const char* kExpectedKey = "expected";

YamlFields goal_fields_of(const core::WindowGoal& goal) {
  YamlFields fields;
  for (const std::string_view level : core::kWindowLevels) {
    const auto number = goal.expected.find(std::string(level));
    fields.emplace_back(level,
                        number == goal.expected.end()
                            ? std::nullopt
                            : std::optional(core::yaml_word(std::to_string(number->second))));
  }
  fields.emplace_back("by", day_or_nothing(goal.by));
  return fields;
}

core::FileChanges with_goal(const core::FolderTexts& texts, const core::WindowGoal& goal) {
  const std::string name(kWindowsFile);
  const auto file = texts.find(name);
  if (file == texts.end())
    throw core::Refused(core::FailureCode::not_found, "the site has no windows.yaml");
  YamlChanges changes(name, file->second);
  const bool is_there = changes.root().find(kExpectedKey) != nullptr;
  const bool names_any = goal.by || !goal.expected.empty();
  if (is_there && names_any) changes.put({kExpectedKey}, goal_fields_of(goal));
  if (is_there && !names_any) changes.remove({kExpectedKey});
  if (!is_there && names_any)
    changes.put({}, {{kExpectedKey, map_of(goal_fields_of(goal))}},
                {"schema", kExpectedKey, kWindowsKey});
  return changed_file(name, file->second, changes.text());
}

}  // namespace

core::Result<core::FileChanges> set_goal(const core::FolderTexts& texts,
                                         const core::WindowGoal& goal) {
  const auto make = [&] { return with_goal(texts, goal); };
  return core::result_of(make);
}

}  // namespace handler::publishing

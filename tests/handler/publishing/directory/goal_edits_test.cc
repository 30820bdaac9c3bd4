// The planned numbers of windows come into windows.yaml, change and go.
#include "handler/publishing/directory/goal_edits.h"

#include <gtest/gtest.h>

#include "tests/handler/publishing/directory/site_texts.h"

namespace handler::publishing::testing::directory {
namespace {

core::FolderTexts with_goal(const core::FolderTexts& texts, const core::WindowGoal& goal) {
  const auto made = set_goal(texts, goal);
  EXPECT_TRUE(made.ok()) << (made ? "" : made.failure().message);
  return made ? changed(texts, *made) : texts;
}

const core::WindowGoal kGoal = {{{"town", 13}, {"village", 160}}, core::day_from_iso("2027-06-30")};

TEST(GoalEdits, ChangeTheNumbersAndLeaveTheRest) {
  const core::FolderTexts texts = texts_of_site("demo");
  const core::FolderTexts after = with_goal(texts, kGoal);
  EXPECT_EQ(differences(texts, after),
            "windows.yaml:\n"
            "- expected: {county: 2, town: 12, village: 150, by: 2026-12-31}\n"
            "+ expected: {town: 13, village: 160, by: 2027-06-30}\n");
  const core::WindowGoal before = {{{"county", 2}, {"town", 12}, {"village", 150}},
                                   core::day_from_iso("2026-12-31")};
  EXPECT_EQ(differences(texts, with_goal(after, before)), "");
}

TEST(GoalEdits, ComeIntoAnySiteAndGo) {
  for (const std::string& id : kAllSites) {
    if (id == "demo") continue;
    const core::FolderTexts texts = texts_of_site(id);
    const core::FolderTexts after = with_goal(texts, kGoal);
    EXPECT_TRUE(lines_between(texts.at("windows.yaml"), after.at("windows.yaml")).gone.empty());
    EXPECT_EQ(differences(texts, with_goal(after, {})), "") << id;
    EXPECT_TRUE(set_goal(texts, {})->empty());
  }
  EXPECT_EQ(set_goal({}, kGoal).failure().code, core::FailureCode::not_found);
}

}  // namespace
}  // namespace handler::publishing::testing::directory

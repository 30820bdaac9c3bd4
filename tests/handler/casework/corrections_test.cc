// What is left of a record for the unit that the case was about.
#include "handler/casework/corrections.h"

#include <gtest/gtest.h>

#include "core/base/contains.h"
#include "tests/handler/cases/case_life.h"

namespace handler::view {
namespace {

using cases::testing::CaseLife;

constexpr const char* kMorning = "2026-09-28 09:00";

// What the tax office reads of the case.
std::vector<cases::Event> shown(const CaseLife& life) {
  store::CaseRecord record;
  record.history = std::make_shared<const std::vector<cases::Event>>(life.events());
  hide_restricted_time(record, life.now());
  return record.events();
}

TEST(HideRestrictedTime, LeavesNoReasonForACorrectionOfWhatIsHidden) {
  CaseLife life(cases::testing::py());
  life.submit(kMorning, {{"kind", "conduct"}, {"unit", "tax"}});
  life.act(kMorning, "accept", {{"kind", "conduct"}, {"tier", "general"}});
  life.act(kMorning, "dispatch", {{"unit", "civil"}, {"note", "请核实"}});
  life.act(kMorning, "reclassify",
           {{"kind", "matter"}, {"tier", "general"}, {"matter", "办税事项"}});
  life.act(kMorning, "agree_reclassification");
  ASSERT_EQ(life.act(kMorning, "correct", {{"text", "3.note"}}), "");
  const cases::Event newest = shown(life).back();
  ASSERT_EQ(newest.type, cases::EventType::corrected) << "actions are based on it";
  EXPECT_FALSE(newest.data.contains("reason"));
  EXPECT_FALSE(newest.data.contains("correction"));
  ASSERT_EQ(life.act(kMorning, "sign_for"), "");
  EXPECT_FALSE(core::contains(shown(life), cases::EventType::corrected, &cases::Event::type));
}

}  // namespace
}  // namespace handler::view

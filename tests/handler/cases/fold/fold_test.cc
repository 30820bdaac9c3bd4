// The state, round and unit of a case, folded from events. Workdays of autumn 2026: 09-28 to 09-30,
// 10-08, 10-09, 10-10 (Saturday), 10-12 and on.
#include <gtest/gtest.h>

#include "core/base/check.h"
#include "handler/cases/fold/event_table.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::CaseState;
using testing::CaseLife;
using testing::due_text;
using testing::moment;
using testing::reach_handling;
using testing::run_of;

TEST(Fold, FollowsOneWholeLife) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  EXPECT_EQ(life.now().state, CaseState::submitted);
  life.act("2026-09-28 09:10", "accept", {{"tier", "general"}});
  EXPECT_EQ(life.now().state, CaseState::accepted);
  life.act("2026-09-28 09:20", "dispatch", {{"unit", "civil"}});
  EXPECT_EQ(life.now().state, CaseState::dispatched);
  life.act("2026-09-28 09:30", "sign_for");
  EXPECT_EQ(life.now().state, CaseState::handling);
  life.act("2026-09-28 10:00", "reply");
  EXPECT_EQ(life.now().state, CaseState::replied);
  life.act("2026-09-28 10:10", "feed_back");
  EXPECT_EQ(life.now().state, CaseState::fed_back);
  life.act("2026-09-28 10:20", "close");
  const Case closed = life.now();
  EXPECT_EQ(closed.state, CaseState::closed);
  EXPECT_EQ(closed.unit, "civil");
  EXPECT_EQ(closed.serial, "TT-2026-0001");
  EXPECT_EQ(closed.policy, "version-1");
  EXPECT_EQ(closed.last_seq, 7);
}

TEST(Fold, TakesWhatTheReportSays) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00", {{"kind", "conduct"},
                                   {"window", "branch"},
                                   {"unit", "tax"},
                                   {"confidential", "yes"},
                                   {"channel", "phone"}});
  const Case subject = life.now();
  EXPECT_EQ(subject.kind, "conduct");
  EXPECT_EQ(subject.window, "branch");
  EXPECT_EQ(subject.concerned_unit, "tax");
  EXPECT_EQ(subject.unit, "");
  EXPECT_TRUE(subject.restricted);
  EXPECT_TRUE(subject.confidential);
  EXPECT_FALSE(subject.written);
}

TEST(Fold, KeepsAConductCaseRestrictedWhateverItIsAcceptedAs) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00", {{"kind", "conduct"}, {"restricted", "yes"}});
  life.act("2026-09-28 09:10", "accept", {{"kind", "matter"}, {"tier", "general"}});
  EXPECT_EQ(life.now().kind, "matter");
  EXPECT_TRUE(life.now().restricted);
}

TEST(Fold, RestrictsACaseThatIsAcceptedAsConduct) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  EXPECT_FALSE(life.now().restricted);
  EXPECT_EQ(life.now().restricted_since, 0);
  life.act("2026-09-28 09:10", "accept", {{"kind", "conduct"}, {"tier", "general"}});
  EXPECT_TRUE(life.now().restricted);
  EXPECT_EQ(life.now().restricted_since, life.now().last_seq);
}

TEST(Fold, CountsFromTheEarlierTimeThatIntakeEntered) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  std::vector<Event> events = life.events();
  events[0].occurred_at = moment("2026-09-24 15:00");
  EXPECT_EQ(fold(life.rules(), events).received_at, moment("2026-09-24 15:00"));
}

TEST(Fold, KeepsTheFirstDispatchThroughABounce) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-09-29 10:00", "return_slip");
  const Case bounced = life.now();
  EXPECT_EQ(bounced.state, CaseState::accepted);
  EXPECT_EQ(bounced.unit, "");
  EXPECT_EQ(bounced.bounces, 1);
  EXPECT_TRUE(run_of(bounced, "handle")->running());
  life.act("2026-09-30 10:00", "dispatch", {{"unit", "tax"}});
  const Case again = life.now();
  EXPECT_EQ(again.bounces, 0);
  EXPECT_EQ(due_text(again, "handle"), "2026-10-08 17:00");  // 29, 30, 08
  EXPECT_EQ(again.clocks.size(), 2u);
}

TEST(Fold, CountsBouncesPerUnit) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-09-28 10:00", "return_slip");
  life.act("2026-09-28 10:10", "dispatch", {{"unit", "tax"}});
  life.act("2026-09-28 10:20", "return_slip");
  life.act("2026-09-28 10:30", "dispatch", {{"unit", "civil"}});
  EXPECT_EQ(life.now().bounces, 1);
  life.act("2026-09-28 10:40", "return_slip");
  EXPECT_EQ(life.now().bounces, 2);
}

TEST(Fold, SendsAReplyGivenOnTheSpotBackToTheWindow) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "general"}});
  life.act("2026-09-28 09:30", "reply_on_the_spot");
  life.act("2026-09-28 09:40", "send_back");
  const Case back = life.now();
  EXPECT_EQ(back.state, CaseState::accepted);
  EXPECT_TRUE(run_of(back, "dispatch")->running());
}

TEST(Fold, GoesBackToWhereItWasWhenMaterialsCome) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "general"}});
  life.act("2026-09-28 09:20", "ask_materials");
  life.act("2026-09-28 09:30", "receive_materials");
  EXPECT_EQ(life.now().state, CaseState::accepted);
}

TEST(Fold, StartsANewRoundWhenReopened) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "general");
  life.act("2026-09-28 10:00", "reply");
  life.act("2026-09-28 10:10", "feed_back");
  life.act("2026-09-28 10:20", "close");
  life.note("2026-10-08 10:00", EventType::reopened);
  const Case subject = life.now();
  EXPECT_EQ(subject.round, 2);
  EXPECT_EQ(subject.state, CaseState::handling);
  EXPECT_FALSE(subject.has_feedback);
  EXPECT_EQ(due_text(subject, "handle"), "2026-10-09 17:00");
  EXPECT_EQ(due_text(subject, "dispatch"), "no clock");
  EXPECT_EQ(subject.clocks.size(), 3u);
}

TEST(Fold, LeavesTheStateAloneWhenSomebodyOnlyLooks) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "general");
  life.note("2026-09-28 10:00", EventType::identity_viewed);
  const Case subject = life.now();
  EXPECT_EQ(subject.state, CaseState::handling);
  EXPECT_EQ(subject.last_seq, 5);
}

TEST(Fold, RefusesSequencesThatNoActionMakes) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  const auto with = [&](EventType type) {
    std::vector<Event> events = life.events();
    Event event = events.back();
    event.seq += 1;
    event.type = type;
    events.push_back(event);
    return events;
  };
  for (const EventType type :
       {EventType::closed, EventType::submitted, EventType::dispatched, EventType::reopened}) {
    EXPECT_THROW(fold(life.rules(), with(type)), core::Bug) << to_text(type);
  }
}

}  // namespace
}  // namespace handler::cases

// Ticks on a real store: each event is recorded once, even if ticks are late, repeated or
// concurrent.
#include "handler/commands/tick.h"

#include <algorithm>
#include <vector>

#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/other_process.h"
#include "tests/support/waiting.h"

namespace handler {
namespace {

using handler::testing::HandlerFixture;
using handler::testing::published;
using handler::testing::source_folder;

// The deadline of a general matter dispatched on Thursday 2026-09-24 at 10:00: two workdays, after
// the holiday.
constexpr const char* kDue = "2026-09-29 17:00";
constexpr const char* kMinuteAfter = "2026-09-29 17:01";

class TickTest : public ::testing::Test {
 protected:
  cases::CaseId hand_over() {
    const cases::CaseId id = hall.report();
    hall.accept(id);
    hall.act(id, "dispatch", {{"unit", "housing"}});
    return id;
  }
  TickReport tick_at(const std::string& at) {
    hall.clock.set(at);
    return tick(hall.services);
  }
  std::size_t count(cases::CaseId id, cases::EventType type) {
    const store::CaseRecord record = hall.record(id);
    const auto& events = record.events();
    return static_cast<std::size_t>(std::ranges::count(events, type, &cases::Event::type));
  }
  std::size_t waiting(const std::string& at, const std::string& calendar = "") {
    store::JobQuery query;
    query.site = "demo";
    query.now = test::moment(at);
    query.calendar = calendar;
    return hall.store.cases_with_jobs(query).value().size();
  }

  HandlerFixture hall;
};

TEST_F(TickTest, RecordsWhatRanOutAndThenNothingMore) {
  const cases::CaseId id = hand_over();
  EXPECT_EQ(tick_at("2026-09-29 16:00").events, 1);  // the reminder
  EXPECT_EQ(tick_at(kDue).events, 0);
  EXPECT_EQ(count(id, cases::EventType::breached), 0U);
  const TickReport first = tick_at(kMinuteAfter);
  EXPECT_EQ(first.events, 1);
  EXPECT_EQ(first.cases, 1);
  EXPECT_EQ(tick_at(kMinuteAfter).events, 0);
  EXPECT_EQ(tick_at("2026-10-20 09:00").events, 0);
  EXPECT_EQ(count(id, cases::EventType::breached), 1U);
  EXPECT_EQ(hall.record(id).events().back().data.at("due"), "2026-09-29T17:00:00.000+08:00");
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(TickTest, DropsTheDraftsOfPeopleWhoLeftLongAgo) {
  const auto add = [&](const std::string& login) {
    return hall.store
        .add_user({0, login, login, "hash", false, {{"demo", core::Role::editor, "", ""}}})
        .value();
  };
  const std::int64_t editor = add("editor");
  const std::int64_t left = add("left");
  hall.clock.set("2026-09-24 10:00");
  for (const std::int64_t user : {editor, left})
    ASSERT_TRUE(
        hall.store.keep_draft(user, "demo", 0, {{"faq.yaml", "", "text"}}, hall.clock.now()));
  hall.clock.set("2026-09-25 10:00");
  ASSERT_TRUE(hall.store.change_staff({.act = store::StaffAct::disable, .user = left}));
  tick_at("2026-12-24 10:00");
  EXPECT_EQ(hall.store.left_drafts("demo")->size(), 1U) << "after 90 days";
  tick_at("2026-12-24 10:01");
  EXPECT_EQ(hall.store.draft(left, "demo")->version, 0);
  EXPECT_EQ(hall.store.draft(editor, "demo")->version, 1);
}

TEST_F(TickTest, DaysLateRecordsWhatItWouldHaveRecordedInTime) {
  const cases::CaseId id = hand_over();
  EXPECT_EQ(tick_at("2026-11-20 03:00").events, 1);
  EXPECT_EQ(hall.record(id).events().back().data.at("due"), "2026-09-29T17:00:00.000+08:00");
}

TEST_F(TickTest, FindsNoCaseThatHasNothingToRecord) {
  const cases::CaseId id = hand_over();
  EXPECT_EQ(waiting("2026-09-28 17:00"), 0U);
  EXPECT_EQ(waiting(kMinuteAfter), 1U);
  tick_at(kMinuteAfter);
  EXPECT_EQ(waiting("2027-09-28 17:00"), 0U);
  EXPECT_EQ(count(id, cases::EventType::breached), 1U);
}

// A reminder that waits for the next opening is checked once, not all night or noon.
TEST_F(TickTest, LooksAtAReminderOnceOutsideOfficeHoursAndAgainAtTheOpening) {
  const cases::CaseId id = hall.report();
  hall.accept(id, "complex");
  hall.act(id, "dispatch", {{"unit", "housing"}});
  // 9-28, 29, 30, 10-08, 10-09: due on the 9th at 17:00, and one workday is left at 09:00.
  EXPECT_EQ(waiting("2026-10-09 08:59"), 0U);
  EXPECT_EQ(tick_at("2026-10-09 12:30").events, 0);
  EXPECT_EQ(waiting("2026-10-09 13:29"), 0U);
  EXPECT_EQ(tick_at("2026-10-09 13:30").events, 1);
  EXPECT_EQ(count(id, cases::EventType::reminded), 1U);
}

TEST_F(TickTest, LooksOnceAtCasesFromBeforeItKnewJobs) {
  hand_over();
  const auto raw =
      store::open_sqlite({(hall.data_folder() / "bancheng.sqlite").string(), 1000, false});
  ASSERT_TRUE(raw.ok());
  ASSERT_TRUE((*raw)->run("UPDATE cases SET job_key = ''", {}).ok());
  EXPECT_EQ(waiting("2026-09-24 10:01"), 1U);
  EXPECT_EQ(tick_at("2026-09-24 10:01").events, 0);
  EXPECT_EQ(waiting("2026-09-24 10:01"), 0U);
  EXPECT_EQ(tick_at(kMinuteAfter).events, 1);
}

TEST_F(TickTest, KeepsTheTimeOfTheLastOne) {
  EXPECT_TRUE(tick_at("2026-09-24 10:01").failures.empty());
  EXPECT_EQ(hall.store.fact(store::facts::kLastTick).value(),
            std::optional<std::string>("2026-09-24T10:01:00.000+08:00"));
}

// Under CGI no server starts that would list them.
TEST_F(TickTest, PutsCasesOfAnOlderProgramIntoTheListsButForADamagedOne) {
  hand_over();
  hand_over();
  store::CaseFilter open;
  open.site = "demo";
  open.mark = "open";
  const auto raw =
      store::open_sqlite({(hall.data_folder() / "bancheng.sqlite").string(), 1000, false});
  ASSERT_TRUE(raw.ok());
  ASSERT_TRUE((*raw)->run("DROP TRIGGER events_stay", {}).ok());
  const std::string damage =
      "UPDATE events SET type = 'closed' WHERE type = 'accepted' AND case_id = 1";
  ASSERT_TRUE((*raw)->run(damage, {}).ok());
  ASSERT_TRUE((*raw)->run("DELETE FROM case_marks", {}).ok());
  ASSERT_TRUE((*raw)->run("INSERT INTO case_words(case_words) VALUES ('delete-all')", {}).ok());
  ASSERT_TRUE((*raw)->run("UPDATE cases SET listed = 0", {}).ok());
  ASSERT_TRUE(hall.store.list_cases(open)->rows.empty());
  EXPECT_TRUE(tick_at("2026-09-24 10:01").failures.empty());
  EXPECT_EQ(hall.store.list_cases(open)->rows.size(), 1U);
}

TEST_F(TickTest, FindsCasesThatWereNotComparedWithThePublishedCalendar) {
  const cases::CaseId id = hand_over();
  hall.report();  // no clock runs before acceptance
  const std::string present = core::version_of(hall.site()->rules->time.calendar);
  EXPECT_EQ(hall.record(id).row.values.calendar, present);
  EXPECT_EQ(waiting("2026-09-24 10:01", present), 0U);
  EXPECT_EQ(waiting("2026-09-24 10:01", "another"), 1U);
  EXPECT_EQ(waiting("2026-09-24 10:01", "00"), 1U);
  hall.act(id, "reply", {{"outcome", "resolved"}, {"reply", "办好了"}});
  hall.act(id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
  hall.act(id, "close", {{"cause", "other"}});
  EXPECT_EQ(waiting("2026-09-24 10:01", "another"), 0U);
}

TEST_F(TickTest, LeavesACaseToTheNextTickIfSomebodyActsMeanwhile) {
  const cases::CaseId id = hand_over();
  hall.clock.set(kMinuteAfter);
  hall.store.after_record = [&] { hall.act(id, "urge"); };
  const TickReport overtaken = tick(hall.services);
  EXPECT_EQ(overtaken.overtaken, 1);
  EXPECT_EQ(overtaken.events, 0);
  EXPECT_TRUE(overtaken.failures.empty());
  EXPECT_EQ(tick(hall.services).events, 1);
}

TEST_F(TickTest, NamesTheCaseThatCouldNotBeRecordedAndTriesAgain) {
  const cases::CaseId id = hand_over();
  hall.clock.set(kMinuteAfter);
  hall.store.refuse_writes = core::FailureCode::disk_full;
  const TickReport refused = tick(hall.services);
  ASSERT_EQ(refused.failures.size(), 1U);
  EXPECT_EQ(refused.failures.front().find("site demo, case " + std::to_string(id) + ": "), 0U);
  hall.store.refuse_writes.reset();
  EXPECT_EQ(tick(hall.services).events, 1);
}

// Another process: it opens the same database and ticks.
int tick_alone(const tests::Words& arguments) {
  tests::FixedClock clock(kMinuteAfter);
  tests::FixedRandomness randomness;
  store::StoreOptions options;
  options.path = arguments.at(0);
  options.group_commit = false;
  options.readers = 1;
  options.busy_milliseconds = 600'000;
  auto opened = store::open_store(options, clock);
  if (!opened) return 100;
  view::LiveSites sites(arguments.at(1), source_folder() / "site_templates");
  view::CaseRules rules(**opened);
  view::Services services{clock, randomness, **opened, sites, rules, {}, std::nullopt};
  return tick(services).failures.empty() ? 0 : 101;
}

const tests::Part kTick("tick", tick_alone);

TEST_F(TickTest, InTwoProcessesAtOnceRecordsEverythingOnce) {
  std::vector<cases::CaseId> ids;
  for (int i = 0; i < 20; ++i) ids.push_back(hand_over());
  const std::string database = (hall.data_folder() / "bancheng.sqlite").string();
  tests::OtherProcess one = kTick.start({database, published().root().string()});
  tests::OtherProcess other = kTick.start({database, published().root().string()});
  EXPECT_EQ(one.end().code, 0);
  EXPECT_EQ(other.end().code, 0);
  EXPECT_EQ(tick_at(kMinuteAfter).events, 0);
  for (const cases::CaseId id : ids) EXPECT_EQ(count(id, cases::EventType::breached), 1U) << id;
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(TickTest, OfTheServerStopsAtOnce) {
  const cases::CaseId id = hand_over();
  hall.clock.set(kMinuteAfter);
  Log log = Log::silent(hall.clock);
  {
    const Ticker ticker(hall.services, log, std::chrono::hours{1});
    EXPECT_TRUE(tests::comes_true([&] { return count(id, cases::EventType::breached) != 0; }));
  }
  EXPECT_EQ(count(id, cases::EventType::breached), 1U);
}

TEST_F(TickTest, WhatTheSystemNotedStopsNobodyWhoActsFromAnOlderPage) {
  const cases::CaseId id = hand_over();
  tick_at(kMinuteAfter);
  EXPECT_EQ(hall.record(id).events().back().actor.kind, cases::Actor::Kind::system);
  EXPECT_NO_THROW(hall.act(id, "reply", {{"outcome", "resolved"}, {"reply", "办好了"}}));
}

}  // namespace
}  // namespace handler

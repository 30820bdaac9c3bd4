// Reports and events: stored once, chained, folded into their row, and found again.
#include <thread>

#include "core/base/check.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::AddedReport;
using handler::store::CaseRecord;
using handler::store::Store;
using test::event;
using test::report;
using test::StoreFixture;

TEST(Cases, FindsAReportByItsTicketWithEventAndRow) {
  StoreFixture room;
  const auto store = room.open();
  const AddedReport added =
      store->add_report(report("a", {{"kind", "matter"}, {"window", "hall"}})).value();
  EXPECT_FALSE(added.already_there);
  const CaseRecord found = store->case_by_ticket("demo", test::hash_of("ticket a")).value();
  EXPECT_EQ(found.row.id, added.id);
  EXPECT_EQ(found.row.values.state, "submitted");
  EXPECT_EQ(found.row.values.window, "hall");
  EXPECT_EQ(found.row.last_seq, 1);
  EXPECT_EQ(found.row.submitted_at, room.clock.now());
  ASSERT_EQ(found.events().size(), 1u);
  EXPECT_EQ(found.events()[0].case_id, added.id);
  EXPECT_EQ(found.events()[0].prev, handler::cases::kFirstPrevious);
  EXPECT_EQ(found.events()[0].actor.kind, handler::cases::Actor::Kind::reporter);
}

TEST(Cases, CountsWithAReportAndNotWithItsRepetition) {
  StoreFixture room;
  const auto store = room.open();
  auto sent = report("a");
  sent.limits = {{{"report:somebody", 3600}, 5}, {{"reports:demo", 3600}, 5}};
  store->add_report(sent).value();
  store->add_report(sent).value();
  EXPECT_EQ(store->count_now("report:somebody", 3600).value(), 1);
  EXPECT_EQ(store->count_now("reports:demo", 3600).value(), 1);
}

TEST(Cases, RefusesAReportWhoseLimitIsUsedUpButKnowsThoseThatAreThere) {
  StoreFixture room;
  const auto store = room.open();
  auto first = report("a");
  auto second = report("b");
  first.limits = second.limits = {{{"reports:demo", 3600}, 1}};
  EXPECT_FALSE(store->add_report(first).value().limited);
  EXPECT_TRUE(store->add_report(second).value().limited);
  EXPECT_FALSE(store->case_by_ticket("demo", test::hash_of("ticket b")));
  EXPECT_TRUE(store->add_report(second).value().limited);
  EXPECT_TRUE(store->add_report(first).value().already_there);
}

TEST(Cases, TakesAReportThatCannotBeCounted) {
  StoreFixture room;
  const auto store = room.open();
  ASSERT_TRUE(room.raw()->run_script("DROP TABLE counters"));
  auto sent = report("a");
  sent.limits = {{{"reports:demo", 3600}, 1}};
  const AddedReport added = store->add_report(sent).value();
  EXPECT_FALSE(added.limited);
  EXPECT_TRUE(store->case_by_id("demo", added.id));
}

TEST(Cases, ShowsNewEventsOfACaseThatWasJustRead) {
  StoreFixture room;
  const auto store = room.open();
  const auto id = store->add_report(report("a")).value().id;
  EXPECT_EQ(store->case_by_id("demo", id).value().events().size(), 1u);
  ASSERT_TRUE(store->append("demo", id, 1, {event("accepted")}, test::fold_simply));
  EXPECT_EQ(store->case_by_id("demo", id).value().events().size(), 2u);
  // Another process, such as a CGI program beside a server, adds an event.
  ASSERT_TRUE(room.open()->append("demo", id, 2, {event("dispatched")}, test::fold_simply));
  const CaseRecord last = store->case_by_id("demo", id).value();
  ASSERT_EQ(last.events().size(), 3u);
  EXPECT_EQ(last.events().back().type, handler::cases::EventType::dispatched);
}

TEST(Cases, ReadsBackEveryFieldOfAnEvent) {
  StoreFixture room;
  const auto store = room.open();
  const auto id = store->add_report(report("a")).value().id;
  handler::store::NewEvent accepted = event("accepted", {{"list", {1, "二"}}, {"tier", "general"}});
  accepted.actor = {handler::cases::Actor::Kind::staff, 7, core::Role::dispatcher, "water"};
  accepted.occurred_at = test::moment("2026-04-02T16:00:00");
  accepted.policy = "abc";
  const CaseRecord after = store->append("demo", id, 1, {accepted}, test::fold_simply).value();
  const handler::cases::Event& kept = after.events().at(1);
  EXPECT_EQ(kept.seq, 2);
  EXPECT_EQ(kept.actor.kind, accepted.actor.kind);
  EXPECT_EQ(kept.actor.user, 7);
  EXPECT_EQ(kept.actor.role, core::Role::dispatcher);
  EXPECT_EQ(kept.actor.unit, "water");
  EXPECT_EQ(kept.occurred_at, accepted.occurred_at);
  EXPECT_EQ(kept.policy, "abc");
  EXPECT_EQ(kept.data, accepted.data);
  EXPECT_EQ(kept.prev, after.events().at(0).hash);
}

TEST(Cases, HidesACaseFromAnotherSite) {
  StoreFixture room;
  const auto store = room.open();
  const auto id = store->add_report(report("a")).value().id;
  EXPECT_EQ(store->case_by_ticket("pingyi", test::hash_of("ticket a")).failure().code,
            FailureCode::not_found);
  EXPECT_EQ(store->case_by_id("pingyi", id).failure().code, FailureCode::not_found);
  EXPECT_EQ(store->append("pingyi", id, 1, {event("accepted")}, test::fold_simply).failure().code,
            FailureCode::not_found);
}

TEST(Cases, TakesTheSameConfirmationTwiceAsOneCase) {
  StoreFixture room;
  const auto store = room.open();
  const AddedReport first = store->add_report(report("a")).value();
  room.clock.set("2026-04-03T11:00:00");
  const AddedReport again = store->add_report(report("a")).value();
  EXPECT_TRUE(again.already_there);
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.recorded_at, first.recorded_at);
  EXPECT_EQ(room.verify().value(), 1);
}

TEST(Cases, TakesTheSameConfirmationFromManyThreadsAsOneCase) {
  StoreFixture room;
  const auto store = room.open();
  std::vector<std::thread> threads;
  std::vector<AddedReport> added(16);
  for (AddedReport& mine : added) {
    threads.emplace_back([&] { mine = store->add_report(report("a")).value(); });
  }
  for (std::thread& thread : threads) thread.join();
  int fresh = 0;
  for (const AddedReport& mine : added) {
    EXPECT_EQ(mine.id, added.front().id);
    fresh += mine.already_there ? 0 : 1;
  }
  EXPECT_EQ(fresh, 1);
  EXPECT_EQ(room.verify().value(), 1);
}

TEST(Cases, RefusesASecondReportWithTheSameTicketNumber) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  auto other = report("b");
  other.ticket_hash = test::hash_of("ticket a");
  EXPECT_EQ(store->add_report(other).failure().code, FailureCode::conflict);
  EXPECT_FALSE(store->add_report(report("c")).value().already_there);
  EXPECT_EQ(room.verify().value(), 2);
}

TEST(Cases, RefusesToActOnACaseThatMovedOn) {
  StoreFixture room;
  const auto store = room.open();
  const auto id = store->add_report(report("a")).value().id;
  store->append("demo", id, 1, {event("accepted")}, test::fold_simply).value();
  EXPECT_EQ(store->append("demo", id, 1, {event("declined")}, test::fold_simply).failure().code,
            FailureCode::conflict);
  EXPECT_EQ(store->case_by_id("demo", id).value().row.values.state, "accepted");
}

TEST(Cases, LetsOneOfTwoRacingActionsThrough) {
  StoreFixture room;
  const auto store = room.open();
  const auto id = store->add_report(report("a")).value().id;
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto mine = store->append("demo", id, 1, {event("accepted")}, test::fold_simply);
      if (mine) ++done;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(store->case_by_id("demo", id).value().events().size(), 2u);
}

TEST(Cases, WritesSeveralEventsTogetherOrNoneOfThem) {
  StoreFixture room;
  const auto store = room.open();
  const auto id = store->add_report(report("a")).value().id;
  const auto broken = [](const auto&) -> handler::store::CurrentValues {
    throw core::Bug("cannot fold");
  };
  EXPECT_THROW((void)store->append("demo", id, 1, {event("accepted"), event("dispatched")}, broken),
               core::Bug);
  EXPECT_EQ(store->case_by_id("demo", id).value().events().size(), 1u);
  const CaseRecord after =
      store->append("demo", id, 1, {event("accepted"), event("dispatched")}, test::fold_simply)
          .value();
  EXPECT_EQ(after.row.last_seq, 3);
  EXPECT_EQ(after.row.values.state, "dispatched");
  EXPECT_EQ(room.verify().value(), 3);
}

TEST(Cases, GoesOnAfterABugWithoutGroupCommitToo) {
  StoreFixture room;
  auto options = room.options();
  options.group_commit = false;
  const auto store = room.open(options);
  auto broken = report("a");
  broken.refold = [](const auto&) -> handler::store::CurrentValues { throw core::Bug("no"); };
  EXPECT_THROW((void)store->add_report(broken), core::Bug);
  EXPECT_FALSE(store->add_report(report("a")).value().already_there);
  EXPECT_EQ(room.verify().value(), 1);
}

TEST(Cases, RecordsWhatTheClockShowsAndOrdersBySeq) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  room.clock.set("2026-04-03T09:00:00");
  const AddedReport late = store->add_report(report("b")).value();
  EXPECT_EQ(late.recorded_at, test::moment("2026-04-03T09:00:00"));
  EXPECT_EQ(store->case_by_id("demo", late.id).value().events().front().seq, 2);
  EXPECT_EQ(store->case_by_id("demo", late.id).value().row.submitted_at, late.recorded_at);
  EXPECT_TRUE(room.verify());
}

TEST(Cases, KeepsOneChainForEachSite) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  const auto id = store->add_report(report("b", {}, "pingyi")).value().id;
  const CaseRecord other = store->case_by_id("pingyi", id).value();
  EXPECT_EQ(other.events().at(0).seq, 1);
  EXPECT_EQ(other.events().at(0).prev, handler::cases::kFirstPrevious);
  EXPECT_EQ(room.verify().value(), 2);
}

std::string serial_of(Store& store, const std::string& name, const std::string& site) {
  const auto id = store.add_report(report(name, {}, site)).value().id;
  const std::int64_t seen = store.case_by_id(site, id).value().row.last_seq;
  handler::store::NewEvent accepted = event("accepted");
  accepted.gives_serial = true;
  accepted.serial_prefix = site == "demo" ? "SF" : "PY";
  return store.append(site, id, seen, {accepted}, test::fold_simply).value().row.values.serial;
}

TEST(Cases, NumbersAcceptedCasesBySiteAndYear) {
  StoreFixture room;
  const auto store = room.open();
  EXPECT_EQ(serial_of(*store, "a", "demo"), "SF-2026-0001");
  EXPECT_EQ(serial_of(*store, "b", "demo"), "SF-2026-0002");
  EXPECT_EQ(serial_of(*store, "c", "pingyi"), "PY-2026-0001");
  room.clock.set("2027-01-01T00:00:00");
  EXPECT_EQ(serial_of(*store, "d", "demo"), "SF-2027-0001");
}

TEST(Cases, NumbersByTheTrueYearAfterAnEventThatWasYearsAhead) {
  StoreFixture room;
  const auto store = room.open();
  room.clock.set("2028-02-29T10:00:00");
  store->add_report(report("a")).value();
  room.clock.set("2026-11-30T10:00:00");
  EXPECT_EQ(serial_of(*store, "b", "demo"), "SF-2026-0001");
  const CaseRecord later = store->case_by_id("demo", 2).value();
  EXPECT_EQ(later.row.submitted_at, test::moment("2026-11-30T10:00:00"));
}

TEST(Cases, ListsAMendedCaseUnderItsTrueTime) {
  StoreFixture room;
  const auto store = room.open();
  room.clock.set("2028-02-29T10:00:00");
  const auto id = store->add_report(report("a")).value().id;
  room.clock.set("2026-11-30T10:00:00");
  const auto touched = store->cases_recorded_between(test::moment("2028-01-01T00:00:00"),
                                                     test::moment("2028-12-31T00:00:00"));
  ASSERT_EQ(touched.value().size(), 1u);
  EXPECT_EQ(touched.value().front().first, test::moment("2028-02-29T10:00:00"));
  const auto mend = event("times_corrected", {{"times", {{"1", "2026-11-29T10:00:00.000+08:00"}}}});
  ASSERT_TRUE(store->append("demo", id, 1, {mend}, test::fold_simply));
  const CaseRecord record = store->case_by_id("demo", id).value();
  EXPECT_EQ(record.row.submitted_at, test::moment("2026-11-29T10:00:00"));
  EXPECT_EQ(record.events().front().noted_at(), test::moment("2026-11-29T10:00:00"));
  EXPECT_EQ(store
                ->cases_between("demo", test::moment("2026-11-01T00:00:00"),
                                test::moment("2026-12-01T00:00:00"), 9)
                .value()
                .size(),
            1u);
  EXPECT_EQ(
      test::number_of(*room.raw(),
                      "SELECT COUNT(*) FROM case_marks WHERE submitted_at LIKE '2026-11-29%'"),
      1);
  EXPECT_TRUE(room.verify());
}

TEST(Cases, RefusesToChangeOrDeleteEvents) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  const auto raw = room.raw();
  EXPECT_FALSE(raw->run("UPDATE events SET type = 'closed'", {}));
  EXPECT_FALSE(raw->run("DELETE FROM events", {}));
}

TEST(Cases, FindsCasesByPhoneIndex) {
  StoreFixture room;
  const auto store = room.open();
  const auto id = store->add_report(report("a")).value().id;
  store->add_report(report("b")).value();
  ASSERT_TRUE(store->keep_traces("demo", {{id, "f00d", {}}}));
  const auto found = store->cases_by_phone_index("demo", "f00d").value();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, id);
  EXPECT_TRUE(store->cases_by_phone_index("pingyi", "f00d").value().empty());
  EXPECT_TRUE(store->cases_by_phone_index("demo", "").value().empty());
}

TEST(Cases, KeepsTheTracesOfSeveralCasesOrOfNone) {
  StoreFixture room;
  const auto store = room.open();
  const auto first = store->add_report(report("a")).value().id;
  const auto second = store->add_report(report("b")).value().id;
  EXPECT_EQ(store->cases_without_traces("demo", 9).value().size(), 2u);
  EXPECT_EQ(store->keep_traces("demo", {{first, "f00d", {"m"}}, {99, "f00d", {}}}).failure().code,
            FailureCode::not_found);
  EXPECT_FALSE(store->is_traced("demo", first).value());
  ASSERT_TRUE(store->keep_traces("demo", {{first, "f00d", {"m"}}, {second, "", {"m"}}}));
  EXPECT_TRUE(store->cases_without_traces("demo", 9).value().empty());
  EXPECT_EQ(store->open_cases_by_trace("demo", "m").value().size(), 2u);
  EXPECT_EQ(store->cases_by_phone_index("demo", "f00d").value().size(), 1u);
}

TEST(Cases, KeepsPolicyVersions) {
  StoreFixture room;
  const auto store = room.open();
  const core::PolicyTexts texts = {{"policy.yaml", "schema: 1\n"}, {"site.yaml", "id: demo\n"}};
  EXPECT_EQ(store->policy_version("v1").failure().code, FailureCode::not_found);
  ASSERT_TRUE(store->keep_policy_version("demo", "v1", texts));
  ASSERT_TRUE(store->keep_policy_version("demo", "v1", texts));
  EXPECT_EQ(store->policy_version("v1").value(), texts);
}

}  // namespace

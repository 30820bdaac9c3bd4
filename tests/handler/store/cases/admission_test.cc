// Reports above a site's budget: set aside, counted in bytes, and refused when there is no room.
#include "handler/store/cases/admission.h"

#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/store/lived_data.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::AddedReport;
using handler::store::Budget;
using handler::store::CaseFilter;
using handler::store::CurrentValues;
using handler::store::NewReport;
using handler::store::SetAside;
using handler::store::SiteBudget;
using handler::store::Store;
using handler::store::take_from_budget;
using test::event;
using test::moment;
using test::report;
using test::StoreFixture;

constexpr std::int64_t kMuchRoom = 1'000'000;

// What fold() makes of a report that was set aside, until another event takes it in.
CurrentValues fold_aside(const std::vector<handler::cases::Event>& events) {
  CurrentValues values = test::fold_simply(events);
  const core::Json& data = events.front().data;
  if (!data.contains("set_aside") || events.size() > 1) return values;
  values.state = "set_aside";
  values.marks = {"set_aside"};
  values.set_aside = data.at("set_aside").get<int>();
  return values;
}

// Of a site that takes in two at once and one more each minute, with a reserve of one.
NewReport sent_from(const std::string& network, const std::string& name,
                    std::int64_t most_bytes = kMuchRoom) {
  NewReport made = report(name);
  made.refold = fold_aside;
  made.budget = SiteBudget{.site = {"reports:demo", 2, 60},
                           .reserve = {"reserve:demo", 1, 60},
                           .newcomer = {"newcomer:" + network, 1, 3600},
                           .most_bytes = most_bytes};
  return made;
}

struct AdmissionTest : ::testing::Test {
  StoreFixture room;
  std::unique_ptr<Store> store = room.open();

  // "at once", "set aside" or "full".
  std::string send(const std::string& network, const std::string& name,
                   std::int64_t most_bytes = kMuchRoom) {
    const AddedReport added = store->add_report(sent_from(network, name, most_bytes)).value();
    if (added.full) return "full";
    return added.set_aside ? "set aside" : "at once";
  }
  void use_up_budget() {
    EXPECT_EQ(send("one", "a"), "at once");
    EXPECT_EQ(send("one", "b"), "at once");
  }
  std::size_t listed(const std::string& mark, const std::vector<std::string>& states = {}) {
    CaseFilter filter;
    filter.site = "demo";
    filter.mark = mark;
    filter.states = states;
    return store->list_cases(filter).value().rows.size();
  }
};

TEST_F(AdmissionTest, SetsAsideWhatComesAboveTheBudget) {
  use_up_budget();
  EXPECT_EQ(send("one", "c"), "set aside");
  const auto found = store->case_by_ticket("demo", test::hash_of("ticket c")).value();
  EXPECT_EQ(found.row.values.state, "set_aside");
  EXPECT_EQ(found.events().front().data.at("set_aside").get<int>(),
            handler::store::bytes_of(report("c")));
  const AddedReport again = store->add_report(sent_from("one", "c")).value();
  EXPECT_TRUE(again.already_there);
  EXPECT_TRUE(again.set_aside);
  const AddedReport first = store->add_report(sent_from("one", "a")).value();
  EXPECT_TRUE(first.already_there);
  EXPECT_FALSE(first.set_aside);
  EXPECT_EQ(room.verify().value(), 3);
}

TEST_F(AdmissionTest, TakesInOneMoreEachTimeTheBudgetRefills) {
  use_up_budget();
  room.clock.set("2026-04-03T10:00:59");
  EXPECT_EQ(send("one", "c"), "set aside");
  room.clock.set("2026-04-03T10:01:00");
  EXPECT_EQ(send("one", "d"), "at once");
  EXPECT_EQ(send("one", "e"), "set aside");
  room.clock.set("2026-04-03T10:30:00");
  EXPECT_EQ(send("one", "f"), "at once");
  EXPECT_EQ(send("one", "g"), "at once");
  EXPECT_EQ(send("one", "h"), "set aside") << "no more than two are ever there";
}

TEST_F(AdmissionTest, KeepsAReserveForNetworksThatSentNothingLately) {
  use_up_budget();
  EXPECT_EQ(send("one", "c"), "set aside");
  EXPECT_EQ(send("two", "d"), "at once");
  EXPECT_EQ(send("two", "e"), "set aside");
  EXPECT_EQ(send("three", "f"), "set aside") << "the reserve is used up";
  room.clock.set("2026-04-03T10:01:00");
  EXPECT_EQ(send("one", "g"), "at once") << "the budget of the site";
  EXPECT_EQ(send("one", "h"), "set aside") << "it sent something within the hour";
  EXPECT_EQ(send("four", "i"), "at once");
}

TEST_F(AdmissionTest, RefusesWhatFindsNoRoomAndSavesNothingOfIt) {
  const std::int64_t room_for_one = handler::store::bytes_of(report("c"));
  use_up_budget();
  EXPECT_EQ(send("one", "c", room_for_one), "set aside");
  EXPECT_EQ(send("one", "d", room_for_one), "full");
  EXPECT_FALSE(store->case_by_ticket("demo", test::hash_of("ticket d")));
  room.clock.set("2026-04-03T10:01:00");
  EXPECT_EQ(send("one", "d", room_for_one), "at once") << "room is needed only above the budget";
  EXPECT_EQ(send("one", "e", room_for_one), "full");
  const auto waiting = store->case_by_ticket("demo", test::hash_of("ticket c")).value().row;
  ASSERT_TRUE(store->append("demo", waiting.id, waiting.last_seq, {event("admitted")}, fold_aside));
  EXPECT_EQ(send("one", "e", room_for_one), "set aside");
}

TEST_F(AdmissionTest, CountsTheTextsOfAReportAndASumForItsRows) {
  core::SystemRandomness randomness;
  NewReport made = report("a");
  const int alone = handler::store::bytes_of(made);
  made.submitted.parts = {
      handler::store::make_part(randomness, "words", std::string(5000, 'x'), "", false)};
  EXPECT_EQ(handler::store::bytes_of(made), alone + 5000);
}

TEST_F(AdmissionTest, TellsHowManyWaitAndWhatTheyTake) {
  use_up_budget();
  EXPECT_TRUE(store->set_aside().value().empty());
  send("one", "c");
  send("one", "d");
  const std::vector<SetAside> found = store->set_aside().value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].site, "demo");
  EXPECT_EQ(found[0].waiting, 2);
  EXPECT_EQ(found[0].bytes, std::int64_t{2} * handler::store::bytes_of(report("c")));
}

TEST_F(AdmissionTest, LeavesWhatIsSetAsideOutOfOtherListsAndOfFiguresForThreeDays) {
  use_up_budget();
  send("one", "c");
  EXPECT_EQ(listed(""), 2U);
  EXPECT_EQ(listed("open"), 2U);
  EXPECT_EQ(listed("set_aside"), 1U);
  EXPECT_EQ(listed("", {"set_aside"}), 1U);
  const auto counted = [&] {
    return store
        ->cases_between("demo", moment("2026-04-01T00:00:00"), moment("2026-05-01T00:00:00"), 10)
        .value()
        .size();
  };
  EXPECT_EQ(counted(), 2U);
  room.clock.set("2026-04-06T10:00:00");
  EXPECT_EQ(counted(), 2U);
  room.clock.set("2026-04-06T10:00:01");
  EXPECT_EQ(counted(), 3U);
}

TEST_F(AdmissionTest, TakesInReportsThatCannotBeCounted) {
  ASSERT_TRUE(room.raw()->run_script("DROP TABLE counters"));
  for (const std::string name : {"a", "b", "c"}) EXPECT_EQ(send("one", name), "at once");
}

TEST(Admission, TellsTheOperatorOnceAnHourThatAFloodBeganAndThatThereIsNoRoom) {
  StoreFixture room;
  std::vector<std::string> told;
  handler::store::StoreOptions options = room.options();
  options.warn = [&](const std::string& what) { told.push_back(what); };
  const auto store = room.open(options);
  const std::int64_t room_for_two = std::int64_t{2} * handler::store::bytes_of(report("c"));
  for (const std::string name : {"a", "b", "c", "d", "e", "f"})
    store->add_report(sent_from("one", name, room_for_two)).value();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_NE(told[0].find("demo: reports come faster"), std::string::npos);
  EXPECT_NE(told[0].find("they are set aside"), std::string::npos);
  EXPECT_NE(told[1].find("set-aside-megabytes"), std::string::npos);
}

TEST(Budget, SlidesAndForgetsATimeFromBeforeTheClockWentBack) {
  StoreFixture room;
  const auto store = room.open();
  const auto database = room.raw();
  const auto take = [&](const char* at) {
    return take_from_budget(*database, {"one a minute", 1, 60}, moment(at));
  };
  EXPECT_TRUE(take("2026-04-03T10:00:00"));
  EXPECT_FALSE(take("2026-04-03T10:00:59"));
  EXPECT_TRUE(take("2026-04-03T10:01:00"));
  EXPECT_FALSE(take("2026-04-03T10:01:30"));
  EXPECT_TRUE(take("2026-04-03T09:00:00"));
  EXPECT_FALSE(take("2026-04-03T09:00:01"));
}

TEST(Admission, TakesFromABudgetWhatVerificationAccepts) {
  const test::DamagedData data;
  const auto database = handler::store::open_sqlite({data.file().string(), 5000}).value();
  const handler::store::Budget budget{"reports:demo", 60, 6};
  ASSERT_TRUE(handler::store::take_from_budget(
      *database, budget, core::from_iso("2026-09-24T10:00:00.000+08:00").value()));
  EXPECT_EQ(data.said(), "");
}

}  // namespace

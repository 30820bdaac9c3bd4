// The store's worklist: order, pages, scope and search.
#include <set>

#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::CaseFilter;
using handler::store::CasePage;
using handler::store::CaseRow;
using handler::store::CountBy;
using handler::store::Store;
using test::report;
using test::StoreFixture;

CaseFilter open_of_demo() {
  CaseFilter filter;
  filter.site = "demo";
  filter.mark = "open";
  return filter;
}

using test::ids_of;

// Deadlines: 1 on the 9th, 2 none, 3 on the 7th, 4 none, 5 on the 9th.
void fill_with_deadlines(Store& store) {
  const core::Json due9 = {{"due", "2026-04-09T17:00:00.000+08:00"}};
  const core::Json due7 = {{"due", "2026-04-07T17:00:00.000+08:00"}};
  int name = 0;
  for (const core::Json& data : {due9, core::Json::object(), due7, core::Json::object(), due9})
    store.add_report(report(std::to_string(++name), data)).value();
}

TEST(Worklist, ShowsWhatIsDueFirstAndWhatHasNoDueTimeLast) {
  StoreFixture room;
  const auto store = room.open();
  fill_with_deadlines(*store);
  const CasePage page = store->list_cases(open_of_demo()).value();
  EXPECT_EQ(ids_of(page.rows), (Ids{3, 1, 5, 2, 4}));
  EXPECT_FALSE(page.next.has_value());
}

TEST(Worklist, PagesWithoutGapsOrRepeats) {
  StoreFixture room;
  const auto store = room.open();
  fill_with_deadlines(*store);
  for (const int limit : {1, 2, 3, 4}) {
    CaseFilter filter = open_of_demo();
    filter.limit = limit;
    Ids seen;
    do {
      const CasePage page = store->list_cases(filter).value();
      for (const CaseRow& row : page.rows) seen.push_back(row.id);
      filter.after = page.next;
    } while (filter.after);
    EXPECT_EQ(seen, (Ids{3, 1, 5, 2, 4})) << "pages of " << limit;
  }
}

TEST(Worklist, GoesOnWhereItWasWhenCasesAreAddedMeanwhile) {
  StoreFixture room;
  const auto store = room.open();
  fill_with_deadlines(*store);
  CaseFilter filter = open_of_demo();
  filter.limit = 3;
  filter.after = store->list_cases(filter).value().next;
  store->add_report(report("new", {{"due", "2026-04-06T17:00:00.000+08:00"}})).value();
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{2, 4}));
}

TEST(Worklist, TakesAPositionItDidNotMakeAsTheFirstPage) {
  StoreFixture room;
  const auto store = room.open();
  fill_with_deadlines(*store);
  for (const char* position : {"", "nonsense", "~|x", "~|99999999999999999999", "3"}) {
    CaseFilter filter = open_of_demo();
    filter.after = position;
    EXPECT_EQ(store->list_cases(filter).value().rows.size(), 5u) << position;
  }
}

// The query plan of a statement, as one text.
std::string plan_of(const StoreFixture& room, const std::string& sql) {
  std::string plan;
  const auto rows = room.raw()->run("EXPLAIN QUERY PLAN " + sql);
  for (const auto& row : rows.value()) plan += row.text(3) + "\n";
  return plan;
}

TEST(Worklist, UsesTheIndicesAndSortsNothing) {
  StoreFixture room;
  const auto store = room.open();
  const std::string by_mark = plan_of(
      room,
      "SELECT c.case_id, c.serial FROM case_marks AS m CROSS JOIN cases AS c ON c.case_id = "
      "m.case_id WHERE m.site = 'demo' AND m.mark = 'open' AND m.tier = 'red' AND "
      "(m.due_key, m.case_id) > ('~', 5) ORDER BY m.due_key, m.case_id LIMIT 51");
  EXPECT_EQ(by_mark.find("TEMP B-TREE"), std::string::npos) << by_mark;
  EXPECT_NE(by_mark.find("PRIMARY KEY (site=? AND mark=? AND (due_key,case_id)>(?,?))"),
            std::string::npos)
      << by_mark;
  const std::string by_age =
      plan_of(room,
              "SELECT n.case_id FROM cases AS n WHERE n.site = 'demo' AND n.tier = 'red' AND "
              "n.submitted_at >= '2026' AND n.case_id < 5 ORDER BY n.case_id DESC LIMIT 51");
  EXPECT_EQ(by_age.find("TEMP B-TREE"), std::string::npos) << by_age;
  EXPECT_NE(by_age.find("COVERING INDEX cases_by_age"), std::string::npos) << by_age;
  const std::string by_serial = plan_of(
      room,
      "SELECT n.case_id FROM json_each('[]') AS s CROSS JOIN cases AS n ON n.serial = s.value "
      "WHERE n.site = 'demo' ORDER BY n.case_id DESC LIMIT 51");
  EXPECT_NE(by_serial.find("cases_by_serial (site=? AND serial=?)"), std::string::npos)
      << by_serial;
  const std::string counts = plan_of(
      room,
      "SELECT COUNT(*), SUM(CASE WHEN m.due_key < '2026' OR m.breached = 1 THEN 1 ELSE 0 END), "
      "m.mark, m.unit, m.tier FROM case_marks AS m WHERE m.site = 'demo' GROUP BY m.mark, m.unit, "
      "m.tier");
  EXPECT_EQ(counts.find("TEMP B-TREE"), std::string::npos) << counts;
  EXPECT_NE(counts.find("COVERING INDEX marks_by_unit"), std::string::npos) << counts;
}

TEST(Worklist, KeepsToItsScope) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("1", {{"window", "east"}, {"unit", "water"}})).value();
  store->add_report(report("2", {{"window", "west"}, {"unit", "power"}})).value();
  store->add_report(report("3", {{"window", "east"}, {"unit", "water"}, {"restricted", 1}}))
      .value();
  store->add_report(report("4", {{"window", "east"}}, "pingyi")).value();
  for (const char* mark : {"open", ""}) {
    CaseFilter filter = open_of_demo();
    filter.mark = mark;
    const auto seen = [&] {
      const Ids ids = ids_of(store->list_cases(filter).value().rows);
      return std::set<handler::cases::CaseId>(ids.begin(), ids.end());
    };
    using Seen = std::set<handler::cases::CaseId>;
    filter.reach = {{{"east", "south"}, ""}};
    EXPECT_EQ(seen(), (Seen{1, 3}));
    filter.reach = {{{"east"}, "power"}};
    EXPECT_EQ(seen(), (Seen{}));
    filter.reach = {{{"east"}, "water"}, {{}, "power"}};
    EXPECT_EQ(seen(), (Seen{1, 2, 3}));
  }
}

TEST(Worklist, HidesFromAUnitTheRestrictedCasesAboutItself) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("1", {{"unit", "water"}, {"restricted", 1}, {"concerned", "water"}}))
      .value();
  store->add_report(report("2", {{"unit", "water"}, {"restricted", 1}, {"concerned", "power"}}))
      .value();
  store->add_report(report("3", {{"unit", "water"}, {"concerned", "water"}})).value();
  CaseFilter filter = open_of_demo();
  filter.reach = {{{}, "water"}};
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{2, 3}));
  filter.reach = {{{}, "water"}, {{"main"}, ""}};
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{2, 3}));
}

// More than a statement takes parameters.
TEST(Worklist, TakesAnyNumberOfWindows) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("1", {{"window", "w39999"}})).value();
  store->add_report(report("2", {{"window", "elsewhere"}})).value();
  CaseFilter filter = open_of_demo();
  filter.reach = {{{}, ""}};
  for (int i = 0; i < 40'000; ++i) filter.reach[0].windows.push_back("w" + std::to_string(i));
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{1}));
  EXPECT_EQ(store->count_marks(filter, room.clock.now(), CountBy::mark).value().at(0).count, 1);
}

std::string counts_of(Store& store, const CaseFilter& filter, const std::string& now,
                      CountBy by = CountBy::mark) {
  std::string all;
  const auto counts = store.count_marks(filter, test::moment(now), by);
  for (const auto& count : counts.value()) {
    all += (all.empty() ? "" : ", ") + count.mark + (by == CountBy::mark ? "" : " ") + count.unit +
           " " + std::to_string(count.count) + "/" + std::to_string(count.late);
  }
  return all;
}

TEST(Worklist, CountsByMarkWithinItsScopeAndSaysHowManyAreLate) {
  StoreFixture room;
  const auto store = room.open();
  const core::Json both = {"open", "urged"};
  const std::string due = "2026-04-09T17:00:00.000+08:00";
  store->add_report(report("1", {{"window", "east"}, {"marks", both}, {"due", due}})).value();
  store->add_report(report("2", {{"window", "east"}})).value();
  store->add_report(report("3", {{"window", "west"}, {"marks", {"open", "breached"}}})).value();
  store->add_report(report("4", {{"window", "east"}}, "pingyi")).value();
  CaseFilter filter = open_of_demo();
  EXPECT_EQ(counts_of(*store, filter, "2026-04-09T17:00:00.000"),
            "breached 1/1, open 3/1, urged 1/0");
  filter.reach = {{{"east"}, ""}};
  EXPECT_EQ(counts_of(*store, filter, "2026-04-09T17:00:00.000"), "open 2/0, urged 1/0");
  EXPECT_EQ(counts_of(*store, filter, "2026-04-09T17:00:00.001"), "open 2/1, urged 1/1");
}

TEST(Worklist, CountsByUnitToo) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("1", {{"unit", "water"}})).value();
  store->add_report(report("2", {{"unit", "power"}})).value();
  store->add_report(report("3", {{"unit", "water"}})).value();
  EXPECT_EQ(counts_of(*store, open_of_demo(), "2026-04-09T17:00:00.000", CountBy::mark_unit_tier),
            "open power 1/0, open water 2/0");
}

TEST(Worklist, ShowsOnlyWhatIsAskedFor) {
  StoreFixture room;
  const auto store = room.open();
  room.clock.set("2026-04-03T10:00:00");
  store->add_report(report("1", {{"kind", "matter"}, {"unit", "water"}, {"window", "east"}}))
      .value();
  room.clock.set("2026-04-04T10:00:00");
  store->add_report(report("2", {{"kind", "conduct"}, {"unit", "power"}, {"restricted", 1}}))
      .value();
  store->append("demo", 2, 2, {test::event("accepted")}, test::fold_simply).value();
  struct Wish {
    void (*wish)(CaseFilter&);
    Ids found;
  };
  const Wish wishes[] = {
      {[](CaseFilter& f) {
         f.states = {"accepted", "closed"};
       },
       {2}},
      {[](CaseFilter& f) { f.kind = "matter"; }, {1}},
      {[](CaseFilter& f) { f.tier = "red"; }, {}},
      {[](CaseFilter& f) { f.unit = "power"; }, {2}},
      {[](CaseFilter& f) { f.windows = {"east"}; }, {1}},
      {[](CaseFilter& f) { f.restricted = true; }, {2}},
      {[](CaseFilter& f) { f.from = test::moment("2026-04-04T00:00:00"); }, {2}},
      {[](CaseFilter& f) { f.before = test::moment("2026-04-04T00:00:00"); }, {1}},
  };
  int number = 0;
  for (const Wish& each : wishes) {
    ++number;
    for (const char* mark : {"open", ""}) {
      CaseFilter filter = open_of_demo();
      filter.mark = mark;
      each.wish(filter);
      EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), each.found) << number << mark;
    }
  }
}

TEST(Worklist, ShowsOnlyWhatIsLateThen) {
  StoreFixture room;
  const auto store = room.open();
  fill_with_deadlines(*store);
  store->add_report(report("6", {{"marks", {"open", "breached"}}})).value();
  CaseFilter filter = open_of_demo();
  filter.late_at = test::moment("2026-04-07T17:00:00");
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{6}));
  filter.late_at = test::moment("2026-04-09T16:00:00");
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{3, 6}));
}

TEST(Worklist, ShowsEverythingNewestFirstWithoutAMark) {
  StoreFixture room;
  const auto store = room.open();
  fill_with_deadlines(*store);
  CaseFilter filter = open_of_demo();
  filter.mark = "";
  filter.limit = 2;
  Ids seen;
  do {
    const CasePage page = store->list_cases(filter).value();
    for (const CaseRow& row : page.rows) seen.push_back(row.id);
    filter.after = page.next;
  } while (filter.after);
  EXPECT_EQ(seen, (Ids{5, 4, 3, 2, 1}));
}

}  // namespace

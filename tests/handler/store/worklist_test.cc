// The worklist: its order, its pages, its scope and its search.
#include <set>

#include "room.h"

namespace {

using handler::store::CaseFilter;
using handler::store::CasePage;
using handler::store::CaseRow;
using handler::store::Store;
using test::report;
using test::Room;

CaseFilter filter_of_demo() {
  CaseFilter filter;
  filter.site = "demo";
  return filter;
}

std::vector<handler::cases::CaseId> ids_of(const std::vector<CaseRow>& rows) {
  std::vector<handler::cases::CaseId> ids;
  for (const CaseRow& row : rows) ids.push_back(row.id);
  return ids;
}

using Ids = std::vector<handler::cases::CaseId>;

// 1 due on the 9th, 2 without a due time, 3 due on the 7th, 4 without, 5 due on the 9th too.
void fill(Store& store) {
  const core::Json due9 = {{"due", "2026-04-09T17:00:00.000+08:00"}};
  const core::Json due7 = {{"due", "2026-04-07T17:00:00.000+08:00"}};
  int name = 0;
  for (const core::Json& data : {due9, core::Json::object(), due7, core::Json::object(), due9})
    store.add_report(report(std::to_string(++name), data)).value();
}

TEST(Worklist, ShowsWhatIsDueFirstAndWhatHasNoDueTimeLast) {
  Room room;
  const auto store = room.open();
  fill(*store);
  const CasePage page = store->list_cases(filter_of_demo()).value();
  EXPECT_EQ(ids_of(page.rows), (Ids{3, 1, 5, 2, 4}));
  EXPECT_FALSE(page.next.has_value());
}

TEST(Worklist, PagesWithoutGapsOrRepeats) {
  Room room;
  const auto store = room.open();
  fill(*store);
  for (const int limit : {1, 2, 3, 4}) {
    CaseFilter filter = filter_of_demo();
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
  Room room;
  const auto store = room.open();
  fill(*store);
  CaseFilter filter = filter_of_demo();
  filter.limit = 3;
  filter.after = store->list_cases(filter).value().next;
  store->add_report(report("new", {{"due", "2026-04-06T17:00:00.000+08:00"}})).value();
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{2, 4}));
}

TEST(Worklist, TakesAPositionItDidNotMakeAsTheFirstPage) {
  Room room;
  const auto store = room.open();
  fill(*store);
  for (const char* position : {"", "nonsense", "~|x", "~|99999999999999999999"}) {
    CaseFilter filter = filter_of_demo();
    filter.after = position;
    EXPECT_EQ(store->list_cases(filter).value().rows.size(), 5u) << position;
  }
}

TEST(Worklist, UsesTheIndexAndSortsNothing) {
  Room room;
  const auto store = room.open();
  const auto raw = room.raw();
  const auto plan = raw->run(
      "EXPLAIN QUERY PLAN SELECT case_id FROM cases WHERE site = $1 AND (due_key > $2 OR "
      "(due_key = $2 AND case_id > $3)) ORDER BY due_key, case_id LIMIT 51",
      {"demo", "~", std::int64_t{1}});
  for (const auto& row : plan.value())
    EXPECT_EQ(row.text(3).find("TEMP B-TREE"), std::string::npos) << row.text(3);
  EXPECT_NE(plan.value().front().text(3).find("cases_by_due"), std::string::npos);
}

TEST(Worklist, KeepsToItsScope) {
  Room room;
  const auto store = room.open();
  store->add_report(report("1", {{"window", "east"}, {"unit", "water"}})).value();
  store->add_report(report("2", {{"window", "west"}, {"unit", "power"}})).value();
  store->add_report(report("3", {{"window", "east"}, {"unit", "water"}, {"restricted", 1}}))
      .value();
  store->add_report(report("4", {{"window", "east"}}, "pingyi")).value();
  CaseFilter filter = filter_of_demo();
  filter.windows = {"east", "south"};
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{1, 3}));
  filter.units = {"power"};
  EXPECT_TRUE(store->list_cases(filter).value().rows.empty());
}

TEST(Worklist, CountsByStateWithinItsScope) {
  Room room;
  const auto store = room.open();
  const auto id = store->add_report(report("1", {{"window", "east"}})).value().id;
  store->add_report(report("2", {{"window", "east"}})).value();
  store->add_report(report("3", {{"window", "west"}})).value();
  store->append("demo", id, 1, {test::event("accepted")}, test::fold_simply).value();
  CaseFilter filter = filter_of_demo();
  filter.windows = {"east"};
  filter.states = {"closed"};
  const std::map<std::string, int> expected = {{"accepted", 1}, {"submitted", 1}};
  EXPECT_EQ(store->count_cases(filter).value(), expected);
}

TEST(Worklist, ShowsOnlyTheStatesAskedFor) {
  Room room;
  const auto store = room.open();
  fill(*store);
  store->append("demo", 2, 2, {test::event("accepted")}, test::fold_simply).value();
  CaseFilter filter = filter_of_demo();
  filter.states = {"accepted", "closed"};
  EXPECT_EQ(ids_of(store->list_cases(filter).value().rows), (Ids{2}));
}

Ids found(Store& store, const std::string& typed) {
  CaseFilter filter = filter_of_demo();
  filter.search = typed;
  return ids_of(store.list_cases(filter).value().rows);
}

void add_with_reply(Store& store, const std::string& name, const std::string& text, bool sealed) {
  core::SystemRandomness randomness;
  auto sent = report(name);
  const std::string key = sealed ? core::make_seal_keys().public_key : std::string();
  sent.submitted.parts = {handler::store::make_part(randomness, "reply", text, key, true)};
  store.add_report(sent).value();
}

TEST(Search, FindsSerialNumbersAndWordsOfOpenParts) {
  Room room;
  const auto store = room.open();
  store->add_report(report("1", {{"serial", "SF-2026-0042"}})).value();
  add_with_reply(*store, "2", "已经办结", false);
  add_with_reply(*store, "3", "已经办结", true);
  EXPECT_EQ(found(*store, "2026-0042"), (Ids{1}));
  EXPECT_EQ(found(*store, "办结"), (Ids{2}));
  EXPECT_EQ(found(*store, "没有"), Ids{});
}

TEST(Search, TakesPercentUnderscoreAndBackslashAsTheyAre) {
  Room room;
  const auto store = room.open();
  add_with_reply(*store, "1", "完成了100%", false);
  add_with_reply(*store, "2", "文件a_b", false);
  add_with_reply(*store, "3", "文件axb和c\\d", false);
  EXPECT_EQ(found(*store, "%"), (Ids{1}));
  EXPECT_EQ(found(*store, "a_b"), (Ids{2}));
  EXPECT_EQ(found(*store, "c\\d"), (Ids{3}));
  EXPECT_EQ(found(*store, "' OR 1=1 --"), Ids{});
}

TEST(Search, FindsNothingForAnEndlessText) {
  Room room;
  const auto store = room.open();
  fill(*store);
  EXPECT_EQ(found(*store, std::string(100'000, 'a')), Ids{});
}

}  // namespace

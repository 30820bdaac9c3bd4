// Search by serial number and by words, and saved views.
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::CaseFilter;
using handler::store::CasePage;
using handler::store::CaseRow;
using handler::store::Store;
using test::ids_of;
using test::report;
using test::StoreFixture;

using Ids = std::vector<handler::cases::CaseId>;

CaseFilter filter_of_demo() {
  CaseFilter filter;
  filter.site = "demo";
  return filter;
}

Ids found(Store& store, const std::string& typed, CaseFilter filter = filter_of_demo()) {
  filter.words = typed;
  return ids_of(store.list_cases(filter).value().rows);
}

void add_with_reply(Store& store, const std::string& name, const std::string& text, bool sealed,
                    const core::Json& data = core::Json::object()) {
  core::SystemRandomness randomness;
  auto sent = report(name, data);
  const std::string key = sealed ? core::make_seal_keys().public_key : std::string();
  sent.submitted.parts = {handler::store::make_part(randomness, "reply", text, key, true)};
  store.add_report(sent).value();
}

TEST(Search, FindsSerialNumbersAndWordsOfOpenParts) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("1", {{"serial", "SF-2026-0042"}})).value();
  add_with_reply(*store, "2", "已经办结", false);
  add_with_reply(*store, "3", "已经办结", true);
  CaseFilter by_serial = filter_of_demo();
  by_serial.serials = {"SF-2025-0042", "SF-2026-0042"};
  EXPECT_EQ(ids_of(store->list_cases(by_serial).value().rows), (Ids{1}));
  EXPECT_EQ(found(*store, "办结"), (Ids{2}));
  EXPECT_EQ(found(*store, "没有"), Ids{});
}

TEST(Search, KeepsToItsScopeAndItsSite) {
  StoreFixture room;
  const auto store = room.open();
  add_with_reply(*store, "1", "水表过户", false, {{"unit", "water"}, {"window", "east"}});
  add_with_reply(*store, "2", "水表过户", false, {{"unit", "power"}, {"window", "west"}});
  auto elsewhere = report("3", core::Json::object(), "pingyi");
  core::SystemRandomness randomness;
  elsewhere.submitted.parts = {
      handler::store::make_part(randomness, "reply", "水表过户", "", true)};
  store->add_report(elsewhere).value();
  EXPECT_EQ(found(*store, "水表"), (Ids{2, 1}));
  CaseFilter filter = filter_of_demo();
  filter.reach = {{{}, "water"}};
  EXPECT_EQ(found(*store, "水表", filter), (Ids{1}));
  filter.reach = {{{"west"}, ""}};
  EXPECT_EQ(found(*store, "水表", filter), (Ids{2}));
  filter.reach = {{{"west"}, "water"}, {{"east"}, "water"}};
  EXPECT_EQ(found(*store, "水表", filter), (Ids{1}));
  for (int i = 0; i < 600; ++i) filter.reach[0].windows.push_back("w" + std::to_string(i));
  EXPECT_EQ(found(*store, "水表", filter), (Ids{1}));
}

TEST(Search, FollowsACaseToItsNextUnit) {
  StoreFixture room;
  const auto store = room.open();
  add_with_reply(*store, "1", "水表过户", false, {{"unit", "water"}});
  store->append("demo", 1, 1, {test::event("dispatched", {{"unit", "power"}})}, test::fold_simply)
      .value();
  CaseFilter filter = filter_of_demo();
  filter.reach = {{{}, "water"}};
  EXPECT_EQ(found(*store, "水表", filter), Ids{});
  filter.reach = {{{}, "power"}};
  EXPECT_EQ(found(*store, "水表", filter), (Ids{1}));
}

TEST(Search, FindsWhatAUnitHelpsWithUntilItDoesNot) {
  StoreFixture room;
  const auto store = room.open();
  add_with_reply(*store, "1", "水表过户", false, {{"unit", "water"}});
  const auto help = [&](std::int64_t seen, const std::vector<std::string>& units) {
    const auto told = test::event("dispatched", {{"unit", "water"}, {"assisting", units}});
    store->append("demo", 1, seen, {told}, test::fold_simply).value();
  };
  help(1, {"gas", "power"});
  CaseFilter filter = filter_of_demo();
  filter.reach = {{{}, "power"}};
  EXPECT_EQ(found(*store, "水表", filter), (Ids{1}));
  filter.reach = {{{}, "heating"}};
  EXPECT_EQ(found(*store, "水表", filter), Ids{});
  help(2, {"gas"});
  filter.reach = {{{}, "power"}};
  EXPECT_EQ(found(*store, "水表", filter), Ids{});
}

TEST(Search, PagesThroughWhatItFinds) {
  StoreFixture room;
  const auto store = room.open();
  for (int i = 1; i <= 5; ++i) add_with_reply(*store, std::to_string(i), "水表过户", false);
  CaseFilter filter = filter_of_demo();
  filter.words = "过户";
  filter.limit = 2;
  Ids seen;
  do {
    const CasePage page = store->list_cases(filter).value();
    for (const CaseRow& row : page.rows) seen.push_back(row.id);
    filter.after = page.next;
  } while (filter.after);
  EXPECT_EQ(seen, (Ids{5, 4, 3, 2, 1}));
}

TEST(Search, TakesWhatPeopleTypeAsTextAndNothingElse) {
  StoreFixture room;
  const auto store = room.open();
  add_with_reply(*store, "1", "完成了100%", false);
  EXPECT_EQ(found(*store, "100%"), (Ids{1}));
  for (const char* typed : {"%", "' OR 1=1 --", "\"", "NOT 完成", "*", "words:完成", "a AND"})
    EXPECT_EQ(found(*store, typed), Ids{}) << typed;
}

TEST(Search, FindsNothingForAnEndlessText) {
  StoreFixture room;
  const auto store = room.open();
  add_with_reply(*store, "1", "aaa", false);
  EXPECT_EQ(found(*store, std::string(100'000, 'a')), Ids{});
}

TEST(SavedViews, AreEachPersonsOwnOnOneSite) {
  StoreFixture room;
  const auto store = room.open();
  const auto wang = store->add_user({0, "wang", "", "", false, {}}).value();
  const auto li = store->add_user({0, "li", "", "", false, {}}).value();
  ASSERT_TRUE(store->save_view(wang, "demo", {"红牌", "tier=hard"}));
  ASSERT_TRUE(store->save_view(wang, "demo", {"红牌", "tier=hard&late=yes"}));
  const auto views = store->saved_views(wang, "demo").value();
  ASSERT_EQ(views.size(), 1u);
  EXPECT_EQ(views[0].query, "tier=hard&late=yes");
  EXPECT_TRUE(store->saved_views(li, "demo").value().empty());
  EXPECT_TRUE(store->saved_views(wang, "pingyi").value().empty());
  ASSERT_TRUE(store->delete_view(wang, "demo", "红牌"));
  EXPECT_TRUE(store->saved_views(wang, "demo").value().empty());
}

TEST(SavedViews, AreAsManyAsCanBeTakenIn) {
  StoreFixture room;
  const auto store = room.open();
  const auto wang = store->add_user({0, "wang", "", "", false, {}}).value();
  for (int i = 0; i < handler::store::kMostSavedViews; ++i)
    ASSERT_TRUE(store->save_view(wang, "demo", {std::to_string(i), "tier=hard"}));
  EXPECT_EQ(store->save_view(wang, "demo", {"one more", "x"}).failure().code,
            core::FailureCode::refused);
  EXPECT_TRUE(store->save_view(wang, "demo", {"3", "tier=general"}));
}

}  // namespace

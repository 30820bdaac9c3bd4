// Lists and search agree with row and open parts, after every change and after an update of the
// program.
#include "handler/store/cases/search_words.h"

#include "tests/handler/store/destroy_all.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::CaseId;
using handler::store::Store;
using test::event;
using test::report;
using test::StoreFixture;

// "mark due_key" of every list row of a case.
std::string listed(const StoreFixture& room, CaseId id) {
  const auto raw = room.raw();
  const auto rows = raw->run(
      "SELECT mark || ' ' || due_key || ' ' || unit FROM case_marks WHERE case_id = $1 "
      "ORDER BY mark",
      {id});
  std::string all;
  for (const auto& row : rows.value()) all += (all.empty() ? "" : ", ") + row.text(0);
  return all;
}

std::string matches_of(const StoreFixture& room, const std::string& typed) {
  return test::found_by(*room.raw(), typed);
}

handler::store::NewEvent with_words(const std::string& text, const std::string& seal = "") {
  core::SystemRandomness randomness;
  auto made = event("progress_reported");
  made.parts = {handler::store::make_part(randomness, "progress", text, seal, true)};
  return made;
}

CaseId add(Store& store, const std::string& name, const core::Json& data) {
  return store.add_report(report(name, data)).value().id;
}

void tell(Store& store, CaseId id, handler::store::NewEvent happened) {
  const auto seen = store.case_by_id("demo", id).value().row.last_seq;
  store.append("demo", id, seen, {std::move(happened)}, test::fold_simply).value();
}

constexpr const char* kDue = "2026-04-09T17:00:00.000+08:00";

TEST(Listing, HoldsTheMarksOfEveryCase) {
  StoreFixture room;
  const auto store = room.open();
  const CaseId id =
      add(*store, "1", {{"marks", {"open", "to_sign"}}, {"due", kDue}, {"unit", "water"}});
  EXPECT_EQ(listed(room, id), std::string("open ") + kDue + " water, to_sign " + kDue + " water");
  EXPECT_EQ(store->case_by_id("demo", id).value().row.values.marks,
            (std::vector<std::string>{"open", "to_sign"}));
}

TEST(Listing, FollowsEveryEvent) {
  StoreFixture room;
  const auto store = room.open();
  const CaseId id = add(*store, "1", {{"marks", {"open", "to_accept"}}});
  EXPECT_EQ(listed(room, id), "open ~ , to_accept ~ ");
  tell(*store, id, event("dispatched", {{"unit", "water"}, {"marks", {"open"}}, {"due", kDue}}));
  EXPECT_EQ(listed(room, id), std::string("open ") + kDue + " water");
  tell(*store, id, event("dispatched", {{"unit", "power"}}));
  EXPECT_EQ(listed(room, id), std::string("open ") + kDue + " power");
  tell(*store, id, event("closed", {{"marks", core::Json::array()}}));
  EXPECT_EQ(listed(room, id), "");
}

TEST(Listing, FindsWordsOfOpenPartsAndNothingThatIsSealed) {
  StoreFixture room;
  const auto store = room.open();
  const CaseId id = add(*store, "1", core::Json::object());
  tell(*store, id, with_words("不动产登记已经受理，请带 A4 复印件"));
  tell(*store, id, with_words("银行卡号", core::make_seal_keys().public_key));
  for (const char* word : {"动产", "不动产登记", "登记 复印", "a4", "Ａ４", "受理，请带"})
    EXPECT_EQ(matches_of(room, word), "1") << word;
  for (const char* word : {"银行", "登动", "理请", "不", "4"}) {
    if (!handler::store::match_for(word).empty()) {
      EXPECT_EQ(matches_of(room, word), "") << word;
    }
  }
}

TEST(Listing, FindsWordsOfSeveralPartsTogether) {
  StoreFixture room;
  const auto store = room.open();
  const CaseId id = add(*store, "1", core::Json::object());
  tell(*store, id, with_words("水表"));
  tell(*store, id, with_words("过户"));
  EXPECT_EQ(matches_of(room, "过户 水表"), "1");
  EXPECT_EQ(matches_of(room, "表过"), "");
}

TEST(Listing, ForgetsTheWordsOfDestroyedPartsToTheLastByte) {
  StoreFixture room;
  const auto store = room.open();
  const CaseId id = add(*store, "1", core::Json::object());
  tell(*store, id, with_words("qqzzy"));
  const CaseId other = add(*store, "2", core::Json::object());
  tell(*store, other, with_words("水表"));
  ASSERT_EQ(matches_of(room, "qqzzy"), "1");
  ASSERT_NE(room.bytes_on_disk().find("qqzzy"), std::string::npos);
  ASSERT_TRUE(test::destroy_all(*store, "demo", id));
  EXPECT_EQ(matches_of(room, "qqzzy"), "");
  EXPECT_EQ(matches_of(room, "水表"), "2");
  EXPECT_EQ(room.bytes_on_disk().find("qqzzy"), std::string::npos);
}

TEST(Listing, ListsCasesOfAnOlderProgramOnceTheyAreFoldedAgain) {
  StoreFixture room;
  CaseId id = 0;
  {
    const auto store = room.open();
    id = add(*store, "1", {{"marks", {"open", "to_accept"}}});
    tell(*store, id, with_words("水表过户"));
    EXPECT_TRUE(store->unlisted_cases(0, 10).value().empty());
  }
  // A case right after the schema step that created the lists.
  ASSERT_TRUE(
      room.raw()->run_script("UPDATE cases SET listed = 0, marks = '[]'; DELETE FROM case_marks;"
                             "INSERT INTO case_words(case_words) VALUES ('delete-all')"));
  const auto store = room.open();
  ASSERT_EQ(store->unlisted_cases(0, 10).value().size(), 1u);
  EXPECT_TRUE(store->unlisted_cases(id, 10).value().empty());
  ASSERT_TRUE(store->refold_case("demo", id, test::fold_simply));
  EXPECT_TRUE(store->unlisted_cases(0, 10).value().empty());
  EXPECT_EQ(listed(room, id), "open ~ , to_accept ~ ");
  EXPECT_EQ(matches_of(room, "过户"), "1");
  ASSERT_TRUE(store->refold_case("demo", id, test::fold_simply));
  EXPECT_EQ(listed(room, id), "open ~ , to_accept ~ ");
}

TEST(Listing, GivesCasesTheMarksThatANewProgramKnows) {
  StoreFixture room;
  const auto store = room.open();
  const CaseId id = add(*store, "1", {{"marks", {"open", "to_accept"}}});
  tell(*store, id, with_words("水表过户"));
  ASSERT_TRUE(room.raw()->run_script("UPDATE cases SET listed = -1"));
  ASSERT_EQ(store->unlisted_cases(0, 10).value().size(), 1u);
  const auto newer = [](const auto& events) {
    auto values = test::fold_simply(events);
    values.marks = {"open", "to_visit"};
    return values;
  };
  ASSERT_TRUE(store->refold_case("demo", id, newer));
  EXPECT_EQ(listed(room, id), "open ~ , to_visit ~ ");
  EXPECT_EQ(matches_of(room, "过户"), "1");
  ASSERT_TRUE(test::destroy_all(*store, "demo", id));
  EXPECT_EQ(matches_of(room, "过户"), "");
}

TEST(SearchWords, AreOverlappingPairsOfChineseAndWholeWordsOfLetters) {
  EXPECT_EQ(handler::store::words_in("不动产，A4纸2张。"), "不动 动产 a4 纸 2 张");
  EXPECT_EQ(handler::store::words_in("ＳＦ－２０２６"), "sf 2026");
  EXPECT_EQ(handler::store::words_in("　，。!\n"), "");
}

TEST(SearchWords, FindAPaddedNameHoweverItIsSpaced) {
  for (const char* text : {"由凌云登记", "由凌　云登记", "由凌 \u00a0 云登记"})
    EXPECT_EQ(handler::store::words_in(text), "由凌 凌云 云登 登记") << text;
  for (const char* typed : {"凌云", "凌　云", " 凌  云 "})
    EXPECT_EQ(handler::store::match_for(typed), "\"凌云\"") << typed;
  EXPECT_EQ(handler::store::match_for("欧 阳　明 登记"), "\"欧阳 阳明\" AND \"登记\"");
  EXPECT_EQ(handler::store::words_in("凌\n云"), "凌 云") << "a line end is no padding";
  EXPECT_EQ(handler::store::words_in("凌，云"), "凌 云");
}

TEST(SearchWords, AreAskedForAsTheyStand) {
  EXPECT_EQ(handler::store::match_for("不动产 a4"), "\"不动 动产\" AND \"a4\" *");
  EXPECT_EQ(handler::store::match_for("\"* OR x NEAR("), "\"or\" * AND \"x\" * AND \"near\" *");
}

TEST(SearchWords, NeedTwoCharacters) {
  EXPECT_EQ(handler::store::match_for("产"), "");
  EXPECT_EQ(handler::store::match_for("?!"), "");
  EXPECT_EQ(handler::store::match_for("x"), "");
}

}  // namespace

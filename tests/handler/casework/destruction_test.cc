// What may be destroyed of a case, by time and on request, and that the clock and the list come
// first.
#include "handler/casework/destruction.h"

#include <algorithm>

#include "core/base/text.h"
#include "handler/casework/recording.h"
#include "handler/casework/retention.h"
#include "handler/store/cases/file_parts.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"

namespace handler::view {
namespace {

using core::FailureCode;
using handler::testing::HandlerFixture;

// The demo keeps identities for 3 years and words for 5.
constexpr const char* kIdentityDue = "2029-09-25 00:00";
constexpr const char* kWordsDue = "2031-09-25 00:00";

class DestructionTest : public ::testing::Test {
 protected:
  cases::CaseId report(const core::Json& data = core::Json::object()) {
    const std::string seal = hall.services.portal_keys.seal_public;
    return hall.report(data, {store::make_part(hall.randomness, "identity", "{}", seal, false),
                              store::make_part(hall.randomness, "words", "{}", seal, false)});
  }
  cases::CaseId closed() {
    const cases::CaseId id = report();
    close(id);
    return id;
  }
  void close(cases::CaseId id) {
    hall.accept(id);
    hall.act(id, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}});
    hall.act(id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
    hall.act(id, "close", {{"cause", "other"}});
  }
  // As the desk records a merge, in both cases; the reporter was told.
  void merge(cases::CaseId duplicate, cases::CaseId main) {
    hall.act(duplicate, "merge", {{"into", std::to_string(main)}, {"reason", "同一件事"}});
    note(main, cases::EventType::merged_in, {{"from", duplicate}});
  }
  void note(cases::CaseId id, cases::EventType type, core::Json data) {
    cases::PlannedEvent event{.type = type, .data = std::move(data)};
    const FoldedCase open = fold_case(hall.services, *hall.site(), id).value();
    ASSERT_TRUE(record(hall.services, *hall.site(), open, {}, {event}));
  }

  core::Status destroy(cases::CaseId id, std::vector<std::string> classes = {"identity", "words"}) {
    return destroy_of_case(hall.services, {.site = "demo",
                                           .id = id,
                                           .classes = std::move(classes),
                                           .cause = DestructionCause::request,
                                           .reason = "本人要求",
                                           .user_id = 7,
                                           .role = core::Role::front_desk});
  }
  FailureCode refusal(cases::CaseId id) { return destroy(id).failure().code; }

  DueReport destroy_due_at(const std::string& at, int most = 200) {
    hall.clock.set(at);
    DueReport report;
    destroy_due(
        hall.services, *hall.site(), most, [] { return false; }, report);
    EXPECT_TRUE(hall.store.forget_destroyed());
    return report;
  }
  std::vector<DueCase> due_at(const std::string& at) {
    hall.clock.set(at);
    return list_due(hall.services, *hall.site()).value();
  }

  // The fields of the parts that are still there, by name.
  std::string left(cases::CaseId id) {
    std::vector<std::string> fields;
    for (const auto& [part, what] : hall.record(id).parts) {
      if (!what.destroyed) fields.push_back(what.field);
    }
    std::ranges::sort(fields);
    return core::joined(fields, " ");
  }
  std::size_t count(cases::CaseId id, cases::EventType type) {
    const store::CaseRecord record = hall.record(id);
    return static_cast<std::size_t>(std::ranges::count(record.events(), type, &cases::Event::type));
  }
  std::size_t destroyed_events(cases::CaseId id) {
    return count(id, cases::EventType::parts_destroyed);
  }

  HandlerFixture hall;
};

TEST_F(DestructionTest, TakesEachClassAtItsTimeAndNothingBefore) {
  const cases::CaseId id = closed();
  EXPECT_EQ(destroy_due_at("2029-09-24 23:59").cases, 0);
  EXPECT_EQ(destroy_due_at(kIdentityDue).cases, 1);
  EXPECT_EQ(left(id).find("identity"), std::string::npos);
  EXPECT_EQ(left(id), "matter reply reply words");
  EXPECT_EQ(destroy_due_at("2031-09-24 23:59").cases, 0);
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 1);
  EXPECT_EQ(left(id), "");
  EXPECT_EQ(destroyed_events(id), 2U);
  EXPECT_EQ(destroy_due_at("2040-01-01 00:00").looked, 0);
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(DestructionTest, SaysInItsEventWhatWasDestroyedAndByWhom) {
  const cases::CaseId id = closed();
  destroy_due_at(kIdentityDue);
  const store::CaseRecord after = hall.record(id);
  const cases::Event& event = after.events().back();
  EXPECT_EQ(event.actor.kind, cases::Actor::Kind::system);
  EXPECT_EQ(event.data.at("cause"), "retention");
  EXPECT_EQ(event.data.at("classes"), core::Json::array({"identity"}));
  EXPECT_EQ(event.data.at("parts"), core::Json::array({1}));
}

TEST_F(DestructionTest, NeverTouchesAnOpenCase) {
  const cases::CaseId id = report();
  EXPECT_EQ(refusal(id), FailureCode::refused);
  EXPECT_EQ(destroy_due_at("2060-01-01 00:00").cases, 0);
  hall.accept(id);
  EXPECT_EQ(refusal(id), FailureCode::refused);
  EXPECT_EQ(left(id), "identity matter words");
}

TEST_F(DestructionTest, OfAConfidentialCaseThatWasDeclinedIsNoOther) {
  const cases::CaseId declined = report({{"confidential", "yes"}});
  hall.act(declined, "decline",
           {{"exclusion", "litigation"}, {"explanation", "已经起诉"}, {"referral", "legal_aid"}});
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 1);
  EXPECT_EQ(left(declined), "");
}

TEST_F(DestructionTest, WaitsForAHoldToBeLifted) {
  const cases::CaseId id = closed();
  hall.act(id, "hold", {{"reason", "正在调查"}});
  EXPECT_EQ(refusal(id), FailureCode::refused);
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 0);
  hall.act(id, "release", {{"reason", "调查结束"}});
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 1);
  EXPECT_EQ(left(id), "") << "the reasons of the hold too";
}

// What finds the case follows from who reported and from the words.
TEST_F(DestructionTest, OfFilesAloneLeavesTheTextsAndWhatFindsTheCase) {
  const tests::TemporaryFolder spools;
  const store::SealedFile file =
      store::seal_file("jpeg", "a.jpg", std::string(70'000, 'x'), spools.path()).value();
  const std::string& seal = hall.services.portal_keys.seal_public;
  const cases::CaseId id = hall.report(
      core::Json::object(), {store::make_part(hall.randomness, "words", "{}", seal, false),
                             store::make_file_part(hall.randomness, "file1", file, seal, false)});
  close(id);
  ASSERT_TRUE(hall.store.keep_traces("demo", {{id, "f00d", {"phone:1"}}}));
  EXPECT_EQ(hall.store.file_bytes("demo").value(), 70'000);
  ASSERT_TRUE(destroy(id, {"files"}));
  EXPECT_EQ(left(id).find("file1"), std::string::npos);
  EXPECT_NE(left(id).find("words"), std::string::npos);
  EXPECT_EQ(hall.store.file_bytes("demo").value(), 0);
  EXPECT_EQ(hall.store.cases_by_phone_index("demo", "f00d").value().size(), 1U);
}

TEST_F(DestructionTest, OfAMergedCaseWaitsForItsMainCaseAndGoesWithIt) {
  const cases::CaseId main = report();
  hall.accept(main);
  const cases::CaseId duplicate = report();
  merge(duplicate, main);
  EXPECT_EQ(refusal(duplicate), FailureCode::refused);
  EXPECT_EQ(destroy_due_at("2040-01-01 00:00").cases, 0);
  hall.clock.set("2026-09-24 11:00");
  hall.act(main, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}});
  hall.act(main, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
  EXPECT_EQ(refusal(main), FailureCode::refused) << "the other reporter was not told";
  note(main, cases::EventType::absorbed_told, {{"cases", {duplicate}}});
  hall.act(main, "close", {{"cause", "other"}});
  ASSERT_EQ(due_at(kWordsDue).size(), 1U);
  EXPECT_EQ(due_at(kWordsDue).front().merged, 1U);
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 2);
  EXPECT_EQ(left(duplicate) + left(main), "");
  EXPECT_EQ(destroyed_events(duplicate), 1U);
  EXPECT_EQ(destroyed_events(main), 1U);
}

TEST_F(DestructionTest, OfAMergedMatterIsPutOffByAHoldOnOneOfItsCases) {
  const cases::CaseId main = report();
  hall.accept(main);
  const cases::CaseId duplicate = report();
  merge(duplicate, main);
  hall.act(duplicate, "hold", {{"reason", "正在调查"}});
  hall.act(main, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}});
  hall.act(main, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
  note(main, cases::EventType::absorbed_told, {{"cases", {duplicate}}});
  hall.act(main, "close", {{"cause", "other"}});
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 0);
  EXPECT_TRUE(due_at(kWordsDue).empty());
  hall.act(duplicate, "release", {{"reason", "调查结束"}});
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 2);
}

TEST_F(DestructionTest, OfAMergedCaseTakesTheReasonOfALaterHoldToo) {
  const cases::CaseId main = report();
  hall.accept(main);
  const cases::CaseId duplicate = report();
  merge(duplicate, main);
  hall.act(main, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}});
  hall.act(main, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
  note(main, cases::EventType::absorbed_told, {{"cases", {duplicate}}});
  hall.act(main, "close", {{"cause", "other"}});
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 2);
  hall.clock.set("2031-10-01 09:00");
  hall.act(duplicate, "hold", {{"reason", "正在调查"}});
  EXPECT_EQ(destroy_due_at("2031-10-01 10:00").cases, 0);
  hall.act(duplicate, "release", {{"reason", "调查结束"}});
  hall.act(main, "hold", {{"reason", "正在调查"}});
  EXPECT_EQ(destroy_due_at("2031-10-01 10:00").cases, 0);
  EXPECT_TRUE(due_at("2031-10-01 10:00").empty());
  hall.act(main, "release", {{"reason", "调查结束"}});
  EXPECT_FALSE(due_at("2031-10-01 10:00").empty());
  EXPECT_EQ(destroy_due_at("2031-10-01 10:00").failures, std::vector<std::string>{});
  destroy_due_at("2031-10-01 10:00");
  EXPECT_EQ(left(duplicate) + left(main), "");
  EXPECT_EQ(destroy_due_at("2031-10-01 10:00").looked, 0);
}

// What is left to do in files and at the backups is no failure of the order.
TEST_F(DestructionTest, OnRequestIsDoneAlthoughThePlaceOfTheBackupsIsGone) {
  const cases::CaseId id = closed();
  ASSERT_TRUE(hall.store.set_fact(store::facts::kBackupPlace, "/no/such/place"));
  EXPECT_TRUE(destroy(id));
  EXPECT_EQ(left(id), "reason");
}

TEST_F(DestructionTest, OnRequestKeepsWhoAndWhyUntilTheTimeIsOver) {
  const cases::CaseId id = closed();
  ASSERT_TRUE(destroy(id));
  EXPECT_EQ(left(id), "reason");
  const store::CaseRecord after = hall.record(id);
  const cases::Event& event = after.events().back();
  EXPECT_EQ(event.actor.user, 7);
  EXPECT_EQ(event.actor.role, core::Role::front_desk);
  EXPECT_EQ(event.data.at("cause"), "request");
  ASSERT_TRUE(destroy(id, {"identity"})) << "nothing is left of it";
  EXPECT_EQ(destroyed_events(id), 1U);
  EXPECT_EQ(destroy_due_at(kWordsDue).cases, 1);
  EXPECT_EQ(left(id), "");
}

TEST_F(DestructionTest, RefusesAClassThatIsNotKept) {
  EXPECT_EQ(destroy(closed(), {"photos"}).failure().code, FailureCode::invalid);
}

TEST_F(DestructionTest, ListsEachPartOnceBeforeItIsDestroyed) {
  const cases::CaseId id = closed();
  destroy_due_at(kWordsDue);
  const auto list = store::read_destroyed(store::destroyed_list_of(hall.data_folder())).value();
  EXPECT_EQ(list.size(), hall.record(id).parts.size());
}

TEST_F(DestructionTest, IsRepeatedIfTheWriteFailed) {
  const cases::CaseId id = closed();
  hall.store.refuse_writes = FailureCode::disk_full;
  hall.clock.set(kIdentityDue);
  DueReport report;
  destroy_due(
      hall.services, *hall.site(), 200, [] { return false; }, report);
  EXPECT_EQ(report.failures.size(), 1U);
  hall.store.refuse_writes.reset();
  EXPECT_EQ(destroy_due_at(kIdentityDue).cases, 1);
  EXPECT_EQ(destroyed_events(id), 1U);
}

TEST_F(DestructionTest, TakesNoMoreThanItsShareAtOnce) {
  for (int i = 0; i < 5; ++i) closed();
  EXPECT_EQ(due_at(kIdentityDue).size(), 5U);
  EXPECT_EQ(destroy_due_at(kIdentityDue, 2).cases, 2);
  EXPECT_EQ(destroy_due_at(kIdentityDue, 2).cases, 2);
  EXPECT_EQ(destroy_due_at(kIdentityDue, 2).cases, 1);
  EXPECT_EQ(destroy_due_at(kIdentityDue, 2).looked, 0);
}

TEST_F(DestructionTest, CountsRowsAnewThatWereCountedWithAnotherRetention) {
  const cases::CaseId id = closed();
  const auto raw =
      store::open_sqlite({(hall.data_folder() / "bancheng.sqlite").string(), 1000, false}).value();
  ASSERT_TRUE(raw->run("UPDATE cases SET retention = '?', destroy_key = '~'", {}).ok());
  EXPECT_TRUE(due_at("2027-01-01 00:00").empty());
  EXPECT_EQ(destroy_due_at("2027-01-01 00:00").looked, 1);
  EXPECT_EQ(hall.record(id).row.values.destroy_at, test::moment(kIdentityDue));
  EXPECT_EQ(destroy_due_at("2027-01-01 00:00").looked, 0);
}

}  // namespace
}  // namespace handler::view

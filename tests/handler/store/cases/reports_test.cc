// The data of reports: the cases of a period in order, and filings that are recorded once.
#include <algorithm>

#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::Filed;
using test::moment;
using test::report;
using test::StoreFixture;
using Ids = std::vector<handler::cases::CaseId>;

TEST(CasesBetween, AreThoseSubmittedFromTheFirstInstantUpToTheLast) {
  StoreFixture room;
  const auto store = room.open();
  int name = 0;
  for (const char* at : {"2026-08-31T23:59:59.999", "2026-09-01T00:00:00", "2026-09-30T23:59:59",
                         "2026-10-01T00:00:00"}) {
    room.clock.set(at);
    store->add_report(report(std::to_string(++name))).value();
  }
  store->add_report(report("other", core::Json::object(), "other")).value();
  const core::Instant from = moment("2026-09-01T00:00:00");
  const core::Instant until = moment("2026-10-01T00:00:00");
  EXPECT_EQ(store->cases_between("demo", from, until, 10).value(), (Ids{2, 3}));
  EXPECT_EQ(store->cases_between("demo", from, until, 1).value(), (Ids{2}));
  EXPECT_TRUE(store->cases_between("nowhere", from, until, 10).value().empty());
}

TEST(Filings, AreNotedOnceEachAndReadNewestFirst) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t user = store->add_user({0, "li", "李工", "hash", false, {}}).value();
  const Filed august = {"monthly", "2026-08", user, moment("2026-09-02T10:00:00")};
  const Filed september = {"monthly", "2026-09", user, moment("2026-10-09T10:00:00")};
  ASSERT_TRUE(store->note_filed("demo", august));
  ASSERT_TRUE(store->note_filed("demo", september));
  EXPECT_EQ(store->note_filed("demo", august).failure().code, core::FailureCode::conflict);
  const auto filed = store->filed("demo").value();
  ASSERT_EQ(filed.size(), 2U);
  EXPECT_EQ(filed[0].period, "2026-09");
  EXPECT_EQ(filed[1].period, "2026-08");
  EXPECT_EQ(filed[1].user, user);
  EXPECT_EQ(filed[1].at, august.at);
  EXPECT_TRUE(store->filed("other").value().empty());
}

TEST(Filings, KeepTheFiguresThatWereFiled) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t user = store->add_user({0, "li", "李工", "hash", false, {}}).value();
  const core::Instant at = moment("2026-10-09T10:00:00");
  ASSERT_TRUE(store->note_filed("demo", {"monthly", "2026-08", user, at}));
  ASSERT_TRUE(store->note_filed("demo", {"monthly", "2026-09", user, at, R"({"received":3})"}));
  const auto filed = store->filed("demo").value();
  ASSERT_EQ(filed.size(), 2U);
  EXPECT_EQ(filed[0].figures, R"({"received":3})");
  EXPECT_EQ(filed[1].figures, "");
}

TEST(Filings, ThatWereNotedByMistakeAreTakenBackAndNotedAgain) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t user = store->add_user({0, "li", "李工", "hash", false, {}}).value();
  const Filed first = {"monthly", "2026-08", user, moment("2026-09-02T10:00:00")};
  const Filed again = {"monthly", "2026-08", user, moment("2026-09-03T10:00:00")};
  const core::Instant later = moment("2026-09-02T11:00:00");
  EXPECT_EQ(store->take_back_filed("demo", "monthly", "2026-08", {user, later, "x"}).failure().code,
            core::FailureCode::not_found);
  ASSERT_TRUE(store->note_filed("demo", first));
  ASSERT_TRUE(store->take_back_filed("demo", "monthly", "2026-08", {user, later, "还没有报"}));
  EXPECT_EQ(store->take_back_filed("demo", "monthly", "2026-08", {user, later, "x"}).failure().code,
            core::FailureCode::not_found);
  ASSERT_TRUE(store->note_filed("demo", again));
  EXPECT_EQ(store->note_filed("demo", again).failure().code, core::FailureCode::conflict);
  const auto filed = store->filed("demo").value();
  ASSERT_EQ(filed.size(), 2U);
  EXPECT_EQ(filed[0].at, again.at);
  EXPECT_FALSE(filed[0].taken_back);
  EXPECT_EQ(filed[1].at, first.at);
  ASSERT_TRUE(filed[1].taken_back);
  EXPECT_EQ(filed[1].taken_back->user, user);
  EXPECT_EQ(filed[1].taken_back->at, later);
  EXPECT_EQ(filed[1].taken_back->reason, "还没有报");
}

TEST(Presences, AreCorrectedByRowsThatKeepWhatTheySaid) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t user = store->add_user({0, "li", "李工", "hash", false, {}}).value();
  const core::Day day = core::day_from_iso("2026-11-20").value();
  const auto noted = [&](const char* who) {
    return store->note_presence("demo",
                                {day, "morning", who, "", user, moment("2026-11-20T09:30:00")});
  };
  const core::Instant later = moment("2026-11-21T09:30:00");
  const auto corrected = [&](std::int64_t entry, const char* who) {
    return store->correct_presence("demo", entry, who, {user, later, "写错"});
  };
  ASSERT_TRUE(noted("白晓晴"));
  ASSERT_TRUE(noted("柏树"));
  EXPECT_EQ(corrected(1, "柏树").failure().code, core::FailureCode::conflict);
  EXPECT_EQ(corrected(9, "柏树").failure().code, core::FailureCode::not_found);
  EXPECT_EQ(store->correct_presence("other", 1, "x", {user, later, "写错"}).failure().code,
            core::FailureCode::not_found);
  ASSERT_TRUE(corrected(1, "常青"));
  ASSERT_TRUE(corrected(2, ""));
  EXPECT_EQ(corrected(2, "").failure().code, core::FailureCode::conflict);
  ASSERT_TRUE(noted("柏树"));
  const auto presences = store->presences("demo", day, day).value();
  ASSERT_EQ(presences.size(), 3U);
  for (const handler::cases::Presence& one : presences) {
    const char* who = one.entry == 1 ? "常青" : one.entry == 2 ? "" : "柏树";
    EXPECT_EQ(one.who, who) << one.entry;
    EXPECT_EQ(one.corrections.size(), one.entry == 3 ? 0U : 1U) << one.entry;
  }
  const auto first = std::ranges::find(presences, 1, &handler::cases::Presence::entry);
  EXPECT_EQ(first->corrections.front(),
            (handler::cases::PresenceCorrection{"白晓晴", user, later, "写错"}));
}

TEST(Presences, AreNotedOnceEachAndReadByTheirDay) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t user = store->add_user({0, "li", "李工", "hash", false, {}}).value();
  const auto day = [](const char* text) { return core::day_from_iso(text).value(); };
  using handler::cases::Presence;
  const Presence first = {
      day("2026-11-20"), "morning", "白晓晴", "", user, moment("2026-11-20T09:30:00"), 1};
  Presence again = first;
  again.at = moment("2026-11-20T11:00:00");
  const Presence stand_in = {
      day("2026-11-20"), "morning", "柏树", "代班", user, moment("2026-11-20T10:00:00"), 2};
  ASSERT_TRUE(store->note_presence("demo", first));
  ASSERT_TRUE(store->note_presence("demo", stand_in));
  EXPECT_EQ(store->note_presence("demo", again).failure().code, core::FailureCode::conflict);
  EXPECT_EQ(store->presences("demo", day("2026-11-01"), day("2026-11-20")).value(),
            (std::vector<Presence>{first, stand_in}));
  EXPECT_TRUE(store->presences("demo", day("2026-11-21"), day("2026-11-30")).value().empty());
  EXPECT_TRUE(store->presences("other", day("2026-11-01"), day("2026-11-30")).value().empty());
}

}  // namespace

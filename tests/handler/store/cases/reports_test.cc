// The data of reports: the cases of a period in order, and filings that are recorded once.
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

TEST(Presences, AreNotedOnceEachAndReadByTheirDay) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t user = store->add_user({0, "li", "李工", "hash", false, {}}).value();
  const auto day = [](const char* text) { return core::day_from_iso(text).value(); };
  using handler::cases::Presence;
  const Presence first = {
      day("2026-11-20"), "morning", "白晓晴", "", user, moment("2026-11-20T09:30:00")};
  Presence again = first;
  again.at = moment("2026-11-20T11:00:00");
  const Presence stand_in = {
      day("2026-11-20"), "morning", "柏树", "代班", user, moment("2026-11-20T10:00:00")};
  ASSERT_TRUE(store->note_presence("demo", first));
  ASSERT_TRUE(store->note_presence("demo", stand_in));
  EXPECT_EQ(store->note_presence("demo", again).failure().code, core::FailureCode::conflict);
  EXPECT_EQ(store->presences("demo", day("2026-11-01"), day("2026-11-20")).value(),
            (std::vector<Presence>{first, stand_in}));
  EXPECT_TRUE(store->presences("demo", day("2026-11-21"), day("2026-11-30")).value().empty());
  EXPECT_TRUE(store->presences("other", day("2026-11-01"), day("2026-11-30")).value().empty());
}

}  // namespace

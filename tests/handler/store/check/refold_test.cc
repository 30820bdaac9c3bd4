// Rows of cases that have ended fit whatever was published when they were written.
#include "handler/store/check/refold.h"

#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/verification.h"
#include "tests/handler/handler_fixture.h"
#include "tests/handler/store/lived_data.h"

namespace {

using handler::store::verify_database;
using test::LivedData;

// A window whose cases have ended; the demo keeps identities for 3 years and words for 5.
class EndedCases : public testing::Test {
 protected:
  EndedCases() {
    hall.keeps_names = true;
    for (int i = 0; i < 2; ++i) {
      const auto id = hall.report();
      hall.accept(id);
      hall.act(id, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}});
      hall.act(id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
      hall.act(id, "close", {{"cause", "other"}});
    }
    hall.report();
    hall.act(3, "withdraw", {{"reason", "不办了"}});
  }
  std::string said_after(const std::string& sql) {
    const std::filesystem::path file = hall.data_folder() / "bancheng.sqlite";
    const auto raw = handler::store::open_sqlite({file.string(), 1000, false}).value();
    EXPECT_TRUE(raw->run_script(sql));
    const auto report = verify_database(file, LivedData::get().options());
    return report ? handler::store::report_as_text(*report) : report.failure().message;
  }

  handler::testing::HandlerFixture hall;
};

TEST_F(EndedCases, FitWhicheverRetentionTheyWereCountedWith) {
  EXPECT_EQ(said_after("SELECT 1"), "");
  EXPECT_EQ(said_after("UPDATE cases SET retention = 'identity 1 year, words 5 years' WHERE "
                       "case_id = 1"),
            "")
      << "their own policy promises more";
  EXPECT_EQ(said_after("UPDATE cases SET retention = 'identity 6 years, words 7 years', "
                       "destroy_key = '2033-09-25T00:00:00.000+08:00' WHERE case_id = 1"),
            "")
      << "the published one promises more";
  EXPECT_EQ(said_after("UPDATE cases SET retention = '?', destroy_key = '~'"), "")
      << "as after a migration";
}

TEST_F(EndedCases, AreFoundIfTheyWouldBeDestroyedAtAnotherTime) {
  EXPECT_NE(said_after("UPDATE cases SET destroy_key = '~' WHERE case_id = 1")
                .find("case 1: destroy_key is '~'"),
            std::string::npos);
  EXPECT_NE(said_after("UPDATE cases SET destroy_key = '2027-01-01T00:00:00.000+08:00' WHERE "
                       "case_id = 2")
                .find("case 2: destroy_key is '2027"),
            std::string::npos);
  EXPECT_NE(said_after("UPDATE cases SET retention = 'soon' WHERE case_id = 3")
                .find("case 3: retention is 'soon'"),
            std::string::npos);
}

// The log of a server is empty most of the time, because each tick brings it into the file.
TEST_F(EndedCases, AreVerifiedWhileAServerWrites) {
  const std::filesystem::path file = hall.data_folder() / "bancheng.sqlite";
  {
    const auto raw = handler::store::open_sqlite({file.string(), 1000, false}).value();
    ASSERT_TRUE(raw->erase_leftovers());
  }
  ASSERT_EQ(std::filesystem::file_size(file.string() + "-wal"), 0U);
  handler::store::VerifyOptions options = LivedData::get().options();
  int writes = 0;
  options.present = [&, rules = options.present](const std::string& site) {
    EXPECT_TRUE(hall.store.set_fact("a fact", std::to_string(++writes)));
    return rules(site);
  };
  const auto report = verify_database(file, options);
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_EQ(handler::store::report_as_text(*report), "");
  EXPECT_GT(writes, 0);
}

}  // namespace

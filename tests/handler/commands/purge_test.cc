// The command purge lists what is due without a change, and then destroys it.
#include "handler/commands/purge_command.h"

#include <fstream>
#include <sstream>

#include "handler/store/keys.h"
#include "tests/handler/handler_fixture.h"

namespace handler {
namespace {

using handler::testing::HandlerFixture;
using handler::testing::published;
using handler::testing::source_folder;

class Purge : public ::testing::Test {
 protected:
  Purge() {
    EXPECT_TRUE(store::init_data_folder(hall.data_folder(), hall.randomness).ok());
    options_.data = hall.data_folder();
    options_.published = published().root();
    options_.templates = source_folder() / "site_templates";
    options_.test_clock = (folder_.path() / "clock").string();
    hall.accept(hall.report());
    hall.act(1, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}});
    hall.act(1, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
    hall.act(1, "close", {{"cause", "other"}});
  }
  std::string said(const std::string& at, bool dry_run, const std::string& site = "demo") {
    std::ofstream(options_.test_clock) << at;
    std::ostringstream out;
    purge(options_, {.site = site, .dry_run = dry_run}, out);
    return out.str();
  }

  HandlerFixture hall;

 private:
  tests::TemporaryFolder folder_;
  RuntimeOptions options_;
};

TEST_F(Purge, ListsFirstAndThenDestroys) {
  const std::string due =
      "site demo, case 1 SF-2026-0001: words; ended 2026-09-24, kept until 2031-09-24\n";
  EXPECT_EQ(said("2031-09-24T23:00:00+08:00", true),
            "something of 0 cases is kept long enough; nothing was destroyed\n");
  EXPECT_EQ(said("2031-09-25T00:00:00+08:00", true),
            due + "something of 1 cases is kept long enough; nothing was destroyed\n");
  EXPECT_EQ(hall.record(1).events().back().type, cases::EventType::closed);
  EXPECT_EQ(said("2031-09-25T00:00:00+08:00", false),
            due + "something of 1 cases was kept long enough, and is destroyed\n");
  EXPECT_EQ(hall.record(1).events().back().type, cases::EventType::parts_destroyed);
  EXPECT_EQ(said("2031-09-25T00:01:00+08:00", false),
            "something of 0 cases was kept long enough, and is destroyed\n");
}

TEST_F(Purge, NamesSitesThatAreNotPublishedAnyMore) {
  store::NewReport report;
  report.site = "nowhere";
  report.ticket_hash = std::string(64, 'a');
  report.nonce_hash = std::string(64, 'b');
  report.submitted.type = cases::EventType::submitted;
  report.submitted.actor.kind = cases::Actor::Kind::reporter;
  report.refold = view::refold_with(hall.rules.present(*hall.site()), hall.clock.now());
  report.submitted.data = {{"kind", "matter"},         {"window", "main"},   {"channel", "online"},
                           {"confidential", "no"},     {"restricted", "no"}, {"on_behalf", "no"},
                           {"reporter_type", "person"}};
  hall.store.add_report(std::move(report)).value();
  const std::string all = said("2026-10-01T00:00:00+08:00", true, "");
  EXPECT_NE(all.find("site nowhere is not published, so nothing of its cases is destroyed"),
            std::string::npos)
      << all;
  EXPECT_EQ(all.find("site demo is not"), std::string::npos);
}

TEST_F(Purge, NamesCopiesBesideTheDatabaseFromWhichNothingIsDestroyed) {
  const std::filesystem::path data = hall.data_folder();
  std::filesystem::create_directory(data / "before-restore-2031-01-01T0000Z");
  std::ofstream(data / "bancheng.sqlite.before-repair-20310101T000000") << "a copy";
  const std::string all = said("2031-01-02T00:00:00+08:00", true);
  for (const char* copy : {"/before-restore-2031-01-01T0000Z is an older copy of the data",
                           "/bancheng.sqlite.before-repair-20310101T000000 is an older copy"})
    EXPECT_NE(all.find(copy), std::string::npos) << all;
}

}  // namespace
}  // namespace handler

// Opening the world from files: each missing or damaged part gives one sentence for the operator.
#include "handler/runtime.h"

#include <fstream>

#include "handler/cases/ticket_number.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/temporary_folder.h"

namespace handler {
namespace {

namespace fs = std::filesystem;

class RuntimeTest : public ::testing::Test {
 protected:
  RuntimeTest() {
    options.published = handler::testing::published().root();
    options.templates = handler::testing::source_folder() / "site_templates";
    options.data = folder.path() / "var";
    options.test_clock = (folder.path() / "clock").string();
    std::ofstream(options.test_clock) << "2026-09-24T10:00:00+08:00\n";
    core::SystemRandomness randomness;
    if (!store::init_data_folder(options.data, randomness)) throw std::runtime_error("no keys");
  }
  // The message if the world does not open; "" if it does.
  std::string refusal() const {
    const auto runtime = Runtime::open(options);
    return runtime ? std::string() : runtime.failure().message;
  }
  fs::path key(const std::string& name) const { return options.data / "keys" / name; }

  tests::TemporaryFolder folder;
  RuntimeOptions options;
};

TEST_F(RuntimeTest, OpensAndAnswers) {
  const auto runtime = Runtime::open(options);
  ASSERT_TRUE(runtime) << runtime.failure().message;
  web::Request request;
  request.method = "GET";
  request.path = "/handle/demo/report";
  ::testing::internal::CaptureStderr();
  EXPECT_EQ((*runtime)->app().handle(request).status, 200);
  EXPECT_TRUE(handler::testing::says(::testing::internal::GetCapturedStderr(),
                                     "\"at\":\"2026-09-24T10:00:00.000+08:00\""));
  EXPECT_TRUE(fs::exists(options.data / "bancheng.sqlite"));
}

TEST_F(RuntimeTest, SaysWhatToRunWithoutADataFolder) {
  fs::remove_all(options.data);
  EXPECT_EQ(refusal(), "the data folder " + options.data.string() +
                           " is not there: run handler init --data " + options.data.string());
  EXPECT_FALSE(fs::exists(options.data));
}

TEST_F(RuntimeTest, SaysWhichKeyIsMissing) {
  fs::remove(key("portal"));
  EXPECT_EQ(refusal(), "the key file " + key("portal").string() +
                           " is missing: run handler init, or restore the backup");
}

TEST_F(RuntimeTest, SaysHowToHideAKeyThatOthersCanRead) {
  fs::permissions(key("desk"), fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(refusal(), "the key file " + key("desk").string() +
                           " can be read by others: run chmod 600 " + key("desk").string());
}

TEST_F(RuntimeTest, NeedsNoDeskKeyForThePortal) {
  fs::remove(key("desk"));
  EXPECT_EQ(refusal(), "the key file " + key("desk").string() +
                           " is missing: run handler init, or restore the backup");
  options.role = "desk";
  EXPECT_FALSE(refusal().empty());
  options.role = "portal";
  const auto runtime = Runtime::open(options);
  ASSERT_TRUE(runtime);
  EXPECT_FALSE((*runtime)->services().desk_keys);
}

TEST_F(RuntimeTest, ReadsNoDeskKeyForThePortalEvenIfItIsThere) {
  options.role = "portal";
  const auto runtime = Runtime::open(options);
  ASSERT_TRUE(runtime);
  EXPECT_FALSE((*runtime)->services().desk_keys);
}

TEST_F(RuntimeTest, RefusesKeysThatAreNotThoseOfTheDatabase) {
  ASSERT_EQ(refusal(), "");
  fs::remove_all(options.data / "keys");
  core::SystemRandomness randomness;
  ASSERT_TRUE(store::init_data_folder(options.data, randomness));
  for (const std::string role : {"both", "portal", "desk"}) {
    options.role = role;
    const auto runtime = Runtime::open(options);
    ASSERT_FALSE(runtime) << role;
    EXPECT_EQ(runtime.failure().code, core::FailureCode::misconfigured) << role;
  }
  EXPECT_EQ(open_clock_and_store(options).failure().code, core::FailureCode::misconfigured);
}

TEST_F(RuntimeTest, RefusesAPortalKeyThatDoesNotFitTheDesk) {
  const fs::path other = folder.path() / "other";
  core::SystemRandomness randomness;
  ASSERT_TRUE(store::init_data_folder(other, randomness));
  fs::copy_file(other / "keys" / "portal", key("portal"), fs::copy_options::overwrite_existing);
  EXPECT_EQ(Runtime::open(options).failure().code, core::FailureCode::misconfigured);
  options.role = "desk";
  EXPECT_EQ(Runtime::open(options).failure().code, core::FailureCode::misconfigured);
}

TEST_F(RuntimeTest, TakesADatabaseThatIsGoneOrEmptyForNoNewOne) {
  ASSERT_EQ(refusal(), "");
  fs::resize_file(database_of(options), 0);
  EXPECT_TRUE(handler::testing::says(refusal(), "is empty, although there was one"));
  EXPECT_FALSE(open_clock_and_store(options));
  EXPECT_EQ(fs::file_size(database_of(options)), 0U);
  fs::remove(database_of(options));
  EXPECT_TRUE(handler::testing::says(refusal(), "is gone, although there was one"));
  fs::remove(options.data / "database.made");
  EXPECT_EQ(refusal(), "");
}

// Else a restore of a backup of the new database would destroy its texts by the old list.
TEST_F(RuntimeTest, GivesNoNumberOfAnOlderListInANewDatabase) {
  ASSERT_TRUE(store::append_destroyed(options.data, {{"demo", 3, 5}}));
  const auto opened = open_clock_and_store(options);
  ASSERT_TRUE(opened);
  store::NewReport report;
  report.site = "demo";
  report.ticket_hash = std::string(64, 'a');
  report.nonce_hash = std::string(64, 'b');
  report.submitted.type = cases::EventType::submitted;
  report.submitted.actor.kind = cases::Actor::Kind::reporter;
  report.refold = [](const std::vector<cases::Event>&) { return store::CurrentValues{}; };
  EXPECT_EQ(opened->store->add_report(report).value().id, 4);
}

TEST_F(RuntimeTest, DoesNotOpenDataThatAreBeingRestored) {
  const store::DataLock restore = store::DataLock::alone(options.data).value();
  EXPECT_EQ(Runtime::open(options).failure().code, core::FailureCode::busy);
  EXPECT_EQ(open_clock_and_store(options).failure().code, core::FailureCode::busy);
}

TEST_F(RuntimeTest, RefusesADatabaseThatIsNone) {
  std::ofstream(options.data / "bancheng.sqlite") << std::string(5000, 'x');
  const auto runtime = Runtime::open(options);
  ASSERT_FALSE(runtime);
  EXPECT_EQ(runtime.failure().code, core::FailureCode::corrupt);
  EXPECT_TRUE(handler::testing::says(runtime.failure().message,
                                     (options.data / "bancheng.sqlite").string()));
}

// Published sites are complete: the templates folder is only for versions of other programs.
TEST_F(RuntimeTest, AnswersWithoutTemplates) {
  options.templates = folder.path() / "no_templates";
  const auto runtime = Runtime::open(options);
  ASSERT_TRUE(runtime);
  web::Request request;
  request.method = "GET";
  request.path = "/handle/demo/ticket";
  ::testing::internal::CaptureStderr();
  EXPECT_EQ((*runtime)->app().handle(request).status, 200);
  ::testing::internal::GetCapturedStderr();
}

TEST_F(RuntimeTest, SaysThatTheTestClockHoldsNoTime) {
  std::ofstream(options.test_clock) << "noon";
  EXPECT_EQ(refusal(), "the test clock " + options.test_clock +
                           " holds no time like 2026-09-24T10:00:00+08:00");
  EXPECT_FALSE(fs::exists(options.data / "bancheng.sqlite"));
}

TEST_F(RuntimeTest, AnswersWithAnIncidentIfTheTestClockIsTakenAway) {
  const auto runtime = Runtime::open(options);
  ASSERT_TRUE(runtime);
  fs::remove(options.test_clock);
  web::Request request;
  request.method = "GET";
  request.path = "/handle/demo/report";
  ::testing::internal::CaptureStderr();
  const web::Response page = (*runtime)->app().handle(request);
  const std::string lines = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(page.status, 500);
  EXPECT_FALSE(handler::testing::says(page.body, options.test_clock));
  EXPECT_TRUE(handler::testing::says(lines, "\"event\":\"incident\""));
  EXPECT_TRUE(handler::testing::says(lines, "holds no time"));
}

TEST_F(RuntimeTest, SaysInTheLogWhichSiteItCannotLoad) {
  tests::PublishedSites own(handler::testing::source_folder(), {"demo"});
  options.published = own.root();
  const auto runtime = Runtime::open(options);
  ASSERT_TRUE(runtime);
  std::ofstream(own.root() / "demo" / "current") << "0123456789abcdef0123456789abcdef\n";
  web::Request request;
  request.method = "GET";
  request.path = "/handle/demo/report";
  ::testing::internal::CaptureStderr();
  EXPECT_EQ((*runtime)->app().handle(request).status, 503);
  EXPECT_EQ((*runtime)->app().handle(request).status, 503);
  const std::string lines = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(lines.find("\"event\":\"site_not_loaded\""),
            lines.rfind("\"event\":\"site_not_loaded\""));
  EXPECT_TRUE(handler::testing::says(lines, "0123456789abcdef0123456789abcdef"));
}

TEST_F(RuntimeTest, WarnsOfADataFolderAndADatabaseThatOthersCanRead) {
  ASSERT_TRUE(Runtime::open(options));
  fs::permissions(options.data, fs::perms(0755));
  fs::permissions(options.data / "bancheng.sqlite", fs::perms(0644));
  ::testing::internal::CaptureStderr();
  ASSERT_TRUE(Runtime::open(options));
  const std::string lines = ::testing::internal::GetCapturedStderr();
  EXPECT_TRUE(handler::testing::says(lines, "run chmod 700 " + options.data.string()));
  EXPECT_TRUE(handler::testing::says(
      lines, "run chmod 600 " + (options.data / "bancheng.sqlite").string()));
}

TEST_F(RuntimeTest, SaysInTheLogWhyATicketCouldNotBeRead) {
  const auto runtime = Runtime::open(options);
  ASSERT_TRUE(runtime);
  const auto raw =
      store::open_sqlite({(options.data / "bancheng.sqlite").string(), 100, false}).value();
  ASSERT_TRUE(raw->run_script("ALTER TABLE cases RENAME TO elsewhere"));
  web::Request request;
  request.method = "POST";
  request.path = "/handle/demo/ticket";
  request.headers["content-type"] = "application/x-www-form-urlencoded";
  request.body =
      "number=" + cases::make_ticket_number("a nonce", (*runtime)->services().portal_keys.ticket);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ((*runtime)->app().handle(request).status, 503);
  const std::string lines = ::testing::internal::GetCapturedStderr();
  EXPECT_TRUE(handler::testing::says(lines, "\"event\":\"not_read\""));
  EXPECT_TRUE(handler::testing::says(lines, "no such table: cases"));
}

TEST_F(RuntimeTest, OpensAWorkshopWithoutKeys) {
  fs::remove_all(options.data / "keys");
  const auto opened = open_clock_and_store(options);
  ASSERT_TRUE(opened);
  EXPECT_EQ(core::to_iso(opened->clock->now()), "2026-09-24T10:00:00.000+08:00");
  EXPECT_TRUE(opened->store->check_health());
}

}  // namespace
}  // namespace handler

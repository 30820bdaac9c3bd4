// Opening a database in every possible condition, and the message for each.
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <iostream>

#include "handler/store/database/connections.h"
#include "handler/store/database/schema.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::Store;
using test::report;
using test::StoreFixture;

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

TEST(Opening, MakesAllTablesFromNothingAndFindsThemAgain) {
  StoreFixture room;
  room.open()->add_report(report("a")).value();
  EXPECT_EQ(room.verify().value(), 1);
  EXPECT_EQ(test::number_of(*room.raw(), "SELECT MAX(version) FROM schema_version"),
            handler::store::schema_version());
}

TEST(Opening, GivesTheFilesToTheirOwnerAlone) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  for (const auto& file : std::filesystem::directory_iterator(room.folder.path())) {
    struct stat status {};
    ASSERT_EQ(::stat(file.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u) << file.path();
  }
}

TEST(Opening, RefusesADatabaseOfANewerProgramAndLeavesItAlone) {
  StoreFixture room;
  room.open();
  const int newer = handler::store::schema_version() + 1;
  ASSERT_TRUE(
      room.raw()->run("INSERT INTO schema_version(version) VALUES ($1)", {std::int64_t{newer}}));
  const auto refused = room.try_open();
  EXPECT_EQ(refused.failure().code, FailureCode::too_new);
  EXPECT_EQ(refused.failure().message,
            "the database has version " + std::to_string(newer) + ", this program knows version " +
                std::to_string(newer - 1) +
                ": install the newer program again, or restore a backup from before");
  EXPECT_EQ(test::number_of(*room.raw(), "SELECT COUNT(*) FROM schema_version"), newer);
}

TEST(Opening, RefusesAFileThatIsNoDatabase) {
  StoreFixture room;
  write(room.path, std::string(8192, 'x'));
  const auto refused = room.try_open();
  EXPECT_EQ(refused.failure().code, FailureCode::corrupt);
  EXPECT_EQ(refused.failure().message,
            room.path +
                ": the file is not a Bancheng database; restore the newest backup "
                "(file is not a database)");
  EXPECT_EQ(test::bytes_of(room.path), std::string(8192, 'x'));
}

TEST(Opening, RefusesADatabaseOfAnotherProgramAndLeavesItAlone) {
  StoreFixture room;
  ASSERT_TRUE(room.raw()->run_script("CREATE TABLE users (name TEXT)"));
  const auto refused = room.try_open();
  EXPECT_EQ(refused.failure().code, FailureCode::corrupt);
  EXPECT_EQ(refused.failure().message,
            "the database has tables, but not ours: check the path, or restore the newest backup");
  EXPECT_EQ(room.raw()->tables().value(), std::vector<std::string>{"users"});
}

TEST(Opening, TakesNoVersionForAnotherBecauseItIsLarge) {
  StoreFixture room;
  room.open();
  ASSERT_TRUE(room.raw()->run("INSERT INTO schema_version(version) VALUES ($1)",
                              {(std::int64_t{1} << 32) + handler::store::schema_version()}));
  EXPECT_EQ(room.try_open().failure().code, FailureCode::too_new);
}

TEST(Opening, RefusesADatabaseWithoutAVersionOfOurs) {
  for (const auto& [type, version] : {std::pair<std::string, std::string>{"INTEGER", ""},
                                      {"TEXT", "'abc'"},
                                      {"INTEGER", "-1"},
                                      {"INTEGER", "0"},
                                      {"INTEGER", "NULL"}}) {
    StoreFixture room;
    ASSERT_TRUE(room.raw()->run_script("CREATE TABLE schema_version (version " + type + ")"));
    if (!version.empty()) {
      ASSERT_TRUE(room.raw()->run_script("INSERT INTO schema_version VALUES (" + version + ")"));
    }
    EXPECT_EQ(room.try_open().failure().code, FailureCode::corrupt) << version;
  }
}

// A process that answers one request, as under CGI.
handler::store::StoreOptions one_request(const StoreFixture& room) {
  auto options = room.options();
  options.group_commit = false;
  options.readers = 1;
  options.busy_milliseconds = 50;
  return options;
}

TEST(Opening, ForOneRequestNeedsTheWriterOnlyToWrite) {
  StoreFixture room;
  room.open()->add_report(report("a")).value();
  std::vector<handler::store::Access> opened;
  const handler::store::OpenDatabase connect = room.connect();
  const auto open = [&](handler::store::Access access) {
    opened.push_back(access);
    return connect(access);
  };
  const auto connections =
      handler::store::Connections::open(open, one_request(room), room.clock).value();
  using handler::store::Access;
  EXPECT_EQ(opened, std::vector{Access::read});
  EXPECT_TRUE(connections->write([](handler::store::Database&) {}));
  EXPECT_EQ(opened, (std::vector{Access::read, Access::write}));
}

TEST(Opening, ForOneRequestMakesAndMigratesTheDatabaseToo) {
  StoreFixture fresh;
  EXPECT_TRUE(fresh.open(one_request(fresh))->add_report(report("a")));
  StoreFixture old;
  ASSERT_TRUE(handler::store::migrate_up_to(*old.raw(), 1));
  EXPECT_TRUE(old.open(one_request(old))->add_report(report("a")));
  EXPECT_EQ(test::number_of(*old.raw(), "SELECT MAX(version) FROM schema_version"),
            handler::store::schema_version());
}

TEST(Opening, SaysWhenAnotherProgramHoldsTheLock) {
  StoreFixture room;
  auto options = room.options();
  options.busy_milliseconds = 50;
  const auto store = room.open(options);
  const auto other = room.raw();
  ASSERT_TRUE(other->run_script("BEGIN IMMEDIATE"));
  const auto refused = store->add_report(report("a"));
  EXPECT_EQ(refused.failure().code, FailureCode::busy);
  EXPECT_EQ(refused.failure().message,
            room.path +
                ": the database is locked by another program; try again, or stop that "
                "program (database is locked)");
  EXPECT_EQ(store->check_health().failure().code, FailureCode::busy);
  EXPECT_TRUE(store->list_users());
  ASSERT_TRUE(other->run_script("COMMIT"));
  EXPECT_TRUE(store->add_report(report("a")));
  EXPECT_TRUE(store->check_health());
}

TEST(Opening, NeedsNoLockWhenTheVersionIsRight) {
  StoreFixture room;
  room.open();
  const auto other = room.raw();
  ASSERT_TRUE(other->run_script("BEGIN IMMEDIATE"));
  EXPECT_TRUE(room.try_open());
}

// Gives up root while it exists: file modes do not stop root, and tests run as root in containers.
class AsNobody {
 public:
  explicit AsNobody(const std::filesystem::path& folder) {
    if (::geteuid() != 0) return;
    EXPECT_EQ(::chown(folder.c_str(), kNobody, kNobody), 0);
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      EXPECT_EQ(::chown(file.path().c_str(), kNobody, kNobody), 0);
    }
    EXPECT_EQ(::seteuid(kNobody), 0);
  }
  ~AsNobody() { EXPECT_EQ(::seteuid(::getuid()), 0); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
};

TEST(Opening, RefusesAFileThatCanOnlyBeRead) {
  StoreFixture room;
  room.open();
  std::filesystem::permissions(room.path, std::filesystem::perms::owner_read);
  const AsNobody nobody(room.folder.path());
  const auto refused = room.try_open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, FailureCode::no_access);
  EXPECT_NE(refused.failure().message.find("the database file cannot be written"),
            std::string::npos)
      << refused.failure().message;
  EXPECT_EQ(refused.failure().message.find("not an error"), std::string::npos)
      << refused.failure().message;
}

TEST(Opening, SaysWhenThePathCannotBe) {
  StoreFixture room;
  write(room.path, "a file");
  room.path += "/bancheng.sqlite";
  const auto refused = room.try_open();
  EXPECT_EQ(refused.failure().code, FailureCode::no_access);
  EXPECT_EQ(refused.failure().message,
            room.path +
                ": the database file cannot be opened; check that its folder exists and is "
                "writable (unable to open database file)");
}

TEST(Opening, RefusesALinkInThePlaceOfTheDatabaseButNotALinkedFolder) {
  StoreFixture room;
  const std::string real = room.path;
  room.open();
  std::filesystem::create_symlink(real, room.folder.path() / "link.sqlite");
  room.path = (room.folder.path() / "link.sqlite").string();
  EXPECT_EQ(room.try_open().failure().code, FailureCode::no_access);
  std::filesystem::create_directory_symlink(room.folder.path(), room.folder.path() / "linked");
  room.path = (room.folder.path() / "linked" / "bancheng.sqlite").string();
  EXPECT_TRUE(room.try_open());
}

// CGI opens the database for every request; bench/ measures the time.
TEST(Opening, WritesNothingWhenTheDatabaseIsThere) {
  StoreFixture room;
  auto options = room.options();
  options.group_commit = false;
  options.readers = 1;
  room.open(options);
  const std::string bytes = test::bytes_of(room.path);
  const auto changed = std::filesystem::last_write_time(room.path);
  room.open(options);
  EXPECT_EQ(test::bytes_of(room.path), bytes);
  EXPECT_EQ(std::filesystem::last_write_time(room.path), changed);
}

TEST(Opening, HasNoRoomForAnotherDatabaseOrAnExtension) {
  StoreFixture room;
  room.open();
  const auto raw = room.raw();
  EXPECT_FALSE(raw->run("ATTACH DATABASE 'other.sqlite' AS other", {}));
  EXPECT_FALSE(raw->run("SELECT load_extension('x')", {}));
}

TEST(Opening, GivesReadersNoWayToWrite) {
  StoreFixture room;
  room.open();
  const auto reader = handler::store::open_sqlite({room.path, 100, true}).value();
  EXPECT_EQ(reader->run("DELETE FROM counters", {}).failure().code, FailureCode::no_access);
}

// Adds reports until one is refused; returns the number accepted.
int fill_up(Store& store, core::Failure& refusal) {
  for (int i = 0; i < 10'000; ++i) {
    const auto added =
        store.add_report(report(std::to_string(i), {{"text", std::string(2000, 'x')}}));
    if (added) continue;
    refusal = added.failure();
    return i;
  }
  return -1;
}

// Runs in its own process, because the limit cannot be lifted.
int suffer_a_full_disk(const tests::Words& arguments) {
  StoreFixture room;
  room.path = arguments.at(0);
  ::signal(SIGXFSZ, SIG_IGN);
  const auto store = room.open();
  const rlimit small = {1'000'000, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &small);
  core::Failure refusal;
  const int taken = fill_up(*store, refusal);
  const auto found = store->case_by_ticket("demo", test::hash_of("ticket 0"));
  const bool all_there = room.verify().value() == taken;
  const rlimit large = {RLIM_INFINITY, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &large);
  const bool goes_on = store->add_report(report("after")).ok();
  const bool whole = room.verify().value() == taken + 1;
  std::cout << refusal.message << (taken > 5 ? ", some taken" : "")
            << (found ? ", reads go on" : "") << (all_there ? ", all there" : "")
            << (goes_on ? ", writes go on" : "") << (whole ? ", chain whole" : "") << std::flush;
  return 0;
}

const tests::Part kFullDisk("a full disk", suffer_a_full_disk);

TEST(Opening, SaysWhenTheDiskIsFullAndGoesOnWhenThereIsSpaceAgain) {
  StoreFixture room;
  const std::string said = kFullDisk.start({room.path}).end().said;
  EXPECT_EQ(
      said.substr(0, said.find(" (")),
      room.path + ": no space is left on the disk that holds the database; nothing was saved");
  EXPECT_EQ(said.substr(said.find("), ") + 3),
            "some taken, reads go on, all there, writes go on, chain whole");
}

// What a program for one request finds where no other has the database open: no shared memory, and
// no room to make it.
int read_on_a_full_disk(const tests::Words& arguments) {
  StoreFixture room;
  room.path = arguments.at(0);
  (void)room.open()->add_report(report("0"));
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit none = {0, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &none);
  handler::store::StoreOptions options = room.options();
  options.group_commit = false;
  options.readers = 1;
  {
    const auto store = room.open(options);
    const auto found = store->case_by_ticket("demo", test::hash_of("ticket 0"));
    const auto refused = store->add_report(report("1"));
    const bool is_full = !refused && refused.failure().code == core::FailureCode::disk_full;
    std::cout << (found ? "read" : found.failure().message) << (is_full ? ", full" : "");
  }
  const rlimit large = {RLIM_INFINITY, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &large);
  std::cout << (room.open(options)->add_report(report("2")) ? ", goes on" : "") << std::flush;
  return 0;
}

const tests::Part kReading("reading on a full disk", read_on_a_full_disk);

TEST(Opening, ForOneRequestReadsOnAFullDisk) {
  StoreFixture room;
  EXPECT_EQ(kReading.start({room.path}).end().said, "read, full, goes on");
}

}  // namespace

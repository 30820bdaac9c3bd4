// Facts are gathered from real files, and nothing beside them changes.
#include "handler/health/machine.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "handler/health/certificate.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/key_copies.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"

namespace handler::health {
namespace {

namespace fs = std::filesystem;

// Made with: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj
// /CN=w.example.cn -days 90; it ends on 2027-02-27 at 16:37 UTC.
constexpr const char* kCertificate = R"(-----BEGIN CERTIFICATE-----
MIIBgzCCASmgAwIBAgIUKuQzr/NUutA4THji4ralArTozH8wCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMdy5leGFtcGxlLmNuMB4XDTI2MTEyOTE2MzcwMFoXDTI3MDIy
NzE2MzcwMFowFzEVMBMGA1UEAwwMdy5leGFtcGxlLmNuMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAE8v7Mlg07CnWaHxaVl8sOGDQWFCwQpGPNVGE56CY/Z2JLvYu0
33HctKoSG8qglvZ1BY3iBD3c3QAn2eXWQq0V1qNTMFEwHQYDVR0OBBYEFPVw05Sx
unO75FXdeeT5xV39Fe3FMB8GA1UdIwQYMBaAFPVw05SxunO75FXdeeT5xV39Fe3F
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgQULY+tiSwETrYUbS
/B3jVzsGOZyWnysU/R52XFcQsMoCIQCb05fQr0lx1v/2Qax4Tcg5Z8w4hMKN98v7
zl86fvNVRw==
-----END CERTIFICATE-----
)";

// A data folder with keys and a database, beside published sites.
class MachineTest : public ::testing::Test {
 protected:
  MachineTest() {
    core::SystemRandomness randomness;
    EXPECT_TRUE(store::init_data_folder(place.data, randomness));
  }
  void make_database() {
    const auto opened = open();
    EXPECT_TRUE(opened->set_fact(store::facts::kLastTick, core::to_iso(clock.now())));
    EXPECT_TRUE(opened->set_fact(store::facts::kBackupPlace, "/"));
  }
  std::unique_ptr<store::Store> open() {
    store::StoreOptions options;
    options.path = database();
    options.readers = 1;
    auto opened = store::open_store(options, clock);
    if (!opened) throw std::runtime_error(opened.failure().message);
    return std::move(*opened);
  }
  std::string database() const { return (place.data / "bancheng.sqlite").string(); }
  MachineFacts gathered() {
    return gather(place, clock.now(), data_of_file(database(), {{.wall = clock.now()}}));
  }
  // Names, sizes and times of all files of the data folder.
  std::map<std::string, std::pair<std::uintmax_t, fs::file_time_type>> files() const {
    std::map<std::string, std::pair<std::uintmax_t, fs::file_time_type>> all;
    for (const auto& entry : fs::recursive_directory_iterator(place.data)) {
      if (entry.is_regular_file())
        all[entry.path().string()] = {entry.file_size(), entry.last_write_time()};
    }
    return all;
  }

  tests::TemporaryFolder folder;
  tests::FixedClock clock;
  Place place{.data = folder.path() / "var",
              .published = handler::testing::published().root(),
              .templates = handler::testing::source_folder() / "site_templates"};
};

TEST_F(MachineTest, ReadsModesFactsKeysAndSites) {
  make_database();
  const MachineFacts machine = gathered();
  EXPECT_EQ(machine.data.failure, "");
  EXPECT_TRUE(machine.database.there);
  EXPECT_EQ(machine.database.mode, 0600U);
  EXPECT_EQ(machine.data_folder.mode, 0700U);
  EXPECT_EQ(machine.data.facts.at("last_tick"), core::to_iso(clock.now()));
  EXPECT_EQ(machine.backup.path, "/");
  EXPECT_TRUE(machine.backup.there);
  EXPECT_EQ(machine.keys_failure, "");
  ASSERT_EQ(machine.sites.size(), 2U);
  EXPECT_EQ(machine.sites[0].id, "demo");
  EXPECT_EQ(machine.sites[0].failure, "");
  EXPECT_EQ(machine.sites[0].program, machine.this_program);
  EXPECT_EQ(machine.sites[0].apart, "");
  EXPECT_GT(machine.database_bytes, 0U);
  EXPECT_TRUE(machine.free_bytes);
}

TEST_F(MachineTest, ChangesNothing) {
  make_database();
  const auto before = files();
  (void)gathered();
  EXPECT_EQ(files(), before);
}

TEST_F(MachineTest, ReadsBesideAProgramThatWrites) {
  const auto running = open();
  ASSERT_TRUE(running->set_fact(store::facts::kLastBackup, "2026-09-24T02:00:00.000+08:00"));
  EXPECT_EQ(gathered().data.facts.at("last_backup"), "2026-09-24T02:00:00.000+08:00");
}

TEST_F(MachineTest, SaysWhatItCannotRead) {
  EXPECT_FALSE(gathered().data.there);
  std::ofstream(database()) << std::string(5000, 'x');
  EXPECT_NE(gathered().data.failure, "");
  fs::remove(place.data / "keys" / "desk");
  EXPECT_NE(gathered().keys_failure.find("is missing"), std::string::npos);
  place.role = "portal";
  EXPECT_EQ(gathered().keys_failure, "");
}

// Gives up root while it exists: file modes do not stop root, and tests run as root in containers.
class AsNobody {
 public:
  AsNobody() {
    if (::geteuid() != 0) return;
    EXPECT_EQ(::seteuid(65534), 0);
  }
  ~AsNobody() { EXPECT_EQ(::seteuid(::getuid()), 0); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
};

TEST_F(MachineTest, TellsHiddenFilesFromMissingOnes) {
  make_database();
  EXPECT_FALSE(gathered().database.hidden);
  ASSERT_EQ(::chmod(place.data.c_str(), 0), 0);
  {
    const AsNobody nobody;
    const MachineFacts machine = gather(place, clock.now(), {});
    EXPECT_FALSE(machine.database.there);
    EXPECT_TRUE(machine.database.hidden);
    EXPECT_TRUE(machine.desk_key.hidden);
  }
  ASSERT_EQ(::chmod(place.data.c_str(), 0700), 0);
}

TEST_F(MachineTest, ReadsTheListsOfDestroyedPartsHereAndInThePlaceOfBackups) {
  make_database();
  const fs::path backups = folder.path() / "backups";
  fs::create_directory(backups);
  ASSERT_TRUE(open()->set_fact(store::facts::kBackupPlace, backups));
  ASSERT_TRUE(store::append_destroyed(place.data, {{"demo", 1, 2}}));
  EXPECT_EQ(gathered().list_failure, "");
  for (const fs::path& damaged : {place.data, backups}) {
    std::ofstream(store::destroyed_list_of(damaged)) << "demo x 3;\nmore\n";
    EXPECT_NE(gathered().list_failure.find(damaged.string() + "/destroyed.list, line 1"),
              std::string::npos);
    fs::remove(store::destroyed_list_of(damaged));
  }
}

TEST_F(MachineTest, NamesTheCopiesThatRestoreAndRepairKept) {
  make_database();
  EXPECT_TRUE(gathered().old_copies.empty());
  fs::create_directory(place.data / "before-restore-2026-09-01T0200Z");
  for (const char* name : {"bancheng.sqlite.before-repair-20260901T100000",
                           "bancheng.sqlite.repaired", "notes before-restore"})
    std::ofstream(place.data / name) << "a copy";
  EXPECT_EQ(
      gathered().old_copies,
      (std::vector<std::string>{"bancheng.sqlite.before-repair-20260901T100000",
                                "bancheng.sqlite.repaired", "before-restore-2026-09-01T0200Z"}));
}

TEST_F(MachineTest, ComparesTheKeysWithTheFingerprintsOfTheDatabase) {
  make_database();
  EXPECT_FALSE(gathered().keys_fit) << "nothing is recorded yet";
  {
    const auto opened = open();
    ASSERT_TRUE(store::check_keys(*opened, store::keys_in(place.data), database(),
                                  store::UnknownPrints::record));
  }
  ASSERT_TRUE(gathered().keys_fit);
  EXPECT_TRUE(*gathered().keys_fit);
  fs::rename(place.data / "keys", folder.path() / "right keys");
  core::SystemRandomness randomness;
  ASSERT_TRUE(store::init_data_folder(place.data, randomness));
  for (const char* role : {"both", "desk", "portal"}) {
    place.role = role;
    ASSERT_TRUE(gathered().keys_fit);
    EXPECT_FALSE(*gathered().keys_fit) << role;
  }
}

TEST_F(MachineTest, ComparesACopyOfTheKeys) {
  make_database();
  place.keys_copy = folder.path() / "copy.txt";
  EXPECT_FALSE(*gathered().copy) << "there is none";
  ASSERT_TRUE(store::export_keys(place.data, place.keys_copy));
  EXPECT_TRUE(*gathered().copy);
  fs::remove_all(place.data / "keys");
  core::SystemRandomness randomness;
  ASSERT_TRUE(store::init_data_folder(place.data, randomness));
  EXPECT_NE(gathered().copy->failure().message.find("does not hold the keys in"),
            std::string::npos);
}

TEST_F(MachineTest, ComparesTheAddressOfEachSiteWithItsOwn) {
  place.prefix = "/window/handle";
  EXPECT_NE(gathered().sites.at(0).apart.find("sends its forms to /handle"), std::string::npos)
      << gathered().sites.at(0).apart;
}

TEST_F(MachineTest, TellsADatabaseOfAnOlderProgram) {
  make_database();
  EXPECT_TRUE(gathered().data.is_current);
  {
    const auto raw = store::open_sqlite({database(), 1000, false}).value();
    ASSERT_TRUE(raw->run(
        "DELETE FROM schema_version WHERE version = (SELECT MAX(version) FROM schema_version)"));
  }
  EXPECT_FALSE(gathered().data.is_current);
}

TEST_F(MachineTest, LooksAtTheAccessLogAndAtWhatLogrotateDoesWithIt) {
  place.access_log = folder.path() / "log" / "access.log";
  place.rotation = folder.path() / "logrotate.d";
  EXPECT_FALSE(gathered().access_log.there);
  EXPECT_FALSE(gathered().log_days);
  fs::create_directories(place.rotation);
  fs::create_directories(place.access_log.parent_path());
  std::ofstream(place.access_log) << "203.0.113.77\n";
  fs::permissions(place.access_log, fs::perms{0640});
  fs::permissions(place.access_log.parent_path(), fs::perms{0700});
  std::ofstream(place.rotation / "bancheng")
      << place.access_log.string() << " {\ndaily\nrotate 190\n}\n";
  EXPECT_FALSE(gathered().error_log.there);
  std::ofstream(place.access_log.parent_path() / "error.log") << "203.0.113.78\n";
  const MachineFacts machine = gathered();
  EXPECT_TRUE(machine.error_log.there);
  EXPECT_FALSE(machine.error_log_days) << "the file names the other log alone";
  EXPECT_TRUE(machine.access_log.there);
  EXPECT_EQ(machine.access_log.mode, 0640U);
  EXPECT_EQ(machine.log_folder.mode, 0700U);
  EXPECT_EQ(machine.log_days, 190);
  fs::last_write_time(place.access_log,
                      fs::last_write_time(place.access_log) - std::chrono::days{5});
  EXPECT_LT(gathered().access_log.changed, machine.access_log.changed - std::chrono::days{4});
}

TEST_F(MachineTest, ReadsWhenACertificateEnds) {
  const fs::path file = folder.path() / "a.pem";
  std::ofstream(file) << kCertificate;
  ASSERT_TRUE(end_of_certificate(file));
  EXPECT_EQ(core::to_iso(*end_of_certificate(file)), "2027-02-28T00:37:00.000+08:00");
  const std::string whole = kCertificate;
  for (std::size_t size = 0; size < whole.size() / 2; size += 7) {
    std::ofstream(file) << whole.substr(0, size) << "-----END CERTIFICATE-----";
    (void)end_of_certificate(file);
  }
  EXPECT_FALSE(end_of_certificate(folder.path() / "none.pem"));
}

}  // namespace
}  // namespace handler::health

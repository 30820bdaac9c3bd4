// Keys are created once, never overwritten, and refused if others can read them.
#include "handler/store/keys.h"

#include <sys/stat.h>

#include <set>

#include "tests/handler/store/store_fixture.h"
#include "tests/support/temporary_folder.h"

namespace {

using core::FailureCode;
using handler::store::DeskKeys;
using handler::store::init_data_folder;
using handler::store::load_desk_keys;
using handler::store::load_portal_keys;
using handler::store::PortalKeys;

struct Data {
  tests::TemporaryFolder folder;
  std::filesystem::path data = folder.path() / "data";
  std::filesystem::path portal = data / "keys" / "portal";
  std::filesystem::path desk = data / "keys" / "desk";
  core::SystemRandomness randomness;

  core::Result<std::vector<std::string>> init() { return init_data_folder(data, randomness); }
};

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 0777;
}

TEST(Keys, AreMadeForTheirOwnerAlone) {
  Data data;
  const auto made = data.init();
  EXPECT_EQ(made.value(), (std::vector<std::string>{data.portal.string(), data.desk.string()}));
  EXPECT_EQ(mode_of(data.data), 0700u);
  EXPECT_EQ(mode_of(data.data / "keys"), 0700u);
  EXPECT_EQ(mode_of(data.portal), 0600u);
  EXPECT_EQ(mode_of(data.desk), 0600u);
}

TEST(Keys, LetTheDeskReadWhatThePortalSealed) {
  Data data;
  ASSERT_TRUE(data.init());
  const PortalKeys portal = load_portal_keys(data.data).value();
  const DeskKeys desk = load_desk_keys(data.data).value();
  const std::string box = core::seal("张三", portal.seal_public);
  EXPECT_EQ(core::open_seal(box, desk.seal).value(), "张三");
  const std::set<std::string> all = {portal.ticket,        portal.token, portal.seal_public,
                                     desk.seal.secret_key, desk.index,   desk.session};
  EXPECT_EQ(all.size(), 6u);
  for (const std::string& key : all) EXPECT_EQ(key.size(), 32u);
}

TEST(Keys, AreNeverOverwritten) {
  Data data;
  ASSERT_TRUE(data.init());
  const std::string before = test::bytes_of(data.portal) + test::bytes_of(data.desk);
  EXPECT_TRUE(data.init().value().empty());
  EXPECT_EQ(test::bytes_of(data.portal) + test::bytes_of(data.desk), before);
}

TEST(Keys, ThatAreThereButCannotBeUsedAreNotTakenForKeys) {
  for (const bool is_desk : {false, true}) {
    for (const std::string text : {"", "ticket 00ff\n", "no key at all"}) {
      Data data;
      ASSERT_TRUE(data.init());
      const std::filesystem::path file = is_desk ? data.desk : data.portal;
      std::ofstream(file, std::ios::binary) << text;
      const auto refused = data.init();
      ASSERT_FALSE(refused) << text;
      EXPECT_EQ(refused.failure().code, FailureCode::misconfigured);
      EXPECT_NE(refused.failure().message.find(file.string()), std::string::npos);
      EXPECT_EQ(test::bytes_of(file), text) << "what is there stays";
    }
  }
}

TEST(Keys, OfWhichOneIsMissingAreNotMadeAnew) {
  Data data;
  ASSERT_TRUE(data.init());
  std::filesystem::remove(data.desk);
  const auto refused = data.init();
  EXPECT_EQ(refused.failure().code, FailureCode::refused);
  EXPECT_EQ(refused.failure().message,
            "of the two key files only " + data.desk.string() +
                " is missing: restore it from the backup of the keys (a new one would not fit the "
                "other)");
  EXPECT_FALSE(std::filesystem::exists(data.desk));
}

TEST(Keys, LetThePortalStartWithoutTheDesksKeys) {
  Data data;
  ASSERT_TRUE(data.init());
  std::filesystem::remove(data.desk);
  EXPECT_TRUE(load_portal_keys(data.data));
  EXPECT_EQ(load_desk_keys(data.data).failure().message,
            "the key file " + data.desk.string() +
                " is missing: run handler init, or restore the backup");
}

TEST(Keys, ThatOthersCanReadAreRefused) {
  for (const unsigned mode : {0640u, 0604u, 0620u, 0601u}) {
    Data data;
    ASSERT_TRUE(data.init());
    ASSERT_EQ(::chmod(data.portal.c_str(), mode), 0);
    const auto refused = load_portal_keys(data.data);
    EXPECT_EQ(refused.failure().code, FailureCode::no_access);
    EXPECT_EQ(refused.failure().message, "the key file " + data.portal.string() +
                                             " can be read by others: run chmod 600 " +
                                             data.portal.string());
  }
}

void damage(const Data& data, const std::string& text) {
  std::ofstream(data.portal, std::ios::binary) << text;
}

TEST(Keys, ThatAreDamagedAreNamed) {
  Data data;
  ASSERT_TRUE(data.init());
  const std::string advice =
      ": restore it from the backup of the keys; without it what citizens sent cannot be read";
  damage(data, "ticket 00ff\n");
  EXPECT_EQ(load_portal_keys(data.data).failure().message,
            "the key file " + data.portal.string() + " is damaged" + advice);
  damage(data, "ticket " + std::string(64, 'a') + "\n");
  EXPECT_EQ(load_portal_keys(data.data).failure().message,
            "the key file " + data.portal.string() + " lacks the key 'token'" + advice);
}

TEST(Keys, CannotBeMadeBelowAFile) {
  Data data;
  std::ofstream(data.data) << "a file";
  EXPECT_FALSE(data.init());
}

}  // namespace

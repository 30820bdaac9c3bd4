// Searches every byte of the data folder, and of a fresh copy of the database, for destroyed texts.
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "handler/casework/destruction.h"
#include "handler/commands/tick.h"
#include "handler/store/cases/file_parts.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"

namespace handler {
namespace {

using handler::testing::HandlerFixture;

// Rare characters, and words that no other text shares a beginning with.
constexpr const char* kMatter = "龘靐齉齾针事";
constexpr const char* kReply = "qqzzreplyneedle 爩灪麤";
constexpr const char* kPhoneIndex = "7e57ab1ephoneindexneedle";
constexpr const char* kTrace = "7e57ab1etraceneedle";

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class Needles : public ::testing::Test {
 protected:
  // Its texts by staff are open: the index of words holds their pairs.
  cases::CaseId closed(const std::vector<store::Part>& files = {}) {
    store::Part identity =
        store::make_part(hall.randomness, "identity", "{\"name\":\"欧阳\",\"phone\":\"139\"}",
                         hall.services.portal_keys.seal_public, false);
    box_ = core::to_base64url(identity.body);
    salt_ = identity.salt;
    std::vector<store::Part> parts = files;
    parts.push_back(std::move(identity));
    const cases::CaseId id = hall.report(core::Json::object(), std::move(parts));
    hall.act(id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", kMatter}});
    hall.act(id, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", kReply}});
    hall.act(id, "feed_back", {{"reply", kReply}, {"channel", "written"}});
    hall.act(id, "close", {{"cause", "other"}});
    EXPECT_TRUE(hall.store.keep_traces("demo", {{id, kPhoneIndex, {kTrace}}}));
    return id;
  }
  // A file whose only chunk lies on one page, and that reporters may open.
  store::SealedFile sealed_file() {
    return store::seal_file("jpeg", "龗龖.jpg", std::string(3000, 'x'), folder_.path()).value();
  }
  // As a neighbour would write, so that the index has more than one segment.
  void write_others() {
    for (int i = 0; i < 20; ++i) hall.accept(hall.report());
  }

  std::vector<std::string> needles() const {
    return {box_,   salt_,  kMatter, "龘靐",     "齉齾", kReply, "qqzzreplyneedle",
            "爩灪", "灪麤", kTrace,  kPhoneIndex};
  }
  std::string all_bytes() const {
    std::string all;
    for (const auto& file : std::filesystem::directory_iterator(hall.data_folder()))
      all += bytes_of(file.path());
    return all;
  }
  bool is_there(const std::string& needle) const {
    return all_bytes().find(needle) != std::string::npos;
  }
  // Those that some file of the folder holds.
  std::string found() const { return found_in(all_bytes()); }
  std::string found_in(const std::string& bytes) const {
    std::string held;
    for (const std::string& needle : needles()) {
      if (bytes.find(needle) != std::string::npos) held += needle + "\n";
    }
    return held;
  }
  std::string found_in_copy() const {
    const std::string from = (hall.data_folder() / "bancheng.sqlite").string();
    const std::string to = (folder_.path() / "copy.sqlite").string();
    std::filesystem::remove(to);
    sqlite3* connection = nullptr;
    EXPECT_EQ(sqlite3_open(from.c_str(), &connection), SQLITE_OK);
    const std::string copy = "VACUUM INTO '" + to + "'";
    EXPECT_EQ(sqlite3_exec(connection, copy.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(connection);
    return found_in(bytes_of(to));
  }
  TickReport tick_at(const std::string& at) {
    hall.clock.set(at);
    return tick(hall.services);
  }

  HandlerFixture hall;

 private:
  tests::TemporaryFolder folder_;
  std::string box_;
  std::string salt_;
};

TEST_F(Needles, AreAllThereBeforeAndNoneAfterTheirTime) {
  closed();
  write_others();
  for (const std::string& needle : needles())
    EXPECT_NE(found().find(needle + "\n"), std::string::npos) << needle << ": the search is blind";
  EXPECT_NE(found_in_copy(), "");
  EXPECT_EQ(tick_at("2031-09-24 23:00").destroyed, 1) << "the identity";
  EXPECT_NE(found(), "");
  const TickReport report = tick_at("2031-09-25 00:00");
  EXPECT_TRUE(report.failures.empty()) << report.failures.front();
  EXPECT_EQ(report.destroyed, 1);
  EXPECT_EQ(found(), "");
  EXPECT_EQ(found_in_copy(), "");
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(Needles, OfAFileGoWithTheClassOfFiles) {
  const store::SealedFile file = sealed_file();
  const cases::CaseId id =
      closed({store::make_file_part(hall.randomness, "file1", file, "", true)});
  const std::vector<std::string> of_file = {file.chunks->spool.read(100, 32).value(),
                                            core::to_hex(file.info.key), "龗龖"};
  for (const std::string& needle : of_file) EXPECT_TRUE(is_there(needle)) << "the search is blind";
  ASSERT_TRUE(view::destroy_of_case(hall.services, {.site = "demo",
                                                    .id = id,
                                                    .classes = {"files"},
                                                    .cause = view::DestructionCause::request,
                                                    .user_id = 7,
                                                    .role = core::Role::front_desk}));
  for (const std::string& needle : of_file) EXPECT_FALSE(is_there(needle));
  EXPECT_NE(found(), "") << "the texts stay";
}

TEST_F(Needles, OfAnEarlierTickThatWasCutOffGoWithTheNext) {
  const cases::CaseId id = closed();
  write_others();
  const std::string database = (hall.data_folder() / "bancheng.sqlite").string();
  const auto reader = store::open_sqlite({database, 100, true}).value();
  ASSERT_TRUE(reader->run_script("BEGIN"));
  ASSERT_TRUE(reader->run("SELECT COUNT(*) FROM parts", {}).ok());
  hall.clock.set("2031-09-25 00:00");
  // As after a crash: the tables are done, the files are not.
  const store::CaseRecord record = hall.record(id);
  store::DestroyedTexts texts{.id = id, .seen_seq = record.row.last_seq};
  for (const auto& [part, what] : record.parts) texts.parts.push_back(part);
  texts.event.type = cases::EventType::parts_destroyed;
  texts.event.policy = record.row.values.policy;
  texts.event.data = {
      {"cause", "retention"}, {"classes", {"identity", "words"}}, {"parts", texts.parts}};
  texts.refold = [values = record.row.values](const auto&) { return values; };
  ASSERT_TRUE(hall.store.destroy_parts("demo", texts));
  EXPECT_NE(found(), "");
  ASSERT_TRUE(reader->run_script("COMMIT"));
  EXPECT_TRUE(tick_at("2031-09-25 00:01").failures.empty());
  EXPECT_EQ(found(), "");
}

TEST_F(Needles, StayWhileTheClockIsNotBelieved) {
  // The fixture's store is not guarded: one that is, on the same database.
  closed();
  core::ClockSign sign{.wall = hall.clock.now(), .boot_id = "a"};
  store::StoreOptions options;
  options.path = (hall.data_folder() / "bancheng.sqlite").string();
  options.clock = {.look = [&sign] { return core::ClockSight{sign}; }};
  const auto guarded = store::open_store(options, hall.clock).value();
  ASSERT_TRUE(guarded->check_clock());
  hall.clock.set("2036-09-25 00:00");
  sign.wall = hall.clock.now();
  view::CaseRules rules(*guarded);
  view::Services services{hall.clock, hall.randomness,           *guarded,    hall.sites,
                          rules,      hall.services.portal_keys, std::nullopt};
  const TickReport report = tick(services);
  EXPECT_EQ(report.destroyed, 0);
  EXPECT_EQ(report.failures.size(), 1U);
  EXPECT_NE(found(), "");
}

TEST_F(Needles, StayWhereNoTimeIsPublished) {
  // The same case under a policy without retention is found by no tick.
  closed();
  const auto raw =
      store::open_sqlite({(hall.data_folder() / "bancheng.sqlite").string(), 1000, false}).value();
  EXPECT_EQ(raw->run("SELECT destroy_key FROM cases WHERE case_id = 1", {})->front().text(0),
            "2029-09-25T00:00:00.000+08:00");
  EXPECT_EQ(tick_at("2029-09-24 23:59").destroyed, 0);
}

}  // namespace
}  // namespace handler

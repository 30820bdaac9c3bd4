// What is found of the server that has the data, over made-up facts.
#include "handler/health/server_checks.h"

#include <gtest/gtest.h>

#include "handler/health/checks.h"
#include "handler/health/sentences.h"
#include "handler/store/facts.h"

namespace handler::health {
namespace {

namespace facts = store::facts;
using Complaints = std::vector<std::pair<std::string, Level>>;

// A server on which all is well_on_server, with a standby and without an archive.
MachineFacts well_on_server() {
  MachineFacts made;
  made.place.data = "/srv/data";
  made.sites = {{.id = "demo", .backup_days = 14}};
  made.server = ServerFacts{{},
                            {.version = "15.14",
                             .encoding = "UTF8",
                             .collation = "C",
                             .standby_names = "ANY 1 (b)",
                             .has_checksums = true}};
  return made;
}

// Ids with their levels, but for what is well_on_server.
Complaints server_complaints(const MachineFacts& machine) {
  Findings found;
  check_server(machine, found);
  Complaints told;
  for (const Finding& one : found) {
    if (one.level != Level::ok) told.emplace_back(one.id, one.level);
  }
  return told;
}

TEST(ServerChecks, AreSilentWhereTheDataAreInAFileAndWhereAllIsWell) {
  Findings found;
  check_server({}, found);
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(server_complaints(well_on_server()), Complaints{});
  check_server(well_on_server(), found);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().en,
            "PostgreSQL 15.14 answers and takes writes; encoding UTF8, collation C.");
}

struct TroubleOfServer {
  const char* id;
  Level level;
  void (*make)(MachineFacts& machine);
};

class ServerTrouble : public ::testing::TestWithParam<TroubleOfServer> {};

TEST_P(ServerTrouble, IsTold) {
  MachineFacts machine = well_on_server();
  GetParam().make(machine);
  EXPECT_EQ(server_complaints(machine), (Complaints{{GetParam().id, GetParam().level}}));
}

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, ServerTrouble,
    ::testing::Values(
        TroubleOfServer{"server.refused", Level::red,
                        [](MachineFacts& m) { m.server->failure = "the server is a standby"; }},
        TroubleOfServer{"server.unreadable", Level::red,
                        [](MachineFacts& m) { m.data.failure = "damaged"; }},
        TroubleOfServer{"server.old_file", Level::warning,
                        [](MachineFacts& m) {
                          m.database = {.path = "/srv/data/bancheng.sqlite", .there = true};
                        }},
        TroubleOfServer{"server.unsafe", Level::red,
                        [](MachineFacts& m) { m.server->state.unsafe = {"fsync"}; }},
        TroubleOfServer{"server.logs_texts", Level::red,
                        [](MachineFacts& m) { m.server->state.logs_texts = true; }},
        TroubleOfServer{"server.checksums", Level::warning,
                        [](MachineFacts& m) { m.server->state.has_checksums = false; }},
        TroubleOfServer{"server.alone", Level::note,
                        [](MachineFacts& m) { m.server->state.standby_names.clear(); }},
        TroubleOfServer{"archive.unknown", Level::red,
                        [](MachineFacts& m) { m.server->state.archives = true; }},
        TroubleOfServer{"archive.unknown", Level::red,
                        [](MachineFacts& m) { m.server->state.slots = 1; }},
        TroubleOfServer{"archive.promise", Level::warning,
                        [](MachineFacts& m) {
                          m.server->state.archives = true;
                          m.place.archive_days = 15;
                        }},
        TroubleOfServer{"archive.long", Level::warning, [](MachineFacts& m) {
                          m.server->state.archives = true;
                          m.place.archive_days = 31;
                          m.sites.front().backup_days.reset();
                        }}));

TEST(ServerChecks, ShowHowLongTheArchiveIsKept) {
  MachineFacts machine = well_on_server();
  machine.server->state.archives = true;
  machine.place.archive_days = 14;
  Findings found;
  check_server(machine, found);
  EXPECT_EQ(server_complaints(machine), Complaints{});
  EXPECT_EQ(found.back().en,
            "PostgreSQL's archived log is kept for 14 days: what was destroyed is gone from it "
            "after that.");
}

// A night may pass with a long reader; the next one may not.
TEST(ServerChecks, TellWhatWasDestroyedAndIsStillInTheFiles) {
  const auto told = [](MachineFacts machine, const std::string& fact) {
    machine.now = core::from_iso("2026-11-30T10:00:00.000+08:00").value();
    machine.data.facts = {{std::string(facts::kLeftovers), fact}};
    Findings found;
    check_leftovers(machine, found);
    Complaints complaints;
    for (const Finding& one : found) complaints.emplace_back(one.id, one.level);
    return complaints;
  };
  EXPECT_EQ(told({}, "0123456789abcdef 2026-11-29T10:00:00.000+08:00"), Complaints{});
  const Complaints undated = {{"leftovers.undated", Level::warning}};
  EXPECT_EQ(told({}, "0123456789abcdef"), undated) << "of an older program";
  EXPECT_EQ(told({}, "0123456789abcdef 2026-11-30T10:01:00.000+08:00"), Complaints{});
  EXPECT_EQ(told({}, "0123456789abcdef 2027-11-30T10:00:00.000+08:00"), undated)
      << "the clock was wrong";
  const std::string late = "0123456789abcdef 2026-11-28T10:00:00.000+08:00";
  EXPECT_EQ(told({}, late), (Complaints{{"leftovers.file", Level::warning}}));
  EXPECT_EQ(told(well_on_server(), late), (Complaints{{"leftovers.server", Level::warning}}));
  EXPECT_EQ(told(well_on_server(), "0123456789abcdef 2026-11-20T10:00:00.000+08:00"),
            (Complaints{{"leftovers.server", Level::red}}));
}

// Also where no server is named: the settings may lag behind a move.
TEST(ServerChecks, TellDataThatWereMovedAway) {
  MachineFacts machine;
  machine.data.facts = {
      {std::string(facts::kMovedTo), "postgresql 0123456789abcdef 2026-11-30T10:00:00.000+08:00"},
      {std::string(facts::kArriving), "0123456789abcdef"}};
  Complaints homes;
  for (const Finding& one : check(machine)) {
    if (!one.id.starts_with("database.m") && !one.id.starts_with("database.a")) continue;
    if (one.id != "database.missing") homes.emplace_back(one.id, one.level);
    if (one.id == "database.moved") {
      EXPECT_EQ(one.zh,
                "数据已经在 2026-11-30T10:00:00.000+08:00 搬到 "
                "PostgreSQL，现在的设置指的是搬走以前的数据库，程序都不用它。");
    }
  }
  EXPECT_EQ(homes, (Complaints{{"database.moved", Level::red}, {"database.arriving", Level::red}}));
}

}  // namespace
}  // namespace handler::health

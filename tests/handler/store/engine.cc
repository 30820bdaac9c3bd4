// Leaves out what is about SQLite when the tests run on PostgreSQL, and what is about PostgreSQL in
// the other run of script/test.
#include "tests/handler/store/engine.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/preparation.h"

namespace test {
namespace {

constexpr LeftOut kLeftOutOnPostgres[] = {
    {"BitFlips.*", "bits of a file's pages"},
    {"Copy.*", "copies of a file"},
    {"Settling.*", "the write-ahead log of a file"},
    {"Damaged.*", "pages of a file that are damaged"},
    {"Repair.*", "repair builds a new file"},
    {"*DerivedDamage*", "repair builds a new file"},
    {"*RecordedDamage*", "repair builds a new file"},
    {"*Verification.*", "a file that is edited behind the program's back"},
    {"*EditedDatabase*", "a file that is edited behind the program's back"},
    {"*EditedFiles*", "a file that is edited behind the program's back"},
    {"*EditedPublications*", "a file that is edited behind the program's back"},
    {"FilesCheck.*", "a file that is edited behind the program's back"},
    {"EndedCases.*", "a file that is edited behind the program's back"},
    {"Heads.*", "a file that is edited behind the program's back"},
    {"Backup.*", "a backup is a file"},
    {"Restore.*", "a backup is a file"},
    {"Space.*", "the disk of a file"},
    {"Plans.*", "plans are SQLite's own; a server plans by the figures that it gathers"},
    {"Opening.GivesTheFilesToTheirOwnerAlone", "modes of a file"},
    {"Opening.RefusesAFileThatIsNoDatabase", "a file"},
    {"Opening.SaysWhenAnotherProgramHoldsTheLock", "names the file"},
    {"Opening.RefusesAFileThatCanOnlyBeRead", "modes of a file"},
    {"Opening.SaysWhenThePathCannotBe", "the path of a file"},
    {"Opening.RefusesALinkInThePlaceOfTheDatabaseButNotALinkedFolder", "the path of a file"},
    {"Opening.WritesNothingWhenTheDatabaseIsThere", "bytes of a file"},
    {"Opening.HasNoRoomForAnotherDatabaseOrAnExtension", "ATTACH"},
    {"Opening.GivesReadersNoWayToWrite", "a connection to a file; PostgresSession has its own"},
    {"Opening.SaysWhenTheDiskIsFullAndGoesOnWhenThereIsSpaceAgain", "a limit on a file's size"},
    {"Opening.ForOneRequestReadsOnAFullDisk", "a limit on a file's size"},
    {"Worklist.UsesTheIndicesAndSortsNothing",
     "plans are SQLite's own; a server plans by the figures that it gathers"},
    {"FilesTest.AreDestroyedToTheLastByte*", "a server may keep chunks whose key is gone"},
    {"*/Migration.*", "no older program has written to PostgreSQL; PostgresSchema has the steps"},
    {"MigrationOf*", "no older program has written to PostgreSQL; PostgresSchema has the steps"},
    {"Parts.SayWhenAReaderKeepsOldBytesInTheLog", "the write-ahead log of a file"},
};

// They start a server of their own and are the same whatever the engine is.
constexpr std::string_view kRunsWithPostgres[] = {"Postgres*", "*/Postgres*", "Losses.*",
                                                  "UnknownCommit.*", "SearchOnBoth.*"};

std::string_view chosen_engine() {
  const char* engine = std::getenv("BANCHENG_TEST_ENGINE");
  return engine == nullptr ? "" : engine;
}

void leave_out(std::string_view tests) {
  std::string& filter = GTEST_FLAG_GET(filter);
  filter += (filter.find('-') == std::string::npos ? "-" : ":") + std::string(tests);
}

void leave_out_all() {
  if (on_postgres()) {
    for (const LeftOut& one : kLeftOutOnPostgres) leave_out(one.tests);
  } else if (chosen_engine() == "sqlite") {
    for (const std::string_view tests : kRunsWithPostgres) leave_out(tests);
  }
}

const tests::Preparation kPrepared(leave_out_all);

}  // namespace

bool on_postgres() {
  return chosen_engine() == "postgresql";
}

std::span<const std::string_view> of_postgres() {
  return kRunsWithPostgres;
}

std::span<const LeftOut> left_out_on_postgres() {
  return kLeftOutOnPostgres;
}

}  // namespace test

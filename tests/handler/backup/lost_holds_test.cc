// A hold that is younger than the restored backup is named, so that it can be set again in time.
#include "handler/backup/restore.h"
#include "handler/store/records_of_copy.h"
#include "tests/handler/backup/town.h"

namespace handler::backup::testing {
namespace {

using store::HeldCase;

void note(store::Store& store, std::int64_t id, std::int64_t seen, const std::string& type) {
  ASSERT_TRUE(store.append("demo", id, seen, {test::event(type)}, test::fold_simply));
}

TEST(Restore, NamesHoldsThatAreYoungerThanTheBackup) {
  Town town;
  fs::path backup;
  {
    const auto store = town.open();
    for (const char* name : {"a", "b", "c"}) town.report(*store, name);
    note(*store, 3, 3, "hold_set");
    backup = town.back_up(*store).folder;
    note(*store, 1, 1, "hold_set");
    note(*store, 2, 2, "hold_set");
    note(*store, 2, 6, "hold_lifted");
    note(*store, 3, 4, "hold_lifted");
    town.report(*store, "d");
    note(*store, 4, 9, "hold_set");
  }
  const RestoreReport report = town.restore_from(backup).value();
  EXPECT_EQ(report.holds_lost, (std::vector<HeldCase>{{"demo", 1}}));
  EXPECT_EQ(report.held_cases_lost, (std::vector<HeldCase>{{"demo", 4}})) << "not in the backup";
}

TEST(Restore, KnowsHoldsOfANewerBackupWhereTheDatabaseIsGone) {
  Town town;
  fs::path backup;
  {
    const auto store = town.open();
    town.report(*store, "a");
    backup = town.back_up(*store).folder;
    note(*store, 1, 1, "hold_set");
    town.back_up(*store);
  }
  fs::remove(town.data / kDatabase);
  EXPECT_EQ(town.restore_from(backup).value().holds_lost, (std::vector<HeldCase>{{"demo", 1}}));
}

TEST(Restore, NamesNoHoldThatTheBackupHasOrHasSeenLifted) {
  Town town;
  const auto held = [&] {
    const auto store = town.open();
    town.report(*store, "a");
    note(*store, 1, 1, "hold_set");
    const fs::path first = town.back_up(*store).folder;
    note(*store, 1, 2, "hold_lifted");
    const fs::path second = town.back_up(*store).folder;
    return std::pair(first, second);
  }();
  EXPECT_TRUE(town.restore_from(held.second).value().holds_lost.empty());
  EXPECT_TRUE(town.restore_from(held.first).value().holds_lost.empty());
}

TEST(Holds, OfWhatIsNoDatabaseAreAFailure) {
  Town town;
  const fs::path file = town.folder.path() / "letter";
  std::ofstream(file) << std::string(5000, 'x');
  EXPECT_FALSE(store::holds_in(file));
}

}  // namespace
}  // namespace handler::backup::testing

// Copies the rows of reports into the tables as they were; all else is made again by the migration.
#include "tests/power_cuts/older.h"

#include <algorithm>
#include <stdexcept>

#include "core/base/text.h"
#include "handler/store/database/schema.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/support/temporary_folder.h"

namespace power {
namespace {

// The columns that the older program had. `listed` is left to the migration, which has every case
// listed again.
std::vector<std::string> columns_of(store::Database& database, const std::string& table) {
  std::vector<std::string> names;
  const auto rows = core::accepted(
      database.run("SELECT name FROM pragma_table_info($1) WHERE name <> 'listed'", {table}));
  for (const store::Row& row : rows) names.push_back(row.text(0));
  return names;
}

void copy_table(store::Database& from, store::Database& to, const std::string& table) {
  const std::vector<std::string> names = columns_of(to, table);
  std::vector<std::string> places;
  for (std::size_t i = 1; i <= names.size(); ++i) places.push_back("$" + std::to_string(i));
  const std::string columns = core::joined(names, ",");
  const std::string insert =
      "INSERT INTO " + table + "(" + columns + ") VALUES (" + core::joined(places, ",") + ")";
  for (const store::Row& row : core::accepted(from.run("SELECT " + columns + " FROM " + table))) {
    std::vector<store::Value> values;
    for (std::size_t i = 0; i < row.size(); ++i) values.push_back(row.at(i));
    core::accepted(to.run(insert, values));
  }
}

}  // namespace

void lay_down_older(const fs::path& folder, int version, std::vector<SentCase>& cases,
                    World& world) {
  const tests::TemporaryFolder present;
  {
    Hall hall(core::accepted(world.open_store(present.path(), false)), world);
    for (SentCase& sent : cases) (void)core::accepted(hall.report(sent));
  }
  const auto from = core::accepted(store::open_sqlite({database_in(present.path()), 1000, false}));
  const auto to = core::accepted(store::open_sqlite({database_in(folder), 1000, false}));
  core::accepted(store::migrate_up_to(*to, version));
  for (const char* table : {"cases", "events", "parts"}) copy_table(*from, *to, table);
  core::accepted(to->erase_leftovers());
}

}  // namespace power

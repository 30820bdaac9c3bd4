// Reads the counters from which SQLite takes the next number.
#include "handler/store/last_ids.h"

#include <algorithm>
#include <memory>
#include <sstream>

#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"
#include "handler/store/facts.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {

std::string text_of(const LastIds& ids) {
  return std::to_string(ids.cases) + " " + std::to_string(ids.parts);
}

LastIds last_ids_from(const std::string& text) {
  std::istringstream words(text);
  LastIds ids;
  words >> ids.cases >> ids.parts;
  return words ? ids : LastIds{};
}

LastIds highest(const LastIds& one, const LastIds& other) {
  return {std::max(one.cases, other.cases), std::max(one.parts, other.parts)};
}

LastIds passed_over_in(Database& database) {
  const Rows rows =
      run(database, "SELECT value FROM facts WHERE name = $1", {std::string(facts::kPassedOver)});
  return rows.empty() ? LastIds{} : last_ids_from(rows.front().text(0));
}

core::Result<LastIds> last_ids_in(const std::filesystem::path& database) {
  const auto work = [&] {
    const std::unique_ptr<Database> opened = accepted(open_sqlite_to_look(database.string()));
    LastIds last;
    for (const Row& row : run(*opened, dialect::kLastIds))
      (row.text(0) == "cases" ? last.cases : last.parts) = row.number(1);
    return last;
  };
  return result_of(work);
}

}  // namespace handler::store

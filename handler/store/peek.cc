// Reads two small tables and an index, if the database has them yet.
#include "handler/store/peek.h"

#include <system_error>

#include "core/base/contains.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/schema.h"
#include "handler/store/facts.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

Peek read_all(Database& database) {
  Peek peek;
  peek.is_current = is_current(database);  // refuses what is not ours, or newer
  const std::vector<std::string> tables = accepted(database.tables());
  if (core::contains(tables, "facts")) peek.facts = read_facts(database);
  if (core::contains(tables, "signs_of_life")) {
    for (const Row& row :
         run(database, "SELECT wall, boot, boot_id FROM signs_of_life WHERE clock = 'machine'"))
      peek.last_sign = {row.time(0), std::chrono::milliseconds(row.number(1)), row.text(2)};
  }
  if (peek.is_current) peek.set_aside = read_set_aside(database);
  if (peek.is_current) peek.files = read_held_files(database);
  return peek;
}

}  // namespace

core::Result<Peek> peek(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored))
    return core::Failure{core::FailureCode::not_found, file.string() + " is not there"};
  core::Result<std::unique_ptr<Database>> database = open_sqlite_to_look(file.string());
  if (!database) return database.failure();
  const auto work = [&] { return read_all(**database); };
  return result_of(work);
}

core::Result<Peek> peek(const Server& server) {
  const core::Result<std::unique_ptr<Database>> database = server.open(Access::read);
  if (!database) return database.failure();
  const auto work = [&] {
    run(**database, "BEGIN");
    if (version_of_database(**database) == 0)
      throw Refused(core::FailureCode::not_found, server.name + " holds no data yet");
    return read_all(**database);
  };
  return result_of(work);
}

}  // namespace handler::store

// Copies step by step; nothing counts before the last comparison.
#include "handler/store/transfer/whole_copy.h"

#include <fcntl.h>
#include <unistd.h>

#include <memory>
#include <string>

#include "core/base/descriptor.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "handler/store/cases/destroyed_again.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/schema.h"
#include "handler/store/last_ids.h"
#include "handler/store/sqlite/sqlite_copy.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/transfer/table_copy.h"

namespace handler::store {
namespace {

void check_is_empty(Database& to) {
  if (!accepted(to.tables()).empty())
    throw Refused(core::FailureCode::conflict,
                  "the database that the data are to be copied to is not empty: make a new one");
}

void check_ends(Database& from, Database& to) {
  if (!is_current(from))
    throw Refused(core::FailureCode::misconfigured,
                  "the database was written by an older program: start this one once, which brings "
                  "it up to date");
  check_is_empty(to);
}

// Numbers that a restore has passed over belong to no row.
void pass_over(Database& from, Database& to) {
  const LastIds passed = passed_over_in(from);
  pass_over_ids(to, "cases", passed.cases);
  pass_over_ids(to, "parts", passed.parts);
}

void copy_into(Database& from, const std::filesystem::path& file) {
  const std::unique_ptr<Database> to = accepted(open_sqlite({file.string(), 1000, false}));
  run(*to, dialect::kBeginWriting);
  copy_whole(from, *to);
  run(*to, "COMMIT");
}

}  // namespace

void copy_whole(Database& from, Database& to) {
  check_ends(from, to);
  accepted(migrate_up_to(to, schema_version()));
  core::stop_point("copy: tables made");
  const TableSums read = copy_tables(from, to);
  core::stop_point("copy: rows there");
  number_on(to);
  pass_over(from, to);
  index_words(from, to);
  const std::string differs = difference(read, sums_of(to));
  if (!differs.empty()) throw Refused(core::FailureCode::corrupt, "the copy failed: " + differs);
}

core::Status copy_to_sqlite_file(Database& from, const std::filesystem::path& file) {
  core::Descriptor made(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
  if (!made.ok()) return core::system_failure("make", file);
  made.close();
  const auto work = [&] { copy_into(from, file); };
  core::Status done = result_of(work);
  if (done) done = fold_into_one_file(file.string());
  if (done) return done;
  for (const char* end : {"", "-wal", "-shm", "-journal"}) ::unlink((file.string() + end).c_str());
  return done;
}

core::Status copy_from(const Server& server, const std::filesystem::path& file) {
  const core::Result<std::unique_ptr<Database>> from = server.open(Access::read);
  if (!from) return from.failure();
  if (const core::Result<Rows> begun = (*from)->run("BEGIN"); !begun) return begun.failure();
  return copy_to_sqlite_file(**from, file);
}

core::Status check_is_empty(const Server& server) {
  const core::Result<std::unique_ptr<Database>> to = server.open(Access::write);
  if (!to) return to.failure();
  const auto work = [&] { check_is_empty(**to); };
  return result_of(work);
}

core::Result<std::uintmax_t> bytes_at(const Server& server) {
  const core::Result<std::unique_ptr<Database>> from = server.open(Access::read);
  if (!from) return from.failure();
  const core::Result<Rows> rows = (*from)->run(dialect::kBytes);
  if (!rows) return rows.failure();
  return static_cast<std::uintmax_t>(rows->front().number(0));
}

}  // namespace handler::store

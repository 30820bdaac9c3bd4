// Empties the derived tables and fills them again, then asks whether all fits.
#include "handler/store/transfer/server_repair.h"

#include <memory>

#include "handler/store/check/postgres_check.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"
#include "handler/store/transfer/sure_commit.h"
#include "handler/store/transfer/whole_copy.h"

namespace handler::store {
namespace {

void empty_what_is_derived(Database& database) {
  make_missing_indexes(database);
  accepted(database.remake_indexes());
  run(database, "DELETE FROM case_marks");
  run(database, "DELETE FROM assisting_units");
  run(database, "DELETE FROM counters");
  run(database, dialect::kForgetWords);
}

RepairReport repaired_server(const Server& server, const std::filesystem::path& file,
                             const VerifyOptions& options) {
  const core::Instant now = options.now.value_or(core::SystemClock().now());
  std::unique_ptr<Database> database = accepted(server.open(Access::write));
  run(*database, dialect::kBeginWriting);
  const VerifyReport before = accepted(verify_open(*database, *server.checks, options));
  check_found(before);
  RepairReport report;
  if (before.ok()) return report;
  report.copy = copy_beside(file, now);
  Scratch copy(report.copy);  // kept only if the database was changed, or may have been
  accepted(copy_to_sqlite_file(*database, report.copy));
  empty_what_is_derived(*database);
  RulesAtHand rules(*database, options.present);
  visit_stored_rows(*database,
                    [&](const StoredRow& row) { derive_case(*database, rules, row, now, report); });
  check_made(before, accepted(verify_open(*database, *server.checks, options)));
  copy.keep();
  accepted(commit_surely(database, server.open));
  for (const Finding& finding : before.findings) report.found.push_back(finding.what);
  report.more = before.more;
  return report;
}

}  // namespace

core::Result<RepairReport> repair_server(const Server& server, const std::filesystem::path& file,
                                         const VerifyOptions& options) {
  const auto work = [&] { return repaired_server(server, file, options); };
  return result_of(work);
}

}  // namespace handler::store

// Verifies a copy, then reads its counts and fingerprints.
#include "handler/store/copy_check.h"

#include <utility>

#include "handler/store/database/refused.h"
#include "handler/store/database/schema.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

std::map<std::string, std::int64_t> counts_of(Database& database) {
  std::map<std::string, std::int64_t> counts;
  const Row row = only(run(database,
                           "SELECT (SELECT COUNT(*) FROM cases), (SELECT COUNT(*) FROM events), "
                           "(SELECT COUNT(*) FROM parts), (SELECT COUNT(*) FROM users)"),
                       "count");
  counts["cases"] = row.number(0);
  counts["events"] = row.number(1);
  counts["parts"] = row.number(2);
  counts["users"] = row.number(3);
  return counts;
}

// What cannot be read of the copy is left empty.
void read_content(Database& database, CheckedCopy& copy) {
  copy.content.schema = copy.report.version;
  copy.content.heads = copy.report.heads;
  Findings unread(1);
  unread.guard(database, FindingKind::file, "what the copy holds", [&] {
    copy.content.prints = prints_in(read_facts(database));
    copy.content.counts = counts_of(database);
  });
  if (unread.all().empty()) return;
  copy.report.findings.push_back(unread.all().front());
  copy.report.can_be_repaired = false;
}

}  // namespace

CopyContent content_of(Database& database) {
  return {version_of_database(database), prints_in(read_facts(database)), chain_heads(database),
          counts_of(database)};
}

core::Status check_is_ours(const std::filesystem::path& file) {
  const auto work = [&] {
    const std::unique_ptr<Database> database = accepted(open_sqlite({.path = file.string()}));
    if (accepted(database->tables()).empty()) {
      throw Refused(core::FailureCode::corrupt,
                    file.string() + " holds nothing: it is no whole copy of a database");
    }
    (void)is_current(*database);
  };
  return result_of(work);
}

core::Result<CheckedCopy> check_copy(const std::filesystem::path& file,
                                     const VerifyOptions& options) {
  core::Result<VerifyReport> report = verify_database(file, options);
  if (!report) return report.failure();
  const auto work = [&] {
    CheckedCopy copy{.content = {}, .report = std::move(*report)};
    read_content(*accepted(open_sqlite_to_look(file.string())), copy);
    return copy;
  };
  return result_of(work);
}

}  // namespace handler::store

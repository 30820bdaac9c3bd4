// Verifies a copy, then reads its heads, counts and fingerprints.
#include "handler/store/copy_check.h"

#include "handler/store/cases/chain_check.h"
#include "handler/store/sqlite/refused.h"
#include "handler/store/sqlite/schema.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

void check_pages(Database& database, const std::filesystem::path& file) {
  const Rows rows = run(database, "PRAGMA integrity_check(1)");
  if (!rows.empty() && rows.front().text(0) == "ok") return;
  throw Refused(core::FailureCode::corrupt,
                "the copy " + file.string() + " is damaged: " +
                    (rows.empty() ? std::string("no answer") : rows.front().text(0)));
}

void check_version(Database& database, const std::filesystem::path& file) {
  if (is_current(database)) return;
  throw Refused(core::FailureCode::corrupt,
                "the copy " + file.string() + " lacks tables of this program's database");
}

std::string fact_of(Database& database, std::string_view name) {
  const Rows rows = run(database, "SELECT value FROM facts WHERE name = $1", {std::string(name)});
  return rows.empty() ? std::string() : rows.front().text(0);
}

std::vector<CopiedHead> heads_of(Database& database) {
  return each(run(database,
                  "SELECT site, seq, hash FROM events WHERE (site, seq) IN "
                  "(SELECT site, MAX(seq) FROM events GROUP BY site) ORDER BY site"),
              [](const Row& row) {
                return CopiedHead{row.text(0), row.number(1), row.text(2)};
              });
}

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

CopyContent content_of(Database& database) {
  CopyContent content;
  content.schema = schema_version();
  content.prints = {fact_of(database, facts::kPortalKeys), fact_of(database, facts::kDeskKeys),
                    fact_of(database, facts::kSealKey)};
  content.heads = heads_of(database);
  content.counts = counts_of(database);
  return content;
}

}  // namespace

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

core::Result<CopyContent> check_copy(const std::filesystem::path& file) {
  const auto work = [&] {
    const std::unique_ptr<Database> database =
        accepted(open_sqlite_to_look(file.string()));
    check_version(*database, file);
    check_pages(*database, file);
    (void)verify_chains(*database);
    return content_of(*database);
  };
  return result_of(work);
}

}  // namespace handler::store

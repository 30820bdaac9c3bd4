// Builds a new database beside the old one, and puts its content in the place of the old.
#include "handler/store/repair.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "core/base/files.h"
#include "core/time/local_time.h"
#include "handler/store/cases/case_changes.h"
#include "handler/store/cases/destroyed_again.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/cases/listing.h"
#include "handler/store/check/case_check.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/row_copy.h"
#include "handler/store/database/schema.h"
#include "handler/store/sqlite/sqlite_copy.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

namespace fs = std::filesystem;

// Made anew, or begun anew; every other table is copied.
constexpr std::array<std::string_view, 4> kNotCopied = {"case_marks", "assisting_units", "counters",
                                                        "schema_version"};

bool is_copied(std::string_view table) {
  return !table.starts_with("case_words") &&
         std::ranges::find(kNotCopied, table) == kNotCopied.end();
}

std::unique_ptr<Database> opened_alone(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored))
    throw Refused(core::FailureCode::not_found, file.string() + ": there is no such file");
  std::unique_ptr<Database> database = accepted(open_sqlite({file.string(), 1000, false}));
  const core::Status alone = keep_others_out(*database);
  if (alone) return database;
  if (alone.failure().code != core::FailureCode::busy) throw Refused(alone.failure());
  throw Refused(core::FailureCode::busy,
                file.string() +
                    ": a program has the database open: stop it and its timer, repair, "
                    "and start it again");
}

void copy_to(Database& from, const fs::path& file) {
  const std::unique_ptr<Database> copy = accepted(open_sqlite({file.string(), 1000, false}));
  accepted(copy_pages(from, *copy));
}

// Numbers that a restore has passed over are not given again.
void keep_passed_over(Database& from, Database& to) {
  for (const Row& row :
       run(from, "SELECT name, seq FROM sqlite_sequence WHERE name IN ('cases', 'parts')"))
    pass_over_ids(to, row.text(0), row.number(1));
}

void build(const fs::path& old, const fs::path& file, const VerifyOptions& options,
           core::Instant now, RepairReport& report) {
  const std::unique_ptr<Database> from = accepted(open_sqlite_to_look(old.string()));
  const std::unique_ptr<Database> made = accepted(open_sqlite({file.string(), 1000, false}));
  run(*made, "PRAGMA foreign_keys=OFF");
  accepted(migrate(*made));
  run(*made, "BEGIN IMMEDIATE");
  for (const std::string& table : accepted(made->tables())) {
    if (is_copied(table)) copy_table(*from, *made, table);
  }
  keep_passed_over(*from, *made);
  RulesAtHand rules(*made, options.present);
  visit_stored_rows(*from,
                    [&](const StoredRow& row) { derive_case(*made, rules, row, now, report); });
  run(*made, "COMMIT");
}

RepairReport repaired_file(const fs::path& file, const VerifyOptions& options) {
  const core::Instant now = options.now.value_or(core::SystemClock().now());
  const std::unique_ptr<Database> live = opened_alone(file);
  RepairReport report;
  report.copy = copy_beside(file, now);
  Scratch copy(report.copy);  // kept only if the database was changed
  copy_to(*live, report.copy);
  const VerifyReport before = accepted(verify_database(report.copy, options));
  check_found(before);
  if (before.ok()) {
    report.copy.clear();
    return report;
  }
  const Scratch made(file.string() + ".repaired");
  build(report.copy, made.path(), options, now, report);
  check_made(before, accepted(verify_database(made.path(), options)));
  copy.keep();
  accepted(copy_pages(*accepted(open_sqlite_to_look(made.path().string())), *live));
  for (const Finding& finding : before.findings) report.found.push_back(finding.what);
  report.more = before.more;
  return report;
}

}  // namespace

void Scratch::remove() const {
  std::error_code ignored;
  for (const char* end : {"", "-wal", "-shm"}) fs::remove(file_.string() + end, ignored);
}

// "bancheng.sqlite.before-repair-20261129T101500"; the second of a second ends with "-2". Nothing
// has this name yet: the lock of the database keeps other repairs away.
std::filesystem::path copy_beside(const std::filesystem::path& file, core::Instant now) {
  std::string time = core::to_iso(now).substr(0, 19);
  std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
  std::string name = file.string() + ".before-repair-" + time;
  if (!core::is_there(name)) return name;
  for (int number = 2;; ++number) {
    std::filesystem::path next = name + "-" + std::to_string(number);
    if (!core::is_there(next)) return next;
  }
}

void derive_case(Database& made, RulesAtHand& rules, const StoredRow& row, core::Instant now,
                 RepairReport& report) {
  const std::vector<cases::Event> events = read_events(made, row.id);
  const std::vector<Refolded> all =
      refold(rules, events, now, held_file_bytes(made, row.id, events));
  if (!all.empty()) {
    const bool fits = row.listed == 1 && row_differences(row, all, now, Compare::strictly).empty();
    if (!fits) {
      rewrite_row(made, all.front().row, all.front().folded.known_to_staff);
      ++report.rows;
    }
  }
  write_assisting(made, row_of(only(run(made, rows_where("case_id = $1"), {row.id}), "case")));
  write_listing(made, row.id, {});
}

void check_found(const VerifyReport& before) {
  if (before.can_be_repaired) return;
  throw Refused(core::FailureCode::refused,
                report_as_text(before) +
                    "nothing was repaired: more than what follows from the records is damaged, and "
                    "what was recorded is never made anew");
}

void check_made(const VerifyReport& before, const VerifyReport& after) {
  if (after.ok() && after.heads == before.heads) return;
  throw Refused(
      core::FailureCode::refused,
      report_as_text(after) +
          "nothing was repaired: the new database does not fit either; restore the newest "
          "backup");
}

core::Result<RepairReport> repair_database(const fs::path& file, const VerifyOptions& options) {
  const auto work = [&] { return repaired_file(file, options); };
  return result_of(work);
}

}  // namespace handler::store

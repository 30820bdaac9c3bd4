// Prints in one line each what a backup holds and what a restore did.
#include "handler/commands/backup_commands.h"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "handler/backup/backup.h"
#include "handler/backup/restore.h"
#include "handler/commands/verify_commands.h"

namespace handler {
namespace {

void print_content(const store::CopyContent& content, const store::VerifyReport& report,
                   std::ostream& out) {
  for (const auto& [table, count] : content.counts) out << count << " " << table << ", ";
  out << (report.ok() ? "verified" : "with findings") << "\nheads "
      << store::heads_as_text(content.heads) << "\n"
      << store::report_as_text(report);
}

// What the privacy page of a site promises of older backups is kept by --keep alone.
void warn_of_old_backups(view::LiveSites& sites, const std::filesystem::path& place,
                         core::Instant now, std::ostream& out) {
  const core::Result<std::vector<backup::Made>> all = backup::backups_in(place);
  if (!all || all->empty()) return;
  const backup::Made& oldest = all->back();
  const std::optional<core::Instant> made = core::from_iso(oldest.manifest.made_at);
  if (!made) return;
  for (const std::string& id : sites.ids()) {
    const auto site = sites.get(id);
    if (!site || !(*site)->rules->policy.retention.backups) continue;
    const core::CalendarSpan& promised = *(*site)->rules->policy.retention.backups;
    if (core::day_after(core::day_of(*made), promised) >= core::day_of(now)) continue;
    out << "the privacy page of " << id << " says that backups are gone after "
        << core::to_text(promised) << ", and " << oldest.folder.string()
        << " is older: keep fewer with --keep\n";
  }
}

// Opening would make an empty database in a folder that was mistyped.
void check_database(const RuntimeOptions& runtime) {
  core::accepted(check_is_file(runtime));
  std::error_code ignored;
  if (std::filesystem::exists(database_of(runtime), ignored)) return;
  throw core::Refused(
      core::FailureCode::not_found,
      database_of(runtime).string() + " is not there: name the data folder with --data");
}

// A backup of a database that does not fit itself is no success, although it is kept.
void tell_doubts(const backup::BackupReport& report, std::ostream& out) {
  if (report.report.ok()) return;
  out.flush();
  throw core::Refused(
      core::FailureCode::corrupt,
      report.folder.string() +
          " is made and kept, but the database does not fit what was recorded: " +
          (report.manifest.doubtful
               ? "this backup is doubtful and does not count as one; find out why, and see "
                 "handler verify"
               : "stop the handler and run handler repair"));
}

}  // namespace

void back_up(const RuntimeOptions& runtime, const BackupChoices& choices, std::ostream& out) {
  if (choices.to.empty()) {
    throw core::Refused(core::FailureCode::invalid,
                        "where to? Name the folder of all backups with --to, or as backup-to in "
                        "bancheng.conf");
  }
  if (choices.keep < 0)
    throw core::Refused(core::FailureCode::invalid, "--keep is a number of backups");
  check_database(runtime);
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  view::LiveSites sites(runtime.published, runtime.templates);
  const backup::BackupReport report =
      core::accepted(backup::make_backup(*opened.store,
                                         {runtime.data, choices.to, runtime.published,
                                          choices.content, choices.keep, present_rules(sites)},
                                         opened.clock->now()));
  out << "made " << report.folder.string() << ": ";
  print_content(report.manifest.content, report.report, out);
  if (report.manifest.published.empty())
    out << "nothing is published in " << runtime.published.string()
        << ": no published version is in it\n";
  for (const std::filesystem::path& old : report.removed) out << "removed " << old.string() << "\n";
  warn_of_old_backups(sites, choices.to, opened.clock->now(), out);
  tell_doubts(report, out);
}

void restore_backup(const RuntimeOptions& runtime, const BackupChoices& choices,
                    std::ostream& out) {
  core::accepted(check_is_file(runtime));
  core::SystemClock clock;
  const backup::RestoreReport report =
      core::accepted(backup::restore({choices.from, runtime.data, choices.keys}, clock));
  out << "restored " << choices.from.string() << " to " << runtime.data.string() << ": ";
  print_content(report.content, report.report, out);
  if (report.destroyed > 0)
    out << report.destroyed << " parts that were destroyed after this backup are destroyed again\n";
  if (!report.report.ok())
    out << "lists or indexes do not fit the records: run handler repair before you start\n";
  if (!report.aside.empty()) {
    out << "the database that was there is kept in " << report.aside.string()
        << ": delete it when it is of no use, because it holds personal data\n";
  }
  std::error_code ignored;
  if (std::filesystem::exists(choices.from / backup::kPublished, ignored))
    out << "the published versions of that day are in "
        << (choices.from / backup::kPublished).string() << "\n";
  out << "the next tick destroys what retention says; handler purge --dry-run lists it before\n";
}

}  // namespace handler

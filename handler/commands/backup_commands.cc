// Prints in one line each what a backup holds and what a restore did.
#include "handler/commands/backup_commands.h"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "handler/backup/backup.h"
#include "handler/backup/restore.h"
#include "handler/commands/verify_commands.h"
#include "handler/store/made_sign.h"

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

// What they hold of persons stays for ever, although its time is over.
void name_unknown(const std::filesystem::path& place, std::ostream& out) {
  for (const std::filesystem::path& unknown : backup::unknown_in(place)) {
    out << unknown.string()
        << " has the name of a backup and no manifest that can be read, so it is never removed: "
           "look at it, and delete it by hand\n";
  }
}

// Opening would make an empty database in a folder that was mistyped.
void check_database_is_there(const RuntimeOptions& runtime) {
  if (server_of(runtime)) return;
  std::error_code ignored;
  if (std::filesystem::exists(database_of(runtime), ignored)) return;
  throw core::Refused(
      core::FailureCode::not_found,
      database_of(runtime).string() + " is not there: name the data folder with --data");
}

// Made by hand on a stick, or each minute on another machine.
bool is_beside_backups(const BackupChoices& choices) {
  if (choices.usual.empty()) return false;
  std::error_code error;
  return choices.to.lexically_normal() != choices.usual.lexically_normal() &&
         !std::filesystem::equivalent(choices.to, choices.usual, error);
}

// A backup of a database that does not fit itself is no success, although it is kept.
void tell_doubts(const backup::BackupReport& report, std::ostream& out) {
  if (report.report.ok() && report.left_out.empty()) return;
  out.flush();
  if (report.report.ok()) {
    throw core::Refused(core::FailureCode::unavailable,
                        report.folder.string() + " is made and counts, but without " +
                            core::joined(report.left_out, ", ") +
                            ": give these files to the user that makes the backups");
  }
  throw core::Refused(
      core::FailureCode::corrupt,
      report.folder.string() +
          " is made and kept, but the database does not fit what was recorded: " +
          (report.manifest.doubtful
               ? "this backup is doubtful and does not count as one; find out why, and see "
                 "handler verify"
               : "stop the handler and run handler repair"));
}

// Settings that lack a line would put the data where no other program of the folder looks.
void check_same_engine(const RuntimeOptions& runtime) {
  const core::Status same = store::check_engine(runtime.data, runtime.database);
  if (same) return;
  throw core::Refused(same.failure().code,
                      same.failure().message +
                          "; to restore into the other kind of database all the same, remove that "
                          "file first");
}

// All that the operator must know of the restored data was told before.
void note_restored(const RuntimeOptions& runtime, const std::filesystem::path& from) {
  const core::Status noted = store::note_made(runtime.data, runtime.database);
  if (noted) return;
  throw core::Refused(noted.failure().code,
                      from.string() + " is restored, but: " + noted.failure().message);
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
  check_database_is_there(runtime);
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  view::LiveSites sites(runtime.published, runtime.templates);
  const backup::BackupReport report = core::accepted(backup::make_backup(
      *opened.store,
      {runtime.data, choices.to, runtime.published, choices.content, choices.keep,
       present_rules(sites), is_beside_backups(choices), server_of(runtime)},
      opened.clock->now()));
  out << "made " << report.folder.string() << ": ";
  print_content(report.manifest.content, report.report, out);
  if (report.manifest.published.empty())
    out << "nothing is published in " << runtime.published.string()
        << ": no published version is in it\n";
  if (is_beside_backups(choices))
    out << "it is beside the backups, which go to " << choices.usual.string()
        << ": handler doctor does not count it\n";
  for (const std::filesystem::path& old : report.removed) out << "removed " << old.string() << "\n";
  name_unknown(choices.to, out);
  warn_of_old_backups(sites, choices.to, opened.clock->now(), out);
  tell_doubts(report, out);
}

void restore_backup(const RuntimeOptions& runtime, const BackupChoices& choices,
                    std::ostream& out) {
  core::SystemClock clock;
  const std::optional<store::Server> server = server_of(runtime);
  check_same_engine(runtime);
  const backup::RestoreReport report =
      core::accepted(backup::restore({choices.from, runtime.data, choices.keys, server}, clock));
  out << "restored " << choices.from.string() << " to "
      << (server ? server->name : runtime.data.string()) << ": ";
  print_content(report.content, report.report, out);
  if (report.destroyed > 0)
    out << report.destroyed << " parts that were destroyed after this backup are destroyed again\n";
  for (const std::string& unlisted : report.unlisted) out << unlisted << "\n";
  for (const store::HeldCase& held : report.holds_lost)
    out << "site " << held.site << ", case " << held.case_id
        << " was put on hold after this backup: set the hold again before its time is over\n";
  for (const store::HeldCase& held : report.held_cases_lost)
    out << "site " << held.site << ", case " << held.case_id
        << " was on hold and came after this backup, which has nothing of it: restore a newer one "
           "if there is one\n";
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
  out.flush();
  note_restored(runtime, choices.from);
}

}  // namespace handler

// Prints in one line each what a backup holds and what a restore did.
#include "handler/commands/backup_commands.h"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/site/published.h"
#include "handler/backup/backup.h"
#include "handler/backup/restore.h"

namespace handler {
namespace {

void print_content(const store::CopyContent& content, std::ostream& out) {
  for (const auto& [table, count] : content.counts) out << count << " " << table << ", ";
  out << "verified\n";
  for (const store::CopiedHead& head : content.heads)
    out << "head of " << head.site << ": event " << head.seq << ", " << head.hash << "\n";
}

// What the privacy page of a site promises of older backups is kept by --keep alone.
void warn_of_old_backups(const RuntimeOptions& runtime, const std::filesystem::path& place,
                         core::Instant now, std::ostream& out) {
  const core::Result<std::vector<backup::Made>> all = backup::backups_in(place);
  const core::Result<std::vector<std::string>> sites = core::list_folder(runtime.published);
  if (!all || all->empty() || !sites) return;
  const backup::Made& oldest = all->back();
  const std::optional<core::Instant> made = core::from_iso(oldest.manifest.made_at);
  if (!made) return;
  for (const std::string& id : *sites) {
    const core::Result<core::PublishedSite> site =
        core::load_published(runtime.published, id, core::Look::quick);
    if (!site || !site->loaded.site.policy.retention.backups) continue;
    const core::CalendarSpan& promised = *site->loaded.site.policy.retention.backups;
    if (core::day_after(core::day_of(*made), promised) >= core::day_of(now)) continue;
    out << "the privacy page of " << id << " says that backups are gone after "
        << core::to_text(promised) << ", and " << oldest.folder.string()
        << " is older: keep fewer with --keep\n";
  }
}

// Opening would make an empty database in a folder that was mistyped.
void check_database(const RuntimeOptions& runtime) {
  std::error_code ignored;
  if (std::filesystem::exists(database_of(runtime), ignored)) return;
  throw core::Refused(
      core::FailureCode::not_found,
      database_of(runtime).string() + " is not there: name the data folder with --data");
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
  const backup::BackupReport report = core::accepted(backup::make_backup(
      *opened.store, {runtime.data, choices.to, runtime.published, choices.content, choices.keep},
      opened.clock->now()));
  out << "made " << report.folder.string() << ": ";
  print_content(report.manifest.content, out);
  if (report.manifest.published.empty())
    out << "nothing is published in " << runtime.published.string()
        << ": no published version is in it\n";
  for (const std::filesystem::path& old : report.removed) out << "removed " << old.string() << "\n";
  warn_of_old_backups(runtime, choices.to, opened.clock->now(), out);
}

void restore_backup(const RuntimeOptions& runtime, const BackupChoices& choices,
                    std::ostream& out) {
  core::SystemClock clock;
  const backup::RestoreReport report =
      core::accepted(backup::restore({choices.from, runtime.data, choices.keys}, clock));
  out << "restored " << choices.from.string() << " to " << runtime.data.string() << ": ";
  print_content(report.content, out);
  if (report.destroyed > 0)
    out << report.destroyed << " parts that were destroyed after this backup are destroyed again\n";
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

// Lists and destroys what is due, site by site.
#include "handler/commands/purge_command.h"

#include <limits>
#include <ostream>
#include <vector>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "handler/casework/retention.h"
#include "handler/store/old_copies.h"
#include "handler/store/open_database.h"

namespace handler {
namespace {

std::string line_of(const std::string& site, const view::DueCase& due) {
  std::vector<std::string> classes;
  for (const core::Kept kept : due.classes) classes.emplace_back(core::to_text(kept));
  std::string line = "site " + site + ", case " + std::to_string(due.id);
  if (!due.serial.empty()) line += " " + due.serial;
  line += ": " + core::joined(classes, ", ");
  line += due.ended ? "; ended " + core::to_iso(*due.ended) : "; merged";
  line += ", kept until " + core::to_iso(due.kept_until);
  if (due.merged > 0) line += "; with " + std::to_string(due.merged) + " merged into it";
  return line + "\n";
}

std::vector<std::string> sites_of(view::Services& services, const PurgeOptions& purge) {
  if (purge.site.empty()) return services.sites.ids();
  return {purge.site};
}

// What restore and repair leave beside the database is whole, and no tick knows of it.
void name_old_copies(const std::filesystem::path& data, std::ostream& out) {
  for (const std::string& name : store::old_copies_in(data)) {
    out << (data / name).string()
        << " is an older copy of the data, from which nothing is destroyed: delete it when it is "
           "of no use\n";
  }
}

// What was destroyed stays in the log that a server archives, until that is deleted.
void name_archive(const RuntimeOptions& runtime, std::ostream& out) {
  const std::optional<store::Server> server = server_of(runtime);
  if (!server) return;
  const store::ServerState state = core::accepted(store::look_at(*server));
  if (!state.archives && state.slots == 0) return;
  const std::string days = std::to_string(runtime.archive_days);
  out << "PostgreSQL's archived log keeps what is destroyed "
      << (runtime.archive_days > 0 ? "for " + days + " days"
                                   : "for how long nothing says: set archive-days")
      << "\n";
}

// Without a published policy no tick looks at the cases of a site, although the site may have
// ended.
void name_sites_left_out(view::Services& services, std::ostream& out) {
  const std::vector<std::string> published = services.sites.ids();
  for (const store::ChainHeadOf& head : core::accepted(services.store.chain_heads())) {
    if (head.chain == store::kStaffChainName || core::contains(published, head.chain)) continue;
    out << "site " << head.chain
        << " is not published, so nothing of its cases is destroyed: publish it again until their "
           "time is over\n";
  }
}

std::size_t list(view::Services& services, const view::LiveSite& site, std::ostream& out) {
  const std::vector<view::DueCase> found = core::accepted(view::list_due(services, site));
  for (const view::DueCase& due : found) out << line_of(site.id(), due);
  return found.size();
}

}  // namespace

void purge(RuntimeOptions runtime, const PurgeOptions& purge, std::ostream& out) {
  runtime.role = "portal";  // it opens no sealed parts
  const std::unique_ptr<Runtime> opened = core::accepted(Runtime::open(runtime));
  view::Services& services = opened->services();
  if (!purge.dry_run) core::accepted(services.store.check_clock());
  std::size_t listed = 0;
  view::DueReport report;
  for (const std::string& id : sites_of(services, purge)) {
    const auto site = core::accepted(services.sites.get(id));
    listed += list(services, *site, out);
    if (purge.dry_run) continue;
    view::destroy_due(
        services, *site, std::numeric_limits<int>::max(), [] { return false; }, report);
  }
  name_old_copies(runtime.data, out);
  name_archive(runtime, out);
  if (purge.site.empty()) name_sites_left_out(services, out);
  if (purge.dry_run) {
    out << "something of " << listed << " cases is kept long enough; nothing was destroyed\n";
    return;
  }
  out << "something of " << report.cases << " cases was kept long enough, and is destroyed\n";
  core::accepted(services.store.forget_destroyed());
  if (!report.failures.empty())
    throw core::Refused(core::FailureCode::unavailable, core::joined(report.failures, "\n"));
}

}  // namespace handler

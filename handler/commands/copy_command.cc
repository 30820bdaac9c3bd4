// Prints in a few lines what a move did.
#include "handler/commands/copy_command.h"

#include <ostream>

#include "handler/backup/move.h"
#include "handler/commands/verify_commands.h"

namespace handler {
namespace {

void print_moved(const backup::MoveReport& report, std::ostream& out) {
  if (report.was_there) out << "an earlier call had copied everything: ";
  for (const auto& [table, count] : report.content.counts) out << count << " " << table << ", ";
  out << "verified at both ends\nheads " << store::heads_as_text(report.content.heads) << "\n";
}

void to_postgresql(const RuntimeOptions& runtime, const backup::MoveOptions& options,
                   std::ostream& out) {
  core::SystemClock clock;
  const backup::MoveReport report = core::accepted(backup::move_to_server(options, clock));
  out << "moved to " << options.server.name << ": ";
  print_moved(report, out);
  out << "next: set database = postgresql in bancheng.conf, start the services, and make a backup\n"
      << database_of(runtime).string()
      << " stays, no program uses it any more, and it holds personal data: delete it after that "
         "backup\n";
}

void to_sqlite(const RuntimeOptions& runtime, const backup::MoveOptions& options,
               std::ostream& out) {
  core::SystemClock clock;
  const backup::MoveReport report = core::accepted(backup::move_to_file(options, clock));
  out << "moved to " << database_of(runtime).string() << ": ";
  print_moved(report, out);
  if (!report.aside.empty())
    out << "the file from before the data were in PostgreSQL is kept in " << report.aside.string()
        << ": delete it, because it holds personal data\n";
  out << "next: set database = sqlite in bancheng.conf, start the services, and make a backup\n"
      << "the database in PostgreSQL stays, no program uses it any more, and it holds personal "
         "data: drop it after that backup\n";
}

}  // namespace

void copy_data(const RuntimeOptions& runtime, const CopyChoices& choices, std::ostream& out) {
  view::LiveSites sites(runtime.published, runtime.templates);
  const backup::MoveOptions options = {
      .data = runtime.data, .server = named_server(runtime), .present = present_rules(sites)};
  (choices.to == "sqlite" ? to_sqlite : to_postgresql)(runtime, options, out);
}

}  // namespace handler

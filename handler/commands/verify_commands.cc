// Prints what verification and repair say.
#include "handler/commands/verify_commands.h"

#include <filesystem>
#include <ostream>
#include <system_error>

#include "core/base/files.h"
#include "handler/casework/live_sites.h"
#include "handler/store/keys.h"
#include "handler/store/repair.h"
#include "handler/store/verification.h"

namespace handler {
namespace {

std::filesystem::path database_in(const std::filesystem::path& data) {
  std::error_code ignored;
  if (!std::filesystem::exists(data, ignored)) {
    throw core::Refused(core::FailureCode::not_found,
                        "the data folder " + data.string() +
                            " is not there: run handler init --data " + data.string());
  }
  return std::filesystem::is_directory(data, ignored) ? data / "bancheng.sqlite" : data;
}

std::optional<core::Instant> now_of(const RuntimeOptions& runtime) {
  if (runtime.test_clock.empty()) return std::nullopt;
  return FileClock(runtime.test_clock).read();
}

std::vector<store::ChainHeadOf> heads_of(const std::string& given) {
  if (given.empty()) return {};
  constexpr std::size_t kMostBytes = 64U << 20;
  std::error_code ignored;
  const bool is_file = std::filesystem::is_regular_file(given, ignored);
  std::vector<store::ChainHeadOf> heads =
      store::heads_in(is_file ? core::accepted(core::read_file(given, kMostBytes)) : given);
  if (!heads.empty()) return heads;
  throw core::Refused(
      core::FailureCode::invalid,
      "--heads: there is no head like demo:1095:HASH with the 64 digits of its hash");
}

std::string counted(std::size_t number, const std::string& one) {
  return std::to_string(number) + " " + one + (number == 1 ? "" : "s");
}

}  // namespace

store::PresentRules present_rules(view::LiveSites& sites) {
  return [&sites](const std::string& site) -> store::PolicyPointer {
    const core::Result<std::shared_ptr<const view::LiveSite>> live = sites.get(site);
    return live ? (*live)->rules : nullptr;
  };
}

void verify(const RuntimeOptions& runtime, const VerifyCommandOptions& options, std::ostream& out) {
  core::accepted(check_is_file(runtime));
  const std::filesystem::path file = database_in(runtime.data);
  view::LiveSites sites(runtime.published, runtime.templates);
  store::VerifyOptions wanted;
  wanted.present = present_rules(sites);
  wanted.now = now_of(runtime);
  wanted.heads = heads_of(options.heads);
  const store::VerifyReport report = core::accepted(store::verify_database(file, wanted));
  out << store::report_as_text(report);
  const std::string read = std::to_string(report.events) + " events ";
  if (report.ok()) out << read << "verified, of " << report.cases << " cases\n";
  out << "heads " << store::heads_as_text(report.heads) << "\n";
  if (report.ok()) return;
  out.flush();
  throw core::Refused(core::FailureCode::corrupt,
                      file.string() + ": " +
                          counted(report.findings.size() + report.more, "thing") +
                          " do not fit what was recorded" +
                          (report.can_be_repaired ? "; handler repair makes them anew" : ""));
}

void repair(const RuntimeOptions& runtime, std::ostream& out) {
  core::accepted(check_is_file(runtime));
  std::error_code ignored;
  if (!std::filesystem::is_directory(runtime.data, ignored)) {
    throw core::Refused(
        core::FailureCode::invalid,
        runtime.data.string() + ": repair needs the data folder, with database and keys");
  }
  core::accepted(store::load_portal_keys(runtime.data));
  core::accepted(store::load_desk_keys(runtime.data));
  view::LiveSites sites(runtime.published, runtime.templates);
  store::VerifyOptions options;
  options.present = present_rules(sites);
  options.now = now_of(runtime);
  const store::RepairReport report =
      core::accepted(store::repair_database(database_of(runtime), options));
  if (report.found.empty()) {
    out << "nothing is to be repaired\n";
    return;
  }
  for (const std::string& found : report.found) out << "repaired: " << found << "\n";
  if (report.more > 0) out << "repaired: " << report.more << " more\n";
  out << counted(static_cast<std::size_t>(report.rows), "case") << " written anew\n"
      << "the database as it was: " << report.copy.string()
      << " (it holds personal data: remove it when it is no longer needed)\n";
}

}  // namespace handler

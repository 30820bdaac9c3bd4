// Counts a site's cases and writes the result in the published format.
#include "handler/commands/statistics_command.h"

#include <map>
#include <ostream>
#include <string>

#include "core/base/files.h"
#include "core/publications/statistics.h"
#include "handler/casework/published_figures.h"
#include "handler/casework/site_names.h"

namespace handler {
namespace {

// For staff alone: the published figures say nothing of it.
void tell_mended(const std::map<std::string, int>& mended, std::ostream& out) {
  static const std::map<std::string, std::string, std::less<>> kWords = {
      {"declined", "declines undone"},
      {"withdrawn", "withdrawals undone"},
      {"merged", "merges undone"},
      {"corrected", "texts corrected"},
      {"reclassified", "cases reclassified"}};
  for (const auto& [what, count] : mended) {
    const auto words = kWords.find(what);
    out << "not published: " << count << " " << (words == kWords.end() ? what : words->second)
        << "\n";
  }
}

void tell_left_out(const view::CountedFigures& counted, std::ostream& out) {
  for (const std::string& rate : counted.rates_left_out)
    out << "left out: " << rate << ", of fewer than " << core::kFewestShown << "\n";
  for (const std::string& table : counted.thinned)
    out << "numbers below " << core::kFewestShown << " are not shown by " << table << "\n";
}

}  // namespace

void write_statistics(const RuntimeOptions& runtime, const StatisticsOptions& options,
                      std::ostream& out) {
  const std::optional<core::Period> period = core::period_from_text(options.period);
  if (!period) {
    throw core::Refused(core::FailureCode::invalid,
                        "the period '" + options.period +
                            "' is not like 2026-10, 2026-Q3, 2026, 2026-01-01..2026-09-30");
  }
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const auto meet = [&](core::PublishedSite& version) {
    view::meet_version(*opened.store, opened.clock->now(), version, {});
  };
  view::LiveSites sites(runtime.published, runtime.templates, {}, core::Look::whole, meet);
  const std::shared_ptr<const view::LiveSite> site = core::accepted(sites.get(options.site));
  view::CaseRules rules(*opened.store);
  const view::CountedFigures counted = core::accepted(
      view::count_figures(*opened.store, rules, *site, *period, opened.clock->now()));
  tell_left_out(counted, out);
  if (!counted.may_be_published()) {
    throw core::Refused(core::FailureCode::refused,
                        "only " + std::to_string(counted.cases) +
                            " reports in this period, too few to publish any rate: choose a "
                            "longer period");
  }
  core::accepted(
      core::write_file_atomically(options.out, core::statistics_as_json(counted.statistics)));
  tell_mended(counted.mended, out);
  out << options.out.string() << ": " << counted.cases << " reports\n";
}

}  // namespace handler

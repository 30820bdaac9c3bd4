// Counts a site's cases and writes the result in the published format.
#include "handler/commands/statistics_command.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <ostream>
#include <string>

#include "core/base/files.h"
#include "core/publications/statistics.h"
#include "handler/cases/figures/tally.h"
#include "handler/cases/fold/fold.h"
#include "handler/casework/site_names.h"

namespace handler {
namespace {

// More than any window has in a year.
constexpr int kMostCases = 10'000'000;

// Counts every case received in the period.
cases::Tally tally_of(store::Store& store, const view::LiveSite& site, const core::Period& period,
                      core::Instant now) {
  view::CaseRules case_rules(store);
  cases::Tally tally(now);
  const std::vector<store::CaseId> ids = core::accepted(
      store.cases_between(site.id(), core::at(period.from, {}),
                          core::at(period.to + std::chrono::days(1), {}), kMostCases));
  for (const store::CaseId id : ids) {
    const store::CaseRecord record = core::accepted(store.case_by_id(site.id(), id));
    const view::OwnedRules rules = core::accepted(case_rules.for_case(site, record.row));
    const cases::Case folded = cases::fold(rules.rules(), record.events());
    tally.add({rules.version->policy, folded, record.events()});
  }
  return tally;
}

// For staff alone: the published figures say nothing of it.
void tell_mended(const cases::Tally& tally, std::ostream& out) {
  static const std::map<std::string, std::string, std::less<>> kWords = {
      {"declined", "declines undone"},
      {"withdrawn", "withdrawals undone"},
      {"merged", "merges undone"},
      {"corrected", "texts corrected"},
      {"reclassified", "cases reclassified"}};
  for (const auto& [what, count] : tally.mended()) {
    const auto words = kWords.find(what);
    out << "not published: " << count << " " << (words == kWords.end() ? what : words->second)
        << "\n";
  }
}

// Leaves out rates of so few cases that they could identify people.
std::vector<core::Kpi> without_small_rates(std::vector<core::Kpi> kpis, std::ostream& out) {
  std::erase_if(kpis, [&](const core::Kpi& kpi) {
    const bool small = kpi.denominator < core::kFewestShown;
    if (small) out << "left out: " << kpi.id << ", of fewer than " << core::kFewestShown << "\n";
    return small;
  });
  return kpis;
}

// The published files then show that no later part of the site's history was cut off.
std::string head_of(store::Store& store, const std::string& site) {
  std::vector<store::ChainHeadOf> heads = core::accepted(store.chain_heads());
  std::erase_if(heads, [&](const store::ChainHeadOf& head) { return head.chain != site; });
  return store::heads_as_text(heads);
}

std::vector<core::CountOf> table(const char* name, const std::vector<core::CountOf>& counts,
                                 const core::Texts& texts, std::ostream& out) {
  std::vector<core::CountOf> shown =
      core::without_small_numbers(counts, texts.get("statistics.others"));
  const bool all = shown.size() == counts.size();
  if (!all) out << "numbers below " << core::kFewestShown << " are not shown by " << name << "\n";
  return shown;
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
  const core::Instant now = opened.clock->now();
  const cases::Tally tally = tally_of(*opened.store, *site, *period, now);
  const core::Site& model = site->site();
  const core::Reports reports = core::reports_of(site->loaded.files);
  core::Statistics statistics;
  statistics.as_of = core::day_of(now);
  statistics.from = period->from;
  statistics.to = std::min(period->to, statistics.as_of);
  statistics.kpis = without_small_rates(tally.kpis(model.policy, reports.kpis), out);
  if (statistics.kpis.empty()) {
    throw core::Refused(core::FailureCode::refused,
                        "only " + std::to_string(tally.cases()) +
                            " reports in this period, too few to publish any rate: choose a "
                            "longer period");
  }
  const core::Texts& texts = site->texts;
  statistics.by_tier = table("tier", tally.by_tier(), texts, out);
  statistics.by_unit = table("unit", tally.by_unit(model), texts, out);
  statistics.by_cause = table("cause", tally.by_cause(texts.get("case.cause.other")), texts, out);
  statistics.chain_head = head_of(*opened.store, options.site);
  core::accepted(core::write_file_atomically(options.out, core::statistics_as_json(statistics)));
  tell_mended(tally, out);
  out << options.out.string() << ": " << tally.cases() << " reports\n";
}

}  // namespace handler

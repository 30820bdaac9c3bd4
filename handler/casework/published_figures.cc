// Folds every case of the period once.
#include "handler/casework/published_figures.h"

#include <algorithm>
#include <chrono>

#include "core/publications/reports.h"
#include "handler/cases/figures/tally.h"
#include "handler/cases/fold/fold.h"

namespace handler::view {
namespace {

// More than any window has in a year.
constexpr int kMostCases = 10'000'000;

// Counts every case received in the period.
cases::Tally tally_of(store::Store& store, CaseRules& case_rules, const LiveSite& site,
                      const core::Period& period, core::Instant now) {
  cases::Tally tally(now);
  const std::vector<store::CaseId> ids = core::accepted(
      store.cases_between(site.id(), core::at(period.from, {}),
                          core::at(period.to + std::chrono::days(1), {}), kMostCases));
  for (const store::CaseId id : ids) {
    const store::CaseRecord record = core::accepted(store.case_by_id(site.id(), id));
    const OwnedRules rules = core::accepted(case_rules.for_case(site, record.row));
    const cases::Case folded = cases::fold(rules.rules(), record.events());
    tally.add({rules.version->policy, folded, record.events()});
  }
  return tally;
}

// Leaves out rates of so few cases that they could identify people.
std::vector<core::Kpi> without_small_rates(std::vector<core::Kpi> kpis,
                                           std::vector<std::string>& left_out) {
  std::erase_if(kpis, [&](const core::Kpi& kpi) {
    const bool small = kpi.denominator < core::kFewestShown;
    if (small) left_out.push_back(kpi.id);
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

}  // namespace

core::Result<CountedFigures> count_figures(store::Store& store, CaseRules& rules,
                                           const LiveSite& site, const core::Period& period,
                                           core::Instant now) {
  const auto all = [&] {
    const cases::Tally tally = tally_of(store, rules, site, period, now);
    const core::Reports reports = core::reports_of(site.loaded.files);
    CountedFigures counted;
    counted.cases = tally.cases();
    counted.mended = tally.mended();
    const auto table = [&](const char* name, const std::vector<core::CountOf>& counts) {
      std::vector<core::CountOf> shown =
          core::without_small_numbers(counts, site.texts.get("statistics.others"));
      if (shown.size() != counts.size()) counted.thinned.emplace_back(name);
      return shown;
    };
    core::Statistics& out = counted.statistics;
    out.as_of = core::day_of(now);
    out.from = period.from;
    out.to = std::min(period.to, out.as_of);
    out.kpis =
        without_small_rates(tally.kpis(site.site().policy, reports.kpis), counted.rates_left_out);
    out.by_tier = table("tier", tally.by_tier());
    out.by_unit = table("unit", tally.by_unit(site.site()));
    out.by_cause = table("cause", tally.by_cause(site.texts.get("case.cause.other")));
    out.chain_head = head_of(store, site.id());
    return counted;
  };
  return core::result_of(all);
}

}  // namespace handler::view

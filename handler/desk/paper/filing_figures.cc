// Writes each figure, and beside it the present one where the two differ.
#include "handler/desk/paper/filing_figures.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "core/base/contains.h"

namespace handler::desk {
namespace {

using NamedCounts = std::vector<core::CountOf>;

// "38件，占40件" as on the public page, ratings in their own word; another text without cases.
std::string rate_words(const core::Texts& texts, const core::Kpi& rate) {
  if (rate.denominator == 0) return texts.get("statistics.nothing");
  return texts.format(rate.id == "satisfied" ? "desk.filing.rate_of_ratings" : "desk.filing.rate",
                      {{"numerator", std::to_string(rate.numerator)},
                       {"denominator", std::to_string(rate.denominator)}});
}

// The present words for a rate, or "" if they are the same or the rate is no longer counted.
std::string changed_words(const core::Texts& texts, const std::vector<core::Kpi>& now,
                          const core::Kpi& shown) {
  const auto found = std::ranges::find(now, shown.id, &core::Kpi::id);
  if (found == now.end()) return {};
  const std::string words = rate_words(texts, *found);
  return words == rate_words(texts, shown) ? std::string() : words;
}

int count_in(const NamedCounts& counts, const std::string& name) {
  int sum = 0;
  for (const core::CountOf& one : counts) sum += one.name == name ? one.count : 0;
  return sum;
}

// Each name once: those that were filed, then those that have come since.
std::vector<std::string> names_in(const NamedCounts& shown, const NamedCounts& now) {
  std::vector<std::string> names;
  for (const NamedCounts* counts : {&shown, &now}) {
    for (const core::CountOf& one : *counts) {
      if (!core::contains(names, one.name)) names.push_back(one.name);
    }
  }
  return names;
}

void add_count_table(core::TemplateData& data, const std::string& title, const NamedCounts& shown,
                     const NamedCounts& now) {
  if (shown.empty() && now.empty()) return;
  core::TemplateData& table = data.add("COUNTS");
  table.set("COUNTS_TITLE", title);
  for (const std::string& name : names_in(shown, now)) {
    const int count = count_in(shown, name);
    const int present = count_in(now, name);
    table.add("COUNT")
        .set("COUNT_NAME", name)
        .set("COUNT_VALUE", count)
        .set_optional("COUNT_NOW", present == count ? "" : std::to_string(present));
  }
}

NamedCounts mended_of(const core::Texts& texts, const cases::Tally& tally) {
  NamedCounts counts;
  for (const auto& [what, count] : tally.mended())
    counts.push_back({texts.get("desk.filing.mended_what." + what), count});
  return counts;
}

}  // namespace

cases::Figures figures_of(const Visit& visit, const core::Reports& reports,
                          const cases::Tally& tally) {
  return {.received = tally.cases(),
          .rates = tally.kpis(visit.model().policy, reports.kpis),
          .tiers = tally.by_tier(),
          .units = tally.by_unit(visit.model()),
          .causes = tally.by_cause(visit.texts().get("case.cause.other")),
          .mended = mended_of(visit.texts(), tally)};
}

void add_figures(core::TemplateData& data, const Visit& visit, const cases::Figures& now,
                 const std::optional<cases::Figures>& filed) {
  const core::Texts& texts = visit.texts();
  const cases::Figures& shown = filed ? *filed : now;
  data.set("RECEIVED", shown.received)
      .set_optional("RECEIVED_NOW",
                    now.received == shown.received ? "" : std::to_string(now.received));
  for (const core::Kpi& rate : shown.rates) {
    data.add("RATE")
        .set("RATE_NAME", texts.get("statistics.kpi." + rate.id))
        .set("RATE_WORDS", rate_words(texts, rate))
        .set_optional("RATE_NOW", changed_words(texts, now.rates, rate))
        .set_optional("RATE_TARGET", rate.target ? std::to_string(*rate.target) : "");
  }
  add_count_table(data, texts.get("statistics.tier"), shown.tiers, now.tiers);
  add_count_table(data, texts.get("statistics.unit"), shown.units, now.units);
  add_count_table(data, texts.get("statistics.cause"), shown.causes, now.causes);
  if (shown.mended && now.mended)
    add_count_table(data, texts.get("desk.filing.mended"), *shown.mended, *now.mended);
}

}  // namespace handler::desk

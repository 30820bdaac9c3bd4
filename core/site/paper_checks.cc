// Documents, clocks, tiers and kinds that a paper form speaks of.
#include "core/site/paper_checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/reading/ids.h"

namespace core {
namespace {

bool has_boxes(const PaperForm& form, PaperBoxes boxes) {
  const auto asks = [boxes](const PaperCell& cell) { return cell.boxes == boxes; };
  return std::ranges::any_of(form.head, asks) || std::ranges::any_of(form.foot, asks) ||
         std::ranges::any_of(
             form.rows, [&](const PaperRow& row) { return std::ranges::any_of(row.cells, asks); });
}

void check_legend(const PaperForm& form, const Policy& policy, Diagnostics& diagnostics) {
  if (form.legend.empty()) return;
  const PolicyClock* clock = policy.clock(form.legend);
  if (clock != nullptr && clock->by_tier) return;
  std::vector<std::string> names;
  for (const PolicyClock& one : policy.clocks) {
    if (one.by_tier) names.push_back(one.id);
  }
  diagnostics.error(form.legend_place, "paper.unknown-clock",
                    fmt::format("no clock with limits by tier is called '{}'", form.legend),
                    hint_among(form.legend, "clocks by tier", names));
}

void check_tiers(const PaperForm& form, const Policy& policy, Diagnostics& diagnostics) {
  const bool any_colour =
      std::ranges::any_of(policy.tiers, [](const Tier& tier) { return !tier.colour.empty(); });
  // A colour that could not be read has been reported already.
  if (form.coloured && !any_colour && !diagnostics.has_errors()) {
    diagnostics.error(form.coloured_place, "paper.no-colours", "no tier has a colour",
                      "give a tier of policy.yaml a 'colour', or leave 'coloured' out");
  }
  const bool asks =
      has_boxes(form, PaperBoxes::tiers) || has_boxes(form, PaperBoxes::tiers_hardest_first);
  if (asks && policy.tiers.empty()) {
    diagnostics.error(form.place, "paper.no-tiers", "the policy has no tiers to tick",
                      "leave the boxes of tiers out");
  }
}

}  // namespace

void check_paper_forms(const Site& site, Diagnostics& diagnostics) {
  Ids documents("document");
  Diagnostics reported_by_the_reader;
  for (const Document& document : site.documents) {
    documents.add(document.id, document.span, reported_by_the_reader);
  }
  for (const PaperForm& form : site.papers) {
    documents.expect("paper", form.source, form.source_place, diagnostics);
    check_legend(form, site.policy, diagnostics);
    check_tiers(form, site.policy, diagnostics);
  }
}

}  // namespace core

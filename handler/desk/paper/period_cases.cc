// Opens the cases of a period.
#include "handler/desk/paper/period_cases.h"

#include <chrono>

#include "handler/desk/access.h"

namespace handler::desk {

core::Result<std::vector<OpenCase>> cases_of(const Visit& visit, const core::Period& period) {
  if (!scope_of(visit)) return std::vector<OpenCase>();
  const core::Result<std::vector<store::CaseId>> ids = visit.services.store.cases_between(
      visit.site.id(), core::at(period.from, {}), core::at(period.to + std::chrono::days(1), {}),
      kMostCasesAtOnce + 1);
  if (!ids) return ids.failure();
  if (ids->size() > static_cast<std::size_t>(kMostCasesAtOnce)) {
    return core::Failure{core::FailureCode::refused, "too many cases in this period"};
  }
  std::vector<OpenCase> found;
  for (const store::CaseId id : *ids) {
    OpenedCase opened = open_case_by_id(visit, id);
    if (opened.open) {
      found.push_back(std::move(*opened.open));
    } else if (opened.refusal.status != 404) {
      return core::Failure{core::FailureCode::unavailable, "a case cannot be read"};
    }
  }
  return found;
}

cases::Tally tally_of(const Visit& visit, const std::vector<OpenCase>& cases) {
  cases::Tally tally(visit.now());
  for (const OpenCase& open : cases) {
    tally.add({open.rules.version->policy, open.folded, open.record.events()});
  }
  return tally;
}

void add_counts(core::TemplateData& data, const std::string& title,
                const std::vector<core::CountOf>& counts) {
  if (counts.empty()) return;
  core::TemplateData& table = data.add("COUNTS");
  table.set("COUNTS_TITLE", title);
  for (const core::CountOf& one : counts) {
    table.add("COUNT").set("COUNT_NAME", one.name).set("COUNT_VALUE", one.count);
  }
}

}  // namespace handler::desk

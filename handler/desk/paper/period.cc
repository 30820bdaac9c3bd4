// Parses a period from a form, formats it, and opens its cases.
#include "handler/desk/paper/period.h"

#include <chrono>

#include "core/base/text.h"
#include "handler/desk/access.h"

namespace handler::desk {
namespace {

std::string sent(const Visit& visit, std::string_view name) {
  const web::Fields& fields = visit.request.method == "POST" ? visit.form : visit.request.query;
  return core::trimmed(fields.get(name));
}

void add_periods(core::TemplateData& data, const Visit& visit, core::Every every, int count) {
  core::Period period = core::period_around(visit.today(), every);
  for (int i = 0; i < count; ++i) {
    data.add("PERIOD")
        .set("PERIOD_ID", core::to_text(period))
        .set("PERIOD_NAME", period_words(visit.texts(), period))
        .show_if(every == core::Every::month && i == 1, "PERIOD_CHOSEN");
    period = core::period_before(period, every);
  }
}

}  // namespace

std::optional<core::Period> chosen_period(const Visit& visit) {
  const std::string from = sent(visit, "from");
  const std::string to = sent(visit, "to");
  if (!from.empty() || !to.empty()) return core::period_from_text(from + ".." + to);
  const std::string period = sent(visit, "period");
  if (!period.empty()) return core::period_from_text(period);
  const core::Period month = core::period_around(visit.today(), core::Every::month);
  return core::period_before(month, core::Every::month);
}

std::string period_words(const core::Texts& texts, const core::Period& period) {
  const std::string id = core::to_text(period);
  const std::string year = std::to_string(core::year_of(period.from));
  if (id.size() == 4) return texts.format("desk.period.year", {{"year", year}});
  if (id.find('Q') != std::string::npos) {
    return texts.format("desk.period.quarter", {{"year", year}, {"quarter", id.substr(6)}});
  }
  if (id.size() == 7) {
    const std::string month = id[5] == '0' ? id.substr(6) : id.substr(5);
    return texts.format("desk.period.month", {{"year", year}, {"month", month}});
  }
  return texts.format("desk.period.range", {{"from", core::chinese_date(period.from)},
                                            {"to", core::chinese_date(period.to)}});
}

void add_period_choice(core::TemplateData& data, const Visit& visit) {
  add_periods(data, visit, core::Every::month, 12);
  add_periods(data, visit, core::Every::quarter, 4);
  add_periods(data, visit, core::Every::year, 2);
}

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

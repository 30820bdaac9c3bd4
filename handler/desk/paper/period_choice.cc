// Parses a period from a form, and formats it.
#include "handler/desk/paper/period_choice.h"

#include "core/base/text.h"

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

}  // namespace handler::desk

// Finds due filings, and prints their figures under the prescribed headings.
#include "handler/desk/paper/filing.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "core/base/text.h"
#include "core/publications/reports.h"
#include "handler/desk/page.h"
#include "handler/desk/paper/filing_figures.h"
#include "handler/desk/paper/ledger_forms.h"
#include "handler/desk/paper/paper_values.h"
#include "handler/desk/paper/period.h"

namespace handler::desk {
namespace {

constexpr std::size_t kMostInAReason = 200;

// A filing of one period.
struct Due {
  const core::Filing& filing;
  core::Period period;
  core::Day day;
  bool owed = true;  // false: its day had passed before the site had any case
};

// Whether the site had any case by the end of the period; true if that cannot be read.
bool had_cases(const Visit& visit, const core::Period& period) {
  const core::Instant end = core::at(period.to + std::chrono::days(1), {});
  const auto first = visit.services.store.cases_between(visit.site.id(), core::Instant{}, end, 1);
  return !first || !first->empty();
}

// The filing for the last complete period.
Due latest(const Visit& visit, const core::Filing& filing) {
  const core::Period now = core::period_around(visit.today(), filing.every);
  const core::Period period = core::period_before(now, filing.every);
  const core::Day day = core::filing_due(visit.model().calendar, filing, period);
  return {filing, period, day, visit.today() <= day || had_cases(visit, period)};
}

// The record that this filing was sent for this period, or nullptr. One that was taken back does
// not count.
const store::Filed* record_of(const std::vector<store::Filed>& filed, const std::string& filing,
                              const core::Period& period) {
  const std::string named = core::to_text(period);
  const auto found = std::ranges::find_if(filed, [&](const store::Filed& one) {
    return one.filing == filing && one.period == named && !one.taken_back;
  });
  return found == filed.end() ? nullptr : &*found;
}

bool is_filed(const std::vector<store::Filed>& filed, const Due& due) {
  return record_of(filed, due.filing.id, due.period) != nullptr;
}

void set_due(core::TemplateData& entry, const Visit& visit, const Due& due) {
  entry.set("FILING_ID", due.filing.id)
      .set("FILING_NAME", due.filing.name)
      .set("FILING_TO", due.filing.to)
      .set_optional("FILING_ADDRESS", due.filing.address)
      .set("FILING_PERIOD_ID", core::to_text(due.period))
      .set("FILING_PERIOD", period_words(visit.texts(), due.period))
      .set("FILING_DUE_DAY", core::chinese_date(due.day) + core::chinese_weekday(due.day))
      .set("FILING_WORKDAY", due.filing.due)
      .show_if(due.owed && visit.today() > due.day, "FILING_LATE");
}

// True if the form that was sent takes this record back.
bool was_sent_for(const Visit& visit, const store::Filed& one) {
  const auto filing = visit.parameters.find("filing");
  return visit.request.method == "POST" && visit.form.get("act") == "take_back" &&
         filing != visit.parameters.end() && filing->second == one.filing &&
         visit.form.get("period") == one.period;
}

// Who took the record back and why, or the form to do so.
void add_correction(core::TemplateData& entry, const Visit& visit, const store::Filed& one,
                    StaffNames& names) {
  if (one.taken_back) {
    entry.add("TAKEN_BACK")
        .set("TAKEN_BY", names.of({cases::Actor::Kind::staff, one.taken_back->user, {}, ""}))
        .set("TAKEN_ON", core::chinese_moment(one.taken_back->at, visit.year()))
        .set("TAKEN_WHY", one.taken_back->reason);
    return;
  }
  if (!visit.may("file")) return;
  const bool again = was_sent_for(visit, one);
  entry.add("TAKE_BACK")
      .set("TAKE_FILING", one.filing)
      .set("TAKE_PERIOD", one.period)
      .set("TAKE_REASON", again ? core::cleaned(visit.form.get("reason")) : std::string())
      .show_if(again, "TAKE_OPEN");
}

// A filing is late if it was recorded as sent after its deadline.
void add_filed(core::TemplateData& data, const Visit& visit, const core::Reports& reports,
               const std::vector<store::Filed>& filed) {
  StaffNames names(visit.services.store);
  for (const store::Filed& one : filed) {
    const core::Filing* filing = reports.filing(one.filing);
    const std::optional<core::Period> period = core::period_from_text(one.period);
    if (filing == nullptr || !period) continue;
    const core::Day due = core::filing_due(visit.model().calendar, *filing, *period);
    const core::Day day = core::day_of(one.at);
    core::TemplateData& entry = data.add("FILED");
    entry.set("FILED_NAME", filing->name)
        .set("FILED_PERIOD", period_words(visit.texts(), *period))
        .set("FILED_DAY", core::chinese_date(day))
        .set("FILED_DUE", core::chinese_date(due))
        .set("FILED_BY", names.of({cases::Actor::Kind::staff, one.user, {}, ""}))
        .show_if(one.taken_back.has_value(), "FILED_GONE")
        .show_if(!one.taken_back, "FILED_STANDS")
        .show_if(day > due, "FILED_LATE")
        .show_if(day <= due, "FILED_IN_TIME");
    add_correction(entry, visit, one, names);
  }
  data.show_if(!filed.empty(), "HAS_FILED");
}

void add_filings(core::TemplateData& data, const Visit& visit) {
  const core::Reports reports = core::reports_of(visit.site.loaded.files);
  if (reports.filings.empty() || !visit.may("report")) return;
  const core::Result<std::vector<store::Filed>> filed = visit.services.store.filed(visit.site.id());
  if (!filed) return;
  data.show("HAS_FILINGS");
  for (const core::Filing& filing : reports.filings) {
    const Due due = latest(visit, filing);
    core::TemplateData& entry = data.add("FILING");
    set_due(entry, visit, due);
    const bool done = is_filed(*filed, due);
    entry.show_if(done, "FILING_DONE")
        .show_if(!done, "FILING_OPEN")
        .show_if(!done && visit.may("file"), "FILING_TO_NOTE");
  }
  add_filed(data, visit, reports, *filed);
}

// FILED_ON with FILED_KEPT or FILED_UNKEPT for a period that was filed.
void add_figures_of(core::TemplateData& data, const Visit& visit, const cases::Figures& now,
                    const store::Filed* record) {
  if (record == nullptr) return add_figures(data, visit, now, std::nullopt);
  const std::optional<cases::Figures> filed = cases::figures_in(record->figures);
  data.set("FILED_ON", core::chinese_date(core::day_of(record->at)))
      .show(filed ? "FILED_KEPT" : "FILED_UNKEPT");
  add_figures(data, visit, now, filed);
}

// The filing and period of the request; nullopt if either is invalid.
struct AskedFiling {
  core::Reports reports;
  core::Filing filing;
  core::Period period;
};
std::optional<AskedFiling> asked_filing(const Visit& visit) {
  AskedFiling asked{core::reports_of(visit.site.loaded.files), {}, {}};
  const core::Filing* filing = asked.reports.filing(visit.parameters.find("filing")->second);
  const std::optional<core::Period> period = chosen_period(visit);
  // Filings cover whole months, quarters or years.
  if (filing == nullptr || !period) return std::nullopt;
  if (core::period_around(period->from, filing->every) != *period) return std::nullopt;
  asked.filing = *filing;
  asked.period = *period;
  return asked;
}

web::Response ledgers_page(const Visit& visit, int status, const std::string& mistake) {
  core::TemplateData data;
  data.set_optional("FILING_MISTAKE", mistake);
  add_filings(data, visit);
  for (const core::PaperForm& form : ledger_forms(visit)) {
    data.add("LEDGER_FORM").set("FORM_ID", form.id).set("FORM_TITLE", form.title);
  }
  add_period_choice(data, visit);
  return desk_page(visit, status, "desk/ledgers", visit.texts().get("desk.ledgers.title"), data);
}

// The record was a mistake: it stays to be read, and the period waits for its report again.
web::Response take_back(const Visit& visit, const AskedFiling& asked) {
  std::string reason = core::trimmed(core::cleaned(visit.form.get("reason")));
  std::ranges::replace(reason, '\n', ' ');
  const bool too_long = core::character_count(reason) > kMostInAReason;
  if (reason.empty() || too_long) {
    const char* key = too_long ? "desk.filing.reason_long" : "desk.filing.reason_missing";
    return ledgers_page(visit, 422, visit.texts().get(key));
  }
  const core::Status taken = visit.services.store.take_back_filed(
      visit.site.id(), asked.filing.id, core::to_text(asked.period),
      {visit.user.id, visit.now(), reason});
  // Not found means that another user has just taken it back.
  if (!taken && taken.failure().code != core::FailureCode::not_found)
    return ledgers_page(visit, 503, visit.texts().get(why_not_kept(taken.failure())));
  return web::see_other(visit.root() + "/ledgers");
}

}  // namespace

web::Response show_ledgers(const Visit& visit) {
  return ledgers_page(visit, 200, "");
}

web::Response show_filing(const Visit& visit) {
  if (!visit.may("report")) return web::forbidden();
  const std::optional<AskedFiling> asked = asked_filing(visit);
  if (!asked) return web::not_found();
  const core::Result<std::vector<OpenCase>> cases = cases_of(visit, asked->period);
  const core::Result<std::vector<store::Filed>> filed = visit.services.store.filed(visit.site.id());
  if (!cases || !filed) return web::unavailable();
  core::TemplateData data;
  set_due(data, visit,
          {asked->filing, asked->period,
           core::filing_due(visit.model().calendar, asked->filing, asked->period)});
  add_figures_of(data, visit, figures_of(visit, asked->reports, tally_of(visit, *cases)),
                 record_of(*filed, asked->filing.id, asked->period));
  for (const std::string& heading : asked->filing.headings) {
    data.add("HEADING").set("HEADING_TEXT", heading);
  }
  data.show("PAPER_PORTRAIT").set("FILING_TODAY", core::chinese_date(visit.today()));
  return desk_page(visit, 200, "desk/filing", asked->filing.name, data);
}

web::Response note_filing(const Visit& visit) {
  if (!visit.may("file")) return web::forbidden();
  const std::optional<AskedFiling> asked = asked_filing(visit);
  if (!asked) return web::not_found();
  if (visit.form.get("act") == "take_back") return take_back(visit, *asked);
  // The figures change later, so those that were sent are kept.
  const core::Result<std::vector<OpenCase>> counted = cases_of(visit, asked->period);
  if (!counted) return web::unavailable();
  const cases::Figures figures = figures_of(visit, asked->reports, tally_of(visit, *counted));
  const core::Status noted = visit.services.store.note_filed(
      visit.site.id(), {asked->filing.id, core::to_text(asked->period), visit.user.id, visit.now(),
                        cases::as_json(figures)});
  // A conflict means that another user has just recorded it.
  if (!noted && noted.failure().code != core::FailureCode::conflict)
    return ledgers_page(visit, 503, visit.texts().get(why_not_kept(noted.failure())));
  return web::see_other(visit.root() + "/ledgers");
}

void add_filings_due(core::TemplateData& data, const Visit& visit) {
  if (!visit.may("report")) return;
  const core::Reports reports = core::reports_of(visit.site.loaded.files);
  if (reports.filings.empty()) return;
  const core::Result<std::vector<store::Filed>> filed = visit.services.store.filed(visit.site.id());
  if (!filed) return;
  for (const core::Filing& filing : reports.filings) {
    const Due due = latest(visit, filing);
    if (due.owed && !is_filed(*filed, due)) set_due(data.add("FILING_WAITING"), visit, due);
  }
}

}  // namespace handler::desk

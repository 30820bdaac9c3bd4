// Writes a line or a sheet for each case of a period.
#include "handler/desk/paper/ledger.h"

#include <optional>
#include <utility>

#include "core/page/paper_fit.h"
#include "handler/desk/casework/identity.h"
#include "handler/desk/page.h"
#include "handler/desk/paper/ledger_forms.h"
#include "handler/desk/paper/paper_values.h"
#include "handler/desk/paper/period.h"

namespace handler::desk {
namespace {

// Each identity costs a write; more at once would keep this and other users waiting.
constexpr int kMostNamesAtOnce = 300;

// One case in a ledger.
struct Entry {
  core::PaperValues values;
  const core::Policy* policy = nullptr;
  std::string name;
};

struct Ledger {
  core::PaperForm form;
  core::Period period;
  std::vector<OpenCase> cases;  // owns the data of the entries
  std::vector<Entry> entries;
  bool names_asked = false;   // identities can be shown for some case
  bool names_filled = false;  // identities are shown
};

std::optional<core::PaperForm> ledger_in_address(const Visit& visit) {
  const std::string& id = visit.parameters.find("form")->second;
  for (core::PaperForm& form : ledger_forms(visit)) {
    if (form.id == id) return std::move(form);
  }
  return std::nullopt;
}

bool asks_for_names(const Visit& visit, const core::PaperForm& form) {
  return visit.request.method == "POST" && core::names_the_reporter(form);
}

int most_cases(const Visit& visit, const core::PaperForm& form) {
  return asks_for_names(visit, form) ? kMostNamesAtOnce : kMostCasesAtOnce;
}

// Opens the identity if it was requested and is allowed. A view that cannot be recorded fails the
// whole ledger, because missing lines would not be noticed.
core::Result<IdentityOnPaper> open_for(const Visit& visit, const core::PaperForm& form,
                                       OpenCase& open, core::FormValues& identity) {
  const IdentityOnPaper may = identity_on(form, visit, open);
  if (!asks_for_names(visit, form) || may != IdentityOnPaper::not_asked) return may;
  core::Result<core::FormValues> opened = open_identity(visit, open.record);
  if (!opened) return may;  // destroyed, or sealed for other keys
  if (const core::Status recorded = record_look(visit, open, form.id); !recorded)
    return recorded.failure();
  identity = std::move(*opened);
  return IdentityOnPaper::shown;
}

// Shows tier and kind by name, because the lines may come from several policy versions.
void name_words(core::PaperValues& values, const core::Policy& policy) {
  if (const core::Tier* tier = policy.tier(values["tier"])) values["tier"] = tier->name;
  if (const core::Kind* kind = policy.kind(values["kind"])) values["kind"] = kind->name;
}

core::Status add_entry(Ledger& ledger, const Visit& visit, OpenCase& open, StaffNames& names) {
  core::FormValues identity;
  hide_from_receiver(ledger.form, open);
  const core::Result<IdentityOnPaper> opened = open_for(visit, ledger.form, open, identity);
  if (!opened) {
    // `refused` would mean too many names.
    const bool held = opened.failure().code == core::FailureCode::clock_held;
    return core::Failure{held ? core::FailureCode::clock_held : core::FailureCode::unavailable,
                         opened.failure().message};
  }
  const IdentityOnPaper shown = *opened;
  hide_from_receiver(ledger.form, open);
  ledger.names_asked = ledger.names_asked || shown == IdentityOnPaper::not_asked;
  ledger.names_filled = ledger.names_filled || shown == IdentityOnPaper::shown;
  const core::Result<core::FormValues> words = open_words(visit, open.record);
  ledger.entries.push_back(
      {paper_values(visit, open, names, words ? *words : core::FormValues(), shown, identity),
       &open.rules.version->policy, case_name(visit, open.folded)});
  return core::success();
}

core::Result<Ledger> ledger_of(const Visit& visit, core::PaperForm form,
                               const core::Period& period) {
  core::Result<std::vector<OpenCase>> cases = cases_of(visit, period);
  if (!cases) return cases.failure();
  if (cases->size() > static_cast<std::size_t>(most_cases(visit, form))) {
    return core::Failure{core::FailureCode::refused, "too many names at once"};
  }
  Ledger ledger{std::move(form), period, std::move(*cases), {}, false, false};
  if (ledger.form.id == kUnitsLedger) {
    for (core::PaperValues& line : unit_lines(visit, tally_of(visit, ledger.cases))) {
      ledger.entries.push_back({std::move(line), &visit.model().policy, ""});
    }
    return ledger;
  }
  StaffNames names(visit.services.store);
  for (OpenCase& open : ledger.cases) {
    if (const core::Status added = add_entry(ledger, visit, open, names); !added)
      return added.failure();
  }
  return ledger;
}

bool is_a_sheet_a_case(const core::PaperForm& form) {
  return form.kind != core::PaperKind::ledger;
}

// The window common to all lines, for the line above the table.
std::string common_window(const std::vector<Entry>& entries) {
  std::string common;
  for (const Entry& entry : entries) {
    const auto window = entry.values.find("window");
    if (window == entry.values.end() || (!common.empty() && common != window->second)) return {};
    common = window->second;
  }
  return common;
}

void add_sheets(core::TemplateData& data, const Visit& visit, const Ledger& ledger) {
  if (is_a_sheet_a_case(ledger.form)) {
    for (const Entry& entry : ledger.entries) {
      data.add("SHEET").merge(core::paper_sheet_data(ledger.form, *entry.policy, visit.texts(),
                                                     {.values = entry.values}, entry.name));
    }
    return;
  }
  core::PaperFilling filling;
  for (const Entry& entry : ledger.entries) {
    filling.lines.push_back(entry.values);
    name_words(filling.lines.back(), *entry.policy);
  }
  if (std::string window = common_window(ledger.entries); !window.empty()) {
    filling.values["window"] = std::move(window);
  }
  data.add("SHEET")
      .merge(core::paper_sheet_data(ledger.form, visit.model().policy, visit.texts(),
                                    std::move(filling), ""))
      .set_optional("PAPER_PERIOD", period_words(visit.texts(), ledger.period));
}

web::Response ledger_page(const Visit& visit, const Ledger& ledger) {
  core::TemplateData data;
  add_sheets(data, visit, ledger);
  const bool asks = ledger.names_asked && core::names_the_reporter(ledger.form);
  data.show(ledger.form.landscape ? "PAPER_LANDSCAPE" : "PAPER_PORTRAIT")
      .set("FORM_ID", ledger.form.id)
      .set("FORM_TITLE", ledger.form.title)
      .set("PERIOD_ID", core::to_text(ledger.period))
      .set_optional("PERIOD_NAME", period_words(visit.texts(), ledger.period))
      .set("ENTRIES", static_cast<int>(ledger.entries.size()))
      .show_if(ledger.entries.empty(), "NOTHING")
      .show_if(asks, "IDENTITY_ON_REQUEST")
      .show_if(ledger.names_filled, "IDENTITY_RECORDED");
  return desk_page(visit, 200, "desk/ledger", ledger.form.title, data);
}

web::Response ledger_file(const Visit& visit, const Ledger& ledger) {
  const std::vector<LedgerColumn> columns = columns_of(visit, ledger.form);
  std::vector<CsvRow> rows = {csv_head(columns)};
  for (const Entry& entry : ledger.entries) {
    core::PaperValues values = entry.values;
    name_words(values, *entry.policy);
    rows.push_back(csv_line(columns, values));
  }
  return csv_file(
      visit.site.id() + "-" + ledger.form.id + "-" + core::to_text(ledger.period) + ".csv", rows);
}

web::Response too_long_ledger_page(const Visit& visit, const core::PaperForm& form) {
  core::TemplateData data;
  data.show("TOO_MANY").set("MOST", most_cases(visit, form)).set("FORM_TITLE", form.title);
  return desk_page(visit, 422, "desk/ledger", form.title, data);
}

bool wants_file(const Visit& visit) {
  const web::Fields& sent = visit.request.method == "POST" ? visit.form : visit.request.query;
  return sent.get("as") == "csv";
}

}  // namespace

web::Response show_ledger(const Visit& visit) {
  std::optional<core::PaperForm> form = ledger_in_address(visit);
  if (!form) return web::not_found();
  const std::optional<core::Period> period = chosen_period(visit);
  if (!period) return web::bad_request();
  const core::Result<Ledger> ledger = ledger_of(visit, *form, *period);
  if (ledger) return wants_file(visit) ? ledger_file(visit, *ledger) : ledger_page(visit, *ledger);
  const bool too_many = ledger.failure().code == core::FailureCode::refused;
  return too_many ? too_long_ledger_page(visit, *form) : not_kept_page(visit, ledger.failure());
}

}  // namespace handler::desk

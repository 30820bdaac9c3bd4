// Handles a report from the form through the check page to the store and the receipt.
#include "handler/portal/report.h"

#include <algorithm>
#include <utility>

#include "core/page/form_view.h"
#include "handler/casework/recording.h"
#include "handler/casework/submission.h"
#include "handler/portal/answers.h"
#include "handler/portal/confirmation.h"
#include "handler/portal/limits.h"
#include "handler/portal/page.h"
#include "handler/view/case_view.h"
#include "handler/view/failure_pages.h"
#include "handler/view/receipt_data.h"

namespace handler::portal {
namespace {

// A hidden field: only a program that fills every field fills it.
constexpr std::string_view kHoneypot = "website";
// A hidden field of a form that shows mistakes.
constexpr std::string_view kShownMistakes = "mistakes";

// A request to the form, with the inputs of the pages below.
struct Visit {
  view::Services& services;
  const view::LiveSite& site;
  const web::Request& request;
  core::CheckedForm form;
};

core::FormValues typed_values(const core::ReportForm& form, const web::Fields& fields) {
  core::FormValues values;
  for (const core::FormField& field : form.fields) {
    if (fields.has(field.id)) values[field.id] = std::string(fields.get(field.id));
  }
  return values;
}

bool is_open(const view::Services& services, const core::Site& site) {
  return !site.identity.opens || core::day_of(services.clock.now()) >= *site.identity.opens;
}

web::Response not_open_page(const view::Services& services, const view::LiveSite& site,
                            const web::Request& request) {
  core::TemplateData data;
  data.set("OPENS", core::chinese_date(*site.site().identity.opens));
  return portal_page(services, site, request, 200, "portal/not_open", "report",
                     site.texts.get("portal.not_open.title"), data);
}

web::Response form_page(const Visit& visit, int status) {
  core::FormValues typed = visit.form.values;
  typed.insert(visit.form.unasked.begin(), visit.form.unasked.end());
  core::TemplateData data =
      core::report_form_data(visit.site.form(), visit.site.texts, typed, visit.form.mistakes);
  data.show_if(visit.request.method == "POST", "SHOWS_TYPED");
  const bool wrong = !visit.form.mistakes.empty();
  const std::string title =
      visit.site.texts.get(wrong ? "portal.report.title_with_mistakes" : "portal.report.title");
  return portal_page(visit.services, visit.site, visit.request, status, "portal/report", "report",
                     title, data);
}

// What the other answers leave unasked is shown, and kept for the form, but not sent.
void add_unasked(core::TemplateData& data, const Visit& visit) {
  for (const auto& [id, value] : visit.form.unasked) {
    const core::FormField& field = *visit.site.form().field(id);
    const auto option = std::ranges::find(field.options, value, &core::FormOption::value);
    data.add("UNASKED")
        .set("ANSWER_LABEL", field.label)
        .set("ANSWER_VALUE", option == field.options.end() ? value : option->label);
    data.add("HIDDEN").set("HIDDEN_NAME", id).set("HIDDEN_VALUE", value);
  }
  data.show_if(!visit.form.unasked.empty(), "HAS_UNASKED");
}

// `why` is the template section with the reason for showing the page again; "" the first time.
// `retry_after` in seconds, of 429 and 503.
web::Response check_page(const Visit& visit, int status, const std::string& nonce,
                         const std::string& why, int retry_after = web::kRetryUnavailable) {
  core::TemplateData data;
  add_answers(data, visit.site, visit.form.values);
  add_unasked(data, visit);
  add_advice(data, visit.site.site().policy, visit.form.values);
  data.set("TOKEN", make_confirmation(visit.services, visit.site, nonce))
      .set("WAIT_MINUTES", in_minutes(retry_after));
  if (!why.empty()) data.show(why);
  web::Response response =
      portal_page(visit.services, visit.site, visit.request, status, "portal/check", "report",
                  visit.site.texts.get("portal.check.title"), data);
  if (status == 503 || status == 429)
    response.set_header("Retry-After", std::to_string(retry_after));
  return response;
}

std::string kind_of(const core::FormValues& values) {
  const auto kind = values.find("kind");
  return kind == values.end() ? std::string() : kind->second;
}

// What is kept of a report whose form is sent again; nullopt if it is new, or cannot be read.
std::optional<view::FoldedCase> sent_before(const Visit& visit, const store::AddedReport& added) {
  if (!added.already_there) return std::nullopt;
  core::Result<view::FoldedCase> kept = view::fold_case(visit.services, visit.site, added.id);
  return kept ? std::optional(std::move(*kept)) : std::nullopt;
}

// True if the answers of this form are those that the case was made of: a receipt must not show
// words that the window never got, whatever was changed in a form before it was sent again.
bool are_recorded(const Visit& visit, const store::AddedReport& added,
                  const std::optional<view::FoldedCase>& before, const std::string& nonce) {
  if (!added.already_there) return true;
  return before &&
         view::holds_answers(visit.services, visit.site, before->record, visit.form.values, nonce);
}

// How a report stands that was registered, turned away or ended since; "" before that.
std::string standing_of(const Visit& visit, const view::FoldedCase& before) {
  const auto main = view::main_of(visit.services, visit.site, before.folded);
  const view::FoldedCase& kept = main ? *main : before;
  if (kept.folded.state == core::CaseState::submitted) return {};
  const core::TemplateData seen =
      view::case_view(visit.site, kept.rules, kept.record, kept.folded, visit.services.clock.now(),
                      view::Reader::reporter);
  return *seen.value("STATE_NAME");
}

// The copy of what was typed comes from this form: the portal cannot open what is kept.
web::Response receipt(const Visit& visit, const store::AddedReport& added,
                      const std::string& nonce) {
  const std::optional<view::FoldedCase> before = sent_before(visit, added);
  const std::string standing = before ? standing_of(visit, *before) : std::string();
  core::TemplateData data;
  data.show_if(added.set_aside, "SET_ASIDE").show_if(!added.set_aside, "AT_ONCE");
  data.show("CAN_LOOK")
      .set_optional("STANDING", standing)
      .show_if(standing.empty(), "STEPS_TO_COME");
  view::add_number(data, visit.services, visit.site.site(), visit.request,
                   view::ticket_number_of(visit.services, visit.site, nonce));
  view::add_next_steps(data, visit.services, visit.site, kind_of(visit.form.values),
                       added.recorded_at);
  const core::FileRule files = visit.site.site().policy.file_rule();
  const bool at_once = files.before_acceptance > 0 && !added.set_aside;
  data.show_if(files.taken, "FILES_TAKEN")
      .show_if(at_once, "FILES_AT_ONCE")
      .show_if(!at_once, "FILES_LATER");
  const bool is_copied = are_recorded(visit, added, before, nonce);
  data.show(is_copied ? "IS_COPIED" : "IS_NOT_COPIED");
  if (is_copied) add_copy(data, visit.site, visit.form.values);
  return portal_page(visit.services, visit.site, visit.request, 200, "portal/receipt", "report",
                     visit.site.texts.get("portal.receipt.title"), data);
}

// A report that already exists gets its receipt again, even if the resent values differ: "not sent"
// would be wrong. Then the receipt has no copy.
web::Response keep_report(const Visit& visit, const std::string& nonce) {
  view::Services& services = visit.services;
  store::NewReport report =
      view::new_report(services, visit.site, visit.form.values, "online", nonce);
  view::mark_answers(report, services, visit.site, visit.form.values, nonce);
  report.limits = count_limits(kReportsPerAddress, caller_of(services, visit.request));
  report.budget = site_budget(services, visit.site.id(), visit.request);
  const core::Result<store::AddedReport> added = services.store.add_report(std::move(report));
  if (!added) return check_page(visit, 503, nonce, view::not_saved_section(added.failure()));
  if (added->limited)
    return check_page(visit, 429, nonce, "LIMITED", seconds_left(services, kReportsPerAddress));
  // What is true of the site is not said of the reporter's network.
  if (added->full) return check_page(visit, 503, nonce, "LIMITED_SITE", kWholeBudgetSeconds);
  return receipt(visit, *added, nonce);
}

// Nothing was sent to be checked: the form shows the mistakes only if it showed some before.
web::Response form_in_other_edition(Visit visit, const web::Fields& fields) {
  if (!fields.has(kShownMistakes)) visit.form.mistakes.clear();
  return form_page(visit, 200);
}

web::Response confirm(const Visit& visit, const web::Fields& fields) {
  const ReadToken token = read_confirmation(visit.services, visit.site, fields.get("token"));
  switch (token.state) {
    case TokenState::good:
      break;
    case TokenState::too_quick:
      return check_page(visit, 200, token.nonce, "TOO_QUICK");
    case TokenState::outdated:
      return check_page(visit, 200, token.nonce, "OUTDATED");
    case TokenState::foreign:
      return check_page(visit, 200, "", "OUTDATED");
  }
  if (!fields.get(kHoneypot).empty()) return check_page(visit, 200, token.nonce, "HONEYPOT");
  return keep_report(visit, token.nonce);
}

}  // namespace

web::Response show_report_form(view::Services& services, const view::LiveSite& site,
                               const web::Request& request) {
  if (!is_open(services, site.site())) return not_open_page(services, site, request);
  Visit visit{services, site, request, {}};
  const std::string window(request.query.get("window"));
  const core::Window* chosen = site.site().window(window);
  if (chosen != nullptr && !chosen->planned) visit.form.values["window"] = window;
  const std::string kind(request.query.get("kind"));
  if (site.site().policy.kind(kind) != nullptr) visit.form.values["kind"] = kind;
  return form_page(visit, 200);
}

web::Response receive_report(view::Services& services, const view::LiveSite& site,
                             const web::Request& request) {
  if (!is_open(services, site.site())) return not_open_page(services, site, request);
  const std::optional<web::Fields> fields = web::form_fields(request);
  if (!fields) return web::bad_request();
  Visit visit{services, site, request,
              core::check_form(site.form(), typed_values(site.form(), *fields))};
  const std::string_view step = fields->get("step");
  if (step == "edit") {
    visit.form.mistakes.clear();
    return form_page(visit, 200);
  }
  if (step == "fill" && fields->has(kEditionField))
    return form_in_other_edition(std::move(visit), *fields);
  if (!visit.form.mistakes.empty()) return form_page(visit, 422);
  if (step == "confirm") return confirm(visit, *fields);
  const bool trapped = !fields->get(kHoneypot).empty();
  // The check page in the other edition goes on with the same report, if it was sent already.
  const std::string nonce = read_confirmation(services, site, fields->get("token")).nonce;
  return check_page(visit, 200, nonce, trapped ? "HONEYPOT" : "");
}

}  // namespace handler::portal

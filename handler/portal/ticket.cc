// Looks a case up by the number its reporter holds.
#include "handler/portal/ticket.h"

#include <string>
#include <utility>

#include "core/base/text.h"
#include "handler/cases/ticket_number.h"
#include "handler/portal/limits.h"
#include "handler/portal/page.h"
#include "handler/view/case_view.h"

namespace handler::portal {
namespace {

// `mistake` is a section of the template: WRONG_LENGTH, WRONG_DIGIT, UNKNOWN, LIMITED, UNAVAILABLE,
// or "".
web::Response form_page(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, int status, const std::string& typed,
                        const std::string& mistake) {
  core::TemplateData data;
  data.set("TYPED", typed);
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  const std::string title =
      site.texts.get(mistake.empty() ? "portal.ticket.title" : "portal.ticket.title_with_mistake");
  web::Response response =
      portal_page(services, site, request, status, "portal/ticket_form", "ticket", title, data);
  if (status == 429 || status == 503) response.set_header("Retry-After", "600");
  return response;
}

web::Response case_page(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, const store::CaseRecord& record,
                        const std::string& number) {
  const core::Result<view::OwnedRules> rules = services.rules.for_case(site, record.row);
  if (!rules)
    return form_page(services, site, request, 503, cases::in_fours(number), "UNAVAILABLE");
  const core::Instant now = services.clock.now();
  const cases::Case folded = cases::fold(rules->rules(), record.events(), now);
  core::TemplateData data =
      view::case_view(site, *rules, record, folded, now, view::Reader::reporter);
  data.set("NUMBER", cases::in_fours(number));
  return portal_page(services, site, request, 200, "portal/ticket", "ticket",
                     site.texts.get("portal.ticket.title"), data);
}

}  // namespace

web::Response show_ticket_form(view::Services& services, const view::LiveSite& site,
                               const web::Request& request) {
  return form_page(services, site, request, 200, "", "");
}

web::Response show_ticket(view::Services& services, const view::LiveSite& site,
                          const web::Request& request) {
  const std::optional<web::Fields> fields = web::parse_form(request.body);
  if (!fields) return web::html(400, "");
  const std::string typed = core::shortened(fields->get("number"), 100);
  const cases::ParsedNumber parsed = cases::parse_ticket_number(typed);
  if (parsed.check == cases::NumberCheck::wrong_length)
    return form_page(services, site, request, 422, typed, "WRONG_LENGTH");
  if (parsed.check == cases::NumberCheck::wrong_check_digit) {
    return form_page(services, site, request, 422, typed, "WRONG_DIGIT");
  }
  const std::string address = address_key(services, request);
  const core::Result<store::LookUp> found = services.store.look_up(
      site.id(), cases::ticket_hash(parsed.number, services.portal_keys.ticket),
      count_key(kWrongNumbersPerAddress, address));
  if (!found) return form_page(services, site, request, 503, typed, "UNAVAILABLE");
  // Whoever guessed too often is not told even of a right guess.
  if (found->count >= kWrongNumbersPerAddress.most) {
    return form_page(services, site, request, 429, typed, "LIMITED");
  }
  if (found->record) return case_page(services, site, request, *found->record, parsed.number);
  count_one(services, kWrongNumbersPerAddress, address);
  return form_page(services, site, request, 404, typed, "UNKNOWN");
}

}  // namespace handler::portal

// Fills in the receipt: before registration with a forecast, later with the case's state. Derives
// new numbers from nonces, so that a repeated submission gives the same number.
#include "handler/desk/casework/receipt.h"

#include "core/reading/find_by_id.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/casework/submission.h"
#include "handler/desk/casework/action_form.h"
#include "handler/desk/casework/relations.h"
#include "handler/desk/page.h"
#include "handler/view/case_view.h"
#include "handler/view/receipt_data.h"
#include "handler/web/form_token.h"

namespace handler::desk {
namespace {

constexpr std::string_view kNumberPurpose = "number";

// The counter keeps the papers that the person brought: no file travels through the two steps of
// the form, so they are added to the case that it made, by the form of its own page.
void add_papers_brought(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const cases::Rules rules = open.rules.rules();
  const auto possible =
      cases::possible_actions(rules, open.folded, open.object, visit.staff, visit.now());
  for (const cases::ActionRule* action : possible) {
    if (action->event != cases::EventType::supplemented || !cases::takes_files(rules, *action))
      continue;
    const std::string id(action->id);
    data.show("TAKES_PAPERS").set("SEEN", std::to_string(open.folded.last_seq));
    add_action(data, visit, open, *action,
               {.action = id,
                .input = {{"remark", visit.texts().get("desk.receipt.brought_with")}},
                .mistakes = {}});
  }
}

}  // namespace

web::Response receipt_page(const Visit& visit, const OpenCase& open, const std::string& number,
                           Receipt which) {
  const cases::Event& first = open.record.events().front();
  const bool waits = open.folded.state == core::CaseState::submitted && !open.folded.merged_into;
  core::TemplateData data;
  if (waits) {
    data.show("IS_WAITING");
    view::add_next_steps(data, visit.services, visit.site, open.folded.kind, first.noted_at());
  } else {
    data = view::case_view(visit.site, open.rules, open.record, open.folded, visit.now(),
                           view::Reader::reporter);
    data.show("IS_UNDER_WAY");
    data.set("RECEIVED", core::chinese_moment(first.noted_at()));
  }
  if (first.occurred_at) data.set_optional("EARLIER", core::chinese_moment(*first.occurred_at));
  view::add_number(data, visit.services, visit.model(), visit.request, number);
  data.set("CASE_ID", std::to_string(open.folded.id))
      .set("CASE_NAME", case_name(visit, open.folded.serial, open.folded.id))
      .set("CASE_KIND",
           core::name_or(open.rules.version->policy.kind(open.folded.kind), open.folded.kind))
      .show_if(which == Receipt::another_number, "IS_ANOTHER")
      .show_if(which == Receipt::first, "IS_FIRST")
      .show("ON_ANY_PAPER");
  if (which == Receipt::first) add_papers_brought(data, visit, open);
  return desk_page(visit, 200, "desk/receipt", visit.texts().get("desk.receipt.title"), data);
}

std::string make_number_token(const Visit& visit) {
  return web::make_token(visit.services.portal_keys.token, kNumberPurpose,
                         {core::to_hex(visit.services.randomness.bytes(16)), visit.site.id()});
}

std::optional<std::string> sent_number_nonce(const Visit& visit) {
  const auto fields = web::read_token(visit.services.portal_keys.token, kNumberPurpose,
                                      visit.form.get("number_token"));
  if (!fields || fields->size() != 2 || (*fields)[1] != visit.site.id()) return std::nullopt;
  return (*fields)[0];
}

std::optional<web::Response> given_already(const Visit& visit, const OpenCase& open,
                                           const std::string& nonce) {
  if (!view::is_recorded(visit.services, visit.site, open.record, cases::EventType::number_reissued,
                         nonce))
    return std::nullopt;
  const core::Result<store::CaseRecord> held = visit.services.store.case_by_ticket(
      visit.site.id(), view::ticket_hash_of(visit.services, visit.site, nonce));
  if (!held) return web::see_other(visit.root() + "/cases/" + std::to_string(open.folded.id));
  return receipt_page(visit, open, view::ticket_number_of(visit.services, visit.site, nonce),
                      Receipt::another_number);
}

}  // namespace handler::desk

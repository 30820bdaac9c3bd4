// Derives numbers from nonces, so that a repeated submission gives the same number.
#include "handler/desk/casework/reissue_number.h"

#include "handler/casework/submission.h"
#include "handler/desk/casework/receipt.h"
#include "handler/web/form_token.h"

namespace handler::desk {
namespace {

constexpr std::string_view kPurpose = "number";

}  // namespace

std::string make_number_token(const Visit& visit) {
  return web::make_token(visit.services.portal_keys.token, kPurpose,
                         {core::to_hex(visit.services.randomness.bytes(16)), visit.site.id()});
}

std::optional<std::string> sent_number_nonce(const Visit& visit) {
  const auto fields =
      web::read_token(visit.services.portal_keys.token, kPurpose, visit.form.get("number_token"));
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

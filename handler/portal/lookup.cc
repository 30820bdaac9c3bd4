// Parses the number, counts failures and reads the case.
#include "handler/portal/lookup.h"

#include <utility>

#include "handler/cases/ticket_number.h"
#include "handler/portal/limits.h"

namespace handler::portal {

LookedUp look_up_number(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, std::string_view typed) {
  const cases::ParsedNumber parsed = cases::parse_ticket_number(typed);
  if (parsed.check == cases::NumberCheck::wrong_length) return {{}, "", 422, "WRONG_LENGTH"};
  if (parsed.check == cases::NumberCheck::wrong_check_digit) return {{}, "", 422, "WRONG_DIGIT"};
  const std::string address = address_key(services, request);
  core::Result<store::LookUp> found = services.store.look_up(
      site.id(), cases::ticket_hash(parsed.number, services.portal_keys.ticket),
      count_key(kWrongNumbersPerAddress, address));
  if (!found) return {{}, parsed.number, 503, "UNAVAILABLE"};
  if (found->count >= kWrongNumbersPerAddress.most) return {{}, parsed.number, 429, "LIMITED"};
  if (found->record) return {std::move(found->record), parsed.number, 200, ""};
  count_one(services, kWrongNumbersPerAddress, address);
  return {{}, parsed.number, 404, "UNKNOWN"};
}

}  // namespace handler::portal

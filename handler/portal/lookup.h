// Finds a case by the typed number. The number is the only credential, so failed look-ups are
// counted here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::portal {

// Either a record, or a status and the mistake as a section of the templates: WRONG_LENGTH,
// WRONG_DIGIT, UNKNOWN, LIMITED or UNAVAILABLE.
struct LookedUp {
  std::optional<store::CaseRecord> record;
  std::string number;  // 16 digits, if valid
  int status = 200;
  std::string mistake;
};

// A number of another site is answered like an unknown one. After too many failures even a correct
// number is refused.
LookedUp look_up_number(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, std::string_view typed);

}  // namespace handler::portal

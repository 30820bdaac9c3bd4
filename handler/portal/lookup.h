// Finds a case by the number that somebody typed: the number is the right, so guessing is counted
// here and nowhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::portal {

// Either a record, or the status to answer with and what is wrong: a section of the templates,
// WRONG_LENGTH, WRONG_DIGIT, UNKNOWN, LIMITED or UNAVAILABLE.
struct LookedUp {
  std::optional<store::CaseRecord> record;
  std::string number;  // 16 digits, if it is one
  int status = 200;
  std::string mistake;
};

// Another site's number is as unknown as nobody's. Whoever guessed too often is not told even of a
// right guess.
LookedUp look_up_number(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, std::string_view typed);

}  // namespace handler::portal

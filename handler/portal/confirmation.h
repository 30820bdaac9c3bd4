// The token on the check page and in the ticket page's forms: it makes what is sent ours, fresh,
// for this form, and the same however often it is sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "handler/casework/services.h"

namespace handler::portal {

enum class TokenState {
  good,
  too_quick,  // within a second: a program, or a finger that slipped; the same nonce is offered
              // again
  outdated,   // older than a day, or made for another version of the form
  foreign,    // missing, altered, or of another site
};

struct ReadToken {
  TokenState state = TokenState::foreign;
  std::string nonce;  // unless foreign
};

// A token with a fresh nonce, or with `nonce` if that is not empty.
std::string make_confirmation(const view::Services& services, const view::LiveSite& site,
                              const std::string& nonce);
ReadToken read_confirmation(const view::Services& services, const view::LiveSite& site,
                            std::string_view token);

// The same for the forms of the ticket page: bound to the site alone, and never too quick, because
// the number is the right and one press of a button sends it.
std::string make_ticket_token(const view::Services& services, const view::LiveSite& site);
ReadToken read_ticket_token(const view::Services& services, const view::LiveSite& site,
                            std::string_view token);

}  // namespace handler::portal

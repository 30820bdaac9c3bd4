// The token on the check page: it makes a confirmation ours, fresh, for this form, and the same
// however often it is sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "handler/view/services.h"

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

}  // namespace handler::portal

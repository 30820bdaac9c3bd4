// Tokens of the check page and the ticket page's forms: they prove that a submission comes from a
// recent form of this site, and identify repeated submissions.
#pragma once

#include <string>
#include <string_view>

#include "handler/casework/services.h"

namespace handler::portal {

enum class TokenState {
  good,
  too_quick,  // within a second: a program or a double click; the same nonce is used again
  outdated,   // older than a day, or made for another version of the form
  foreign,    // missing, altered, or of another site
};

struct ReadToken {
  TokenState state = TokenState::foreign;
  std::string nonce;  // unless foreign
};

// A token with a new nonce, or with `nonce` if that is not empty.
std::string make_confirmation(const view::Services& services, const view::LiveSite& site,
                              const std::string& nonce);
ReadToken read_confirmation(const view::Services& services, const view::LiveSite& site,
                            std::string_view token);

// Tokens for the forms of the ticket page: bound only to the site, and never too quick, because the
// user is authorized by the number and needs only one click.
std::string make_ticket_token(const view::Services& services, const view::LiveSite& site);
ReadToken read_ticket_token(const view::Services& services, const view::LiveSite& site,
                            std::string_view token);
// Whether it is one of this site, however old. Reads nothing but the token.
bool is_ticket_token(const view::Services& services, const std::string& site,
                     std::string_view token);

}  // namespace handler::portal

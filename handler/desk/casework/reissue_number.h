// A lost number: another one is given out at the counter, once for each form that was filled in.
#pragma once

#include <optional>
#include <string>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// For the form's hidden field: a nonce of ours, from which the number follows.
std::string make_number_token(const Visit& visit);
// The nonce in a form that came back; nothing if the field is missing or not of this site.
std::optional<std::string> sent_number_nonce(const Visit& visit);

// The receipt once more if this very form has given a number already and the number is still alive;
// nothing if it has not been sent before.
std::optional<web::Response> given_already(const Visit& visit, const OpenCase& open,
                                           const std::string& nonce);

}  // namespace handler::desk

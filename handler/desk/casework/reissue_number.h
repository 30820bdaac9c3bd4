// Issues a new number for a lost one at the counter, once per submitted form.
#pragma once

#include <optional>
#include <string>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// The token of the form's hidden field: a nonce that determines the new number.
std::string make_number_token(const Visit& visit);
// The nonce of a submitted form; nullopt if the field is missing or from another site.
std::optional<std::string> sent_number_nonce(const Visit& visit);

// The receipt again if this form has already issued a number that is still valid; nullopt if the
// form is new.
std::optional<web::Response> given_already(const Visit& visit, const OpenCase& open,
                                           const std::string& nonce);

}  // namespace handler::desk

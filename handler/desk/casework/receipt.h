// The counter's printed receipt (the number with its QR code, the kind of the report, the next
// steps with dates, the contacts), and the new number for a lost one, issued once per submitted
// form.
#pragma once

#include <optional>
#include <string>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

enum class Receipt { first, another_number };

// `number` is 16 digits; browsers must not store the page. The first receipt has a form for the
// papers that the person brought.
web::Response receipt_page(const Visit& visit, const OpenCase& open, const std::string& number,
                           Receipt which);

// The token of the form's hidden field: a nonce that determines the new number.
std::string make_number_token(const Visit& visit);
// The nonce of a submitted form; nullopt if the field is missing or from another site.
std::optional<std::string> sent_number_nonce(const Visit& visit);

// The receipt again if this form has already issued a number that is still valid; nullopt if the
// form is new.
std::optional<web::Response> given_already(const Visit& visit, const OpenCase& open,
                                           const std::string& nonce);

}  // namespace handler::desk

// The counter's printed receipt: the number with its QR code, the next steps with dates, and the
// contacts.
#pragma once

#include <string>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

enum class Receipt { first, another_number };

// `number` is 16 digits; browsers must not store the page.
web::Response receipt_page(const Visit& visit, const OpenCase& open, const std::string& number,
                           Receipt which);

}  // namespace handler::desk

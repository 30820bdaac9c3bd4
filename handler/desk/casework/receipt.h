// The paper that the counter hands over: the number with its code, what happens next and by when,
// whom to call.
#pragma once

#include <string>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

enum class Receipt { first, another_number };

// `number` are the 16 digits; the page is never stored by browsers.
web::Response receipt_page(const Visit& visit, const OpenCase& open, const std::string& number,
                           Receipt which);

}  // namespace handler::desk

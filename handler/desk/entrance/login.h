// The rule for the names with which staff sign in, the same at the desk and on the command line.
#pragma once

#include <string>
#include <string_view>

namespace handler::desk {

// The login as it is kept and looked for: without blanks around it, which keyboards of phones put
// behind a word.
std::string login_from(std::string_view typed);

// Whether a login from login_from() may be given to a new user: 2 to 40 small letters, digits and
// the signs - _ . after a letter. Users of before this rule keep theirs.
bool is_login(std::string_view login);

}  // namespace handler::desk

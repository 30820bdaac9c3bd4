// Trims, and looks at each byte.
#include "handler/desk/entrance/login.h"

#include <algorithm>

#include "core/base/text.h"

namespace handler::desk {
namespace {

constexpr std::size_t kShortestLogin = 2;
constexpr std::size_t kLongestLogin = 40;

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool may_stand_in_login(char c) {
  return is_small_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

}  // namespace

std::string login_from(std::string_view typed) {
  return core::trimmed(typed);
}

bool is_login(std::string_view login) {
  return login.size() >= kShortestLogin && login.size() <= kLongestLogin &&
         is_small_letter(login.front()) && std::ranges::all_of(login, may_stand_in_login);
}

}  // namespace handler::desk

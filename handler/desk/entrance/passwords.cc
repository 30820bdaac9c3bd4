// Passwords that can be typed from a piece of paper, and what makes one too weak.
#include "handler/desk/entrance/passwords.h"

#include <cctype>
#include <string_view>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace handler::desk {
namespace {

// Without characters that look alike: no l, o, 0 or 1.
constexpr std::string_view kReadable = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t kLength = 16;

int sorts_of(const std::string& password) {
  bool lower = false;
  bool upper = false;
  bool digit = false;
  bool other = false;
  for (const char c : password) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::islower(byte) != 0) {
      lower = true;
    } else if (std::isupper(byte) != 0) {
      upper = true;
    } else if (std::isdigit(byte) != 0) {
      digit = true;
    } else {
      other = true;
    }
  }
  return static_cast<int>(lower) + static_cast<int>(upper) + static_cast<int>(digit) +
         static_cast<int>(other);
}

}  // namespace

std::string random_password(core::Randomness& randomness) {
  static_assert(kReadable.size() == 32, "a byte's lowest five bits choose evenly");
  std::string password;
  for (const char byte : randomness.bytes(kLength)) {
    if (!password.empty() && password.size() % 5 == 4) password += '-';
    password += kReadable[static_cast<unsigned char>(byte) & 31U];
  }
  return password;
}

std::string password_weakness(const std::string& login, const std::string& password) {
  const std::size_t length = core::character_count(password);
  if (length < 10) return "the password is too short: at least 10 characters";
  if (length > 200) return "the password is too long: at most 200 characters";
  if (length < 16 && sorts_of(password) < 3) {
    return "the password is too simple: mix three of small letters, capitals, digits and signs, or "
           "make it 16 long";
  }
  if (!login.empty() &&
      core::ascii_lower(password).find(core::ascii_lower(login)) != std::string::npos)
    return "the password must not contain the login";
  return "";
}

std::string plain_password(std::string_view typed) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (typed.starts_with(kByteOrderMark)) typed.remove_prefix(kByteOrderMark.size());
  return core::trimmed(core::half_width(typed));
}

bool is_password(std::string_view typed, const std::string& stored_hash) {
  if (core::password_matches(typed, stored_hash)) return true;
  const std::string plain = plain_password(typed);
  return plain != typed && core::password_matches(plain, stored_hash);
}

}  // namespace handler::desk

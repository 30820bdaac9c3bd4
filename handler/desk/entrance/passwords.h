// What a password must be, and passwords that can be typed from a piece of paper.
#pragma once

#include <string>
#include <string_view>

#include "core/base/crypto.h"

namespace handler::desk {

// "x9kd-kfvy-ummw-hv5f": 80 bits, without characters that look alike, for reading aloud or copying
// from paper.
std::string random_password(core::Randomness& randomness);

// The weakness of a new password as a sentence for the operator; "" if it is acceptable: at least
// 10 characters of three sorts or at least 16 of any, and without the login.
std::string password_weakness(const std::string& login, const std::string& password);

// The form in which a new password is kept: full-width letters, digits and signs of an input method
// become half-width, and blanks and line ends around it go, which no person means to type.
std::string plain_password(std::string_view typed);

// True if the password is right as it was typed, or in its plain form. The first keeps passwords
// that were set before there was a plain form. One hash is computed, or two if the forms differ.
bool is_password(std::string_view typed, const std::string& stored_hash);

}  // namespace handler::desk

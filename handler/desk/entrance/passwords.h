// What a password must be, and passwords that can be typed from a piece of paper.
#pragma once

#include <string>

#include "core/base/crypto.h"

namespace handler::desk {

// "x9kd-kfvy-ummw-hv5f": 80 bits, without characters that look alike, for reading aloud or copying
// from paper.
std::string random_password(core::Randomness& randomness);

// The weakness of a new password as a sentence for the operator; "" if it is acceptable: at least
// 10 characters of three sorts or at least 16 of any, and without the login.
std::string password_weakness(const std::string& login, const std::string& password);

}  // namespace handler::desk

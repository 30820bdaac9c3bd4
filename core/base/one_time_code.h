// One-time codes of an authenticator app (RFC 6238): the only home of liboath. SHA-1, six digits,
// thirty seconds: what every app on every phone speaks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/crypto.h"

namespace core {

// 20 raw bytes (RFC 4226, 4).
std::string make_one_time_secret(Randomness& randomness);

// For typing into an app by hand: Base32 in groups of four, "GEZD GNBV ...".
std::string one_time_secret_text(std::string_view secret);

// What the app reads from a QR code: "otpauth://totp/ISSUER:LOGIN?secret=...&issuer=ISSUER"; both
// names may be in Chinese.
std::string one_time_uri(std::string_view issuer, std::string_view login, std::string_view secret);

// The six digits of a half minute, counted since 1970.
std::string one_time_code(std::string_view secret, std::int64_t step);

// The number of the half minute (since 1970) that `code` belongs to, if it is the present one or a
// neighbour (clocks of phones differ); else nothing. Blanks in the code do not count. A number that
// was used must not be taken again: that is the caller's part.
std::optional<std::int64_t> one_time_step(std::string_view secret, std::string_view code,
                                          std::int64_t unix_seconds);

}  // namespace core

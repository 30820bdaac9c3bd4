// One-time codes of authenticator apps (RFC 6238), with the parameters that all apps support:
// SHA-1, six digits, thirty seconds. The only home of liboath.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/crypto.h"

namespace core {

// 20 random bytes (RFC 4226, section 4).
std::string make_one_time_secret(Randomness& randomness);

// The secret for typing into an app: Base32 in groups of four, "GEZD GNBV ...".
std::string one_time_secret_text(std::string_view secret);

// The text of the QR code that an app scans:
// "otpauth://totp/ISSUER:LOGIN?secret=...&issuer=ISSUER". Both names may contain Chinese
// characters.
std::string one_time_uri(std::string_view issuer, std::string_view login, std::string_view secret);

// The six digits for `step`, the number of half minutes since 1970.
std::string one_time_code(std::string_view secret, std::int64_t step);

// The step (half minutes since 1970) that `code` belongs to, if that is the current one or a
// neighbour, because the clocks of phones differ; otherwise nothing. Takes digits_in() the code.
// The caller must refuse a step that was used before.
std::optional<std::int64_t> one_time_step(std::string_view secret, std::string_view code,
                                          std::int64_t unix_seconds);

}  // namespace core

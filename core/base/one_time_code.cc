// Makes and checks one-time codes with liboath.
#include "core/base/one_time_code.h"

#include <liboath/oath.h>

#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/base/plain_spelling.h"

namespace core {
namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr unsigned kCodeDigits = 6;
constexpr unsigned kStepSeconds = OATH_TOTP_DEFAULT_TIME_STEP_SIZE;

void start_library() {
  static const int kStarted = oath_init();
  BANCHENG_CHECK(kStarted == OATH_OK);
}

std::string base32(std::string_view secret) {
  char* text = nullptr;
  std::size_t length = 0;
  BANCHENG_CHECK(oath_base32_encode(secret.data(), secret.size(), &text, &length) == OATH_OK);
  std::string result(text, length);
  std::free(text);  // NOLINT: liboath's memory is malloc's
  std::erase(result, '=');
  return result;
}

// Percent-encodes all bytes but letters, digits and "-._~" (RFC 3986).
std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace

std::string make_one_time_secret(Randomness& randomness) {
  return randomness.bytes(kSecretBytes);
}

std::string one_time_secret_text(std::string_view secret) {
  start_library();
  std::string grouped;
  for (const char c : base32(secret)) {
    if (grouped.size() % 5 == 4) grouped += ' ';
    grouped += c;
  }
  return grouped;
}

std::string one_time_uri(std::string_view issuer, std::string_view login, std::string_view secret) {
  start_library();
  const std::string name = percent_encoded(issuer);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", name, percent_encoded(login),
                     base32(secret), name);
}

std::string one_time_code(std::string_view secret, std::int64_t step) {
  start_library();
  std::array<char, kCodeDigits + 1> code{};
  const auto when = static_cast<time_t>(step) * kStepSeconds;
  BANCHENG_CHECK(oath_totp_generate(secret.data(), secret.size(), when, kStepSeconds, 0,
                                    kCodeDigits, code.data()) == OATH_OK);
  return code.data();
}

std::optional<std::int64_t> one_time_step(std::string_view secret, std::string_view code,
                                          std::int64_t unix_seconds) {
  const std::string digits = digits_in(code);
  const std::int64_t present = unix_seconds / kStepSeconds;
  std::optional<std::int64_t> found;
  // Computes and compares all three, so that the time taken tells nothing about the code.
  for (const std::int64_t step : {present, present - 1, present + 1}) {
    if (step >= 0 && equal_in_constant_time(one_time_code(secret, step), digits)) found = step;
  }
  return found;
}

}  // namespace core

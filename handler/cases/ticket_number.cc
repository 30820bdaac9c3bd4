// Makes ticket numbers, unguessable and the same for a retry, and checks their last digit.
#include "handler/cases/ticket_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "core/base/ascii.h"
#include "core/base/crypto.h"

namespace handler::cases {
namespace {

constexpr std::uint64_t kNumbers = 1'000'000'000'000'000;  // 15 digits

// H. Michael Damm's quasigroup of order 10; a valid number ends at 0.
constexpr std::array<std::string_view, 10> kDamm = {
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
};

char damm_digit(std::string_view digits) {
  char interim = '0';
  for (char digit : digits) {
    interim = kDamm[static_cast<std::size_t>(interim - '0')][static_cast<std::size_t>(digit - '0')];
  }
  return interim;
}

std::string keyed(std::string_view purpose, std::string_view data, std::string_view key) {
  const std::array<std::string, 2> parts = {std::string(purpose), std::string(data)};
  return core::hash_parts(parts.data(), parts.size(), key);
}

std::uint64_t word_at(std::string_view bytes, std::size_t position) {
  std::uint64_t word = 0;
  for (char c : bytes.substr(position, 8)) word = word << 8 | static_cast<unsigned char>(c);
  return word;
}

// Uniform distribution: words above the largest multiple of kNumbers are skipped.
std::uint64_t number_from(std::string_view digest) {
  constexpr std::uint64_t kEven = std::numeric_limits<std::uint64_t>::max() / kNumbers * kNumbers;
  for (std::size_t i = 0; i + 8 <= digest.size(); i += 8) {
    if (word_at(digest, i) < kEven) return word_at(digest, i) % kNumbers;
  }
  return word_at(digest, 0) % kNumbers;
}

}  // namespace

std::string make_ticket_number(std::string_view nonce, std::string_view ticket_key) {
  std::string number =
      fmt::format("{:015}", number_from(keyed("ticket number", nonce, ticket_key)));
  number += damm_digit(number);
  return number;
}

std::string in_fours(std::string_view number) {
  std::string shown;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (i > 0 && i % 4 == 0) shown += ' ';
    shown += number[i];
  }
  return shown;
}

bool is_ticket_number(std::string_view digits) {
  return digits.size() == kTicketDigits && std::ranges::all_of(digits, core::is_digit) &&
         damm_digit(digits) == '0';
}

std::string ticket_hash(std::string_view number, std::string_view ticket_key) {
  return core::to_hex(keyed("ticket hash", number, ticket_key));
}

}  // namespace handler::cases

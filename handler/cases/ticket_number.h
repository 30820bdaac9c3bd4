// The reporter's ticket number: 15 unguessable digits and a check digit, shown in groups of four.
#pragma once

#include <string>
#include <string_view>

namespace handler::cases {

// 16 digits: 15 derived from keyed BLAKE2b of the nonce (a retry gives the same number), and a Damm
// check digit, which detects every wrong digit and every swap of neighbours.
std::string make_ticket_number(std::string_view nonce, std::string_view ticket_key);
// "1234 5678 9012 3456".
std::string in_fours(std::string_view number);

enum class NumberCheck { good, wrong_length, wrong_check_digit };
struct ParsedNumber {
  NumberCheck check = NumberCheck::wrong_length;
  std::string number;  // 16 digits if good
};
// Accepts spaces, dashes and full-width digits.
ParsedNumber parse_ticket_number(std::string_view typed);

// The hex keyed hash that the store keeps instead of the number.
std::string ticket_hash(std::string_view number, std::string_view ticket_key);

}  // namespace handler::cases

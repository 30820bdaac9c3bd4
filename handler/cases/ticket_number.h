// The reporter's ticket number: 15 unguessable digits and a check digit, shown in groups of four.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace handler::cases {

inline constexpr std::size_t kTicketDigits = 16;

// 16 digits: 15 derived from keyed BLAKE2b of the nonce (a retry gives the same number), and a Damm
// check digit, which detects every wrong digit and every swap of neighbours.
std::string make_ticket_number(std::string_view nonce, std::string_view ticket_key);
// "1234 5678 9012 3456".
std::string in_fours(std::string_view number);

// True for 16 ASCII digits with the right check digit.
bool is_ticket_number(std::string_view digits);

// The hex keyed hash that the store keeps instead of the number.
std::string ticket_hash(std::string_view number, std::string_view ticket_key);

}  // namespace handler::cases

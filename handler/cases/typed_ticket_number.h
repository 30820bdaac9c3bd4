// Takes the ticket number out of what people type or paste: a link, a message, a line of their
// notes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace handler::cases {

enum class NumberCheck {
  good,
  nothing,            // not one digit
  wrong_length,       // digits, but not 16
  wrong_check_digit,  // 16 digits that are no ticket number
  serial_number,      // "PY-2026-0042", which staff and paper use
  several,            // two numbers or more, and none is meant more than the others
};

struct ParsedNumber {
  NumberCheck check = NumberCheck::nothing;
  std::string number = {};       // 16 digits if good
  std::size_t digits_typed = 0;  // of wrong_length: how many, of the longest number
};

// Finds the one ticket number in a text. Its digits may be full-width, with blanks, dashes, points,
// slashes, commas, quotes and characters that are not seen between them; all around may stand. The
// same number twice is one. Pure.
ParsedNumber parse_ticket_number(std::string_view typed);

}  // namespace handler::cases

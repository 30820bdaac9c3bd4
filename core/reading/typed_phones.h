// What a person types into a field for phones: one number, or several, with words around them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core {

// A number in the form of normalised_phone(), or the words before, between and after numbers.
struct PhonePiece {
  std::string text;
  bool is_number = false;
};

struct TypedPhones {
  std::vector<PhonePiece> pieces;  // in the order that they were typed in; empty after a mistake
  // "": none. "phone": no phone number. "phone_short", "phone_long": the only number is a mobile's
  // with too few or too many digits. "phone_one": of several numbers one is wrong.
  std::string mistake;

  // The value to keep: all pieces joined. What people write gives the same pieces when it is read
  // again; a few nonsensical runs of digits do not.
  std::string text() const;
  // Only the numbers. The first is called first.
  std::vector<std::string> numbers() const;
};

// Reads "138 1234 1234", "13812341234（儿子）或 0539-1234567" and the like. Words and further
// numbers are kept as they are typed; a label such as "手机：" before the only number is not.
// Digits that are too few for a phone count as words. At most a few hundred characters are worth
// reading. Pure.
TypedPhones read_phones(std::string_view typed);

}  // namespace core

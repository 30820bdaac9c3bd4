// One spelling for numbers that people type or paste: what they see, without what input methods,
// chats and note-books put between the digits.
#pragma once

#include <string>
#include <string_view>

namespace core {

// One character as a number spells it: a full-width one becomes ASCII; every blank, tab and line
// end becomes ' ', every dash '-', a middle dot and a Chinese full stop '.', every quote '"'. A
// character that is not seen (zero width, a direction mark, the frame of a keycap) becomes "". All
// others stay.
std::string plain_character(std::string_view character);

// The same for each character of a text. For reading numbers, not for keeping what was typed: words
// around the number lose their punctuation too.
std::string plain_spelling(std::string_view typed);

// The digits of a text and nothing else: "123 456", "１２３４５６" and a label before them ->
// "123456".
std::string digits_in(std::string_view typed);

}  // namespace core

// Characters that a Chinese keyboard, a word processor or a web page leaves where a program needs a
// plain one: full-width marks, blanks that are none, marks that cannot be seen.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/input/sentence.h"

namespace core {

// Where the typo stands in the text, in bytes, and what to say of it.
struct Typo {
  std::size_t start = 0;
  std::size_t end = 0;
  Sentence message;
  Sentence hint;
};

// The first typo that can be the cause of a mistake of YAML in this line: in its indentation, in
// the mark before an item or comment, around a key, in the quotes of a value, or between braces.
// `line` is one line of valid UTF-8. Text within quotes is never a typo. Pure.
std::optional<Typo> find_yaml_typo(std::string_view line);

// The first character of a word, number, day or phone that is not what it looks like: one that
// cannot be seen, a blank other than the plain one; in a word without Chinese ones also a
// full-width letter, digit or mark. Pure.
std::optional<Typo> find_odd_character(std::string_view word);

// What to do about it: the hint of find_odd_character(), or `otherwise` if there is none.
Sentence typing_hint(std::string_view word, Sentence otherwise);

// Bytes of the characters at the front of `text` that cannot be seen, or are blanks other than the
// plain one and the tab.
std::size_t odd_blanks_at(std::string_view text);

}  // namespace core

// A sentence for authors in English and in Chinese. The English one stands beside its rule and is
// also its name in the table of Chinese ones (core/input/chinese).
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/language.h"

namespace core {

// A sentence without places, as tables of constants hold it.
struct FixedSentence {
  const char* english;
};

struct Argument;

// A pattern and what stands at its places: "no {what} is called '{id}'" with {"what", term("tier")}
// and {"id", id}. A value, so that a diagnostic can be told in either language, also later and at a
// field of a form. Thread-safe.
class Sentence {
 public:
  Sentence() = default;  // no sentence
  // Implicit, so that a constant stands wherever a sentence is asked for.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Sentence(FixedSentence fixed) : pattern_(fixed.english) {}

  bool empty() const { return pattern_.empty(); }
  // The sentence with its places filled; "" if there is none. A sentence that the table does not
  // have stays English.
  std::string in(Language language) const;
  std::string english() const { return in(Language::english); }
  std::string chinese() const { return in(Language::chinese); }

 private:
  friend Sentence say(const char* english, std::initializer_list<Argument> arguments);
  friend Sentence as_is(std::string text);
  friend Sentence term(std::string_view english);

  std::string pattern_;
  bool is_language_neutral_ = false;
  std::vector<std::string> names_;  // of the places
  std::vector<Sentence> values_;    // for each name
};

// What stands at a place: a text or number that is the same in all languages, or a sentence or term
// that is translated too.
struct Argument {
  Argument(const char* place, Sentence sentence) : name(place), value(std::move(sentence)) {}
  Argument(const char* place, std::string_view text);
  Argument(const char* place, std::integral auto number)
      : Argument(place, std::string_view(std::to_string(number))) {}
  Argument(const char* place, char) = delete;
  Argument(const char* place, const char*) = delete;  // is it a term?

  const char* name;
  Sentence value;
};

// The only makers of sentences. `english` is a literal: tests/check_sentences.py looks for these
// calls, and whether the table has what they say, with the same places. Other braces of a pattern
// stay as they are.
constexpr FixedSentence say(const char* english) {
  return {english};
}
Sentence say(const char* english, std::initializer_list<Argument> arguments);
// A text that is the same in all languages: a name, or what the operating system says.
Sentence as_is(std::string text);
// The name of a kind of thing, "tier" or "tiers", which is in the table too.
Sentence term(std::string_view english);
// "first; second"; only one of them if the other is empty.
Sentence joined(Sentence first, Sentence second);

}  // namespace core

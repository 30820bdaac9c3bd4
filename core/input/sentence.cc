// Fills the places of a pattern, in either language.
#include "core/input/sentence.h"

#include <algorithm>

#include "core/input/chinese/chinese.h"

namespace core {

Argument::Argument(const char* place, std::string_view text)
    : name(place), value(as_is(std::string(text))) {}

Sentence say(const char* english, std::initializer_list<Argument> arguments) {
  Sentence made;
  made.pattern_ = english;
  for (const Argument& one : arguments) {
    made.names_.emplace_back(one.name);
    made.values_.push_back(one.value);
  }
  return made;
}

Sentence as_is(std::string text) {
  Sentence made;
  made.pattern_ = std::move(text);
  made.is_language_neutral_ = true;
  return made;
}

Sentence term(std::string_view english) {
  Sentence made;
  made.pattern_ = english;
  return made;
}

Sentence joined(Sentence first, Sentence second) {
  if (first.empty()) return second;
  if (second.empty()) return first;
  return say("{first}; {second}", {{"first", std::move(first)}, {"second", std::move(second)}});
}

std::string Sentence::in(Language language) const {
  if (is_language_neutral_) return pattern_;
  std::string_view rest = pattern_;
  if (language == Language::chinese) {
    if (const std::string_view translated = chinese::of(pattern_); !translated.empty())
      rest = translated;
  }
  std::string text;
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    text += rest.substr(0, open);
    rest.remove_prefix(open);
    if (rest.empty()) break;
    const std::string_view name = rest.substr(1, rest.find('}') - 1);
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) {
      text += '{';
      rest.remove_prefix(1);
      continue;
    }
    text += values_[static_cast<std::size_t>(found - names_.begin())].in(language);
    rest.remove_prefix(name.size() + 2);
  }
  return text;
}

}  // namespace core

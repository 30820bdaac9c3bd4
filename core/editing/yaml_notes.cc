// Covers all keys and scalars: a '#' that is left begins a comment.
#include "core/editing/yaml_notes.h"

#include <algorithm>

#include "core/base/text.h"

namespace core {
namespace {

void hide(std::string& text, std::size_t begin, std::size_t end) {
  if (end > begin) text.replace(begin, end - begin, end - begin, ' ');
}

void cover(std::string& text, const YamlPlace& place) {
  const bool block_text = place.style == YamlStyle::literal || place.style == YamlStyle::folded;
  if (block_text) {
    hide(text, text.find('\n', place.header_end), place.end);
  } else if (place.entries.empty() && place.style != YamlStyle::flow) {
    hide(text, place.begin, place.end);
  }
  for (const YamlEntry& entry : place.entries) {
    hide(text, entry.key_begin, entry.key_end);
    cover(text, entry.value);
  }
}

}  // namespace

std::vector<std::string> notes_between(const YamlDocument& document, std::size_t begin,
                                       std::size_t end) {
  std::string covered = document.text;
  cover(covered, document.place);
  std::vector<std::string> notes;
  for (std::size_t at = covered.find('#', begin); at < end; at = covered.find('#', at)) {
    const std::size_t stop = document.lines().end(at);
    const std::size_t words = std::min(document.text.find_first_not_of('#', at), stop);
    notes.push_back(trimmed(std::string_view(document.text).substr(words, stop - words)));
    at = stop;
  }
  return notes;
}

}  // namespace core

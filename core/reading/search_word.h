// A word that people type into the search of a site, as authors list it in YAML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/map_reader.h"

namespace core {

struct SearchWord {
  std::string text;
  Span span;
};

// Whether a search can look for the word as a whole: 2 to 20 Chinese characters, letters or digits
// without anything between them.
bool is_search_word(std::string_view text);

// The items of a list, or a single text. Reports what is no such word (search.word) and a word that
// stands in the list twice (search.word-twice); neither is returned.
std::vector<SearchWord> search_words_of(const YamlNode& node, Diagnostics& diagnostics);

// The words at `key`; none if the map lacks it.
std::vector<SearchWord> optional_search_words(MapReader& reader, std::string_view key,
                                              Diagnostics& diagnostics);

}  // namespace core

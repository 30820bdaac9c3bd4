// Reads lists of search words.
#include "core/reading/search_word.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/input/typos.h"
#include "core/reading/values.h"

namespace core {
namespace {

constexpr std::size_t kShortestSearchWord = 2;
constexpr std::size_t kLongestSearchWord = 20;

bool is_letter_or_digit(char32_t point) {
  return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') ||
         (point >= 'A' && point <= 'Z');
}

void add_word(const YamlNode& node, std::vector<SearchWord>& words, Diagnostics& diagnostics) {
  const std::string& text = node.scalar;
  if (node.kind != YamlNode::Kind::scalar || !is_search_word(text)) {
    diagnostics.error(
        node.span, "search.word",
        say("'{text}' is no word of a search", {{"text", shortened(text, kShownCharacters)}}),
        typing_hint(text, say("write 2 to 20 Chinese characters, letters or digits, with nothing "
                              "between them")));
  } else if (contains(words, text, &SearchWord::text)) {
    diagnostics.error(node.span, "search.word-twice",
                      say("'{text}' stands in this list for the second time", {{"text", text}}),
                      say("write each word once"));
  } else {
    words.push_back({text, node.span});
  }
}

}  // namespace

bool is_search_word(std::string_view text) {
  const std::size_t count = character_count(text);
  if (count < kShortestSearchWord || count > kLongestSearchWord) return false;
  return std::ranges::all_of(characters(text), [](const std::string& character) {
    const char32_t point = decode_character(character).value;
    return is_chinese(point) || is_letter_or_digit(point);
  });
}

std::vector<SearchWord> search_words_of(const YamlNode& node, Diagnostics& diagnostics) {
  std::vector<SearchWord> words;
  if (node.kind == YamlNode::Kind::list) {
    for (const YamlNode& item : node.items) add_word(item, words, diagnostics);
  } else {
    add_word(node, words, diagnostics);
  }
  return words;
}

std::vector<SearchWord> optional_search_words(MapReader& reader, std::string_view key,
                                              Diagnostics& diagnostics) {
  const YamlNode* node = reader.optional_node(key);
  return node == nullptr ? std::vector<SearchWord>() : search_words_of(*node, diagnostics);
}

}  // namespace core

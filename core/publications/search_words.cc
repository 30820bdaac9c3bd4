// Reads search.yaml.
#include "core/publications/search_words.h"

#include <utility>

#include "core/reading/values.h"

namespace core {
namespace {

SearchAnswer read_answer(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "search answer", diagnostics);
  SearchAnswer answer;
  reader.required_node("words");
  answer.words = optional_search_words(reader, "words", diagnostics);
  answer.page = reader.required_text("page");
  answer.page_span = reader.span_of("page");
  reader.finish();
  return answer;
}

// Words that mean the same are at least two.
void add_same(const YamlNode& node, SearchWords& words, Diagnostics& diagnostics) {
  std::vector<SearchWord> same = search_words_of(node, diagnostics);
  if (node.items.size() < 2) {
    diagnostics.error(node.span, "search.alone", say("one word alone means nothing else"),
                      say("write two words or more"));
  } else {
    words.same.push_back(std::move(same));
  }
}

}  // namespace

SearchWords read_search_words(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "file of the search", diagnostics);
  read_schema(reader);
  SearchWords words;
  for (const YamlNode* node : reader.optional_list("answers"))
    words.answers.push_back(read_answer(*node, diagnostics));
  for (const YamlNode* node : reader.optional_list("same")) add_same(*node, words, diagnostics);
  reader.finish();
  return words;
}

}  // namespace core

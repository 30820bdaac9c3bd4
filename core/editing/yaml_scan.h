// Finds where each value of a YAML text begins and ends. The strict reader's tree says what must
// come next, so this scanner never guesses: it follows the text and stops where both differ.
#pragma once

#include <string_view>

#include "core/editing/splices.h"
#include "core/editing/yaml_layout.h"

namespace core {

// Thrown at the first byte that cannot be followed; caught by yaml_layout().
struct Unclear {
  std::size_t at = 0;
};

// One pass over a text that the strict reader accepted. Sets everything of the places but what
// depends on comments (own_line, begin, end and blank_end of entries, end_with_comment).
class YamlScanner {
 public:
  explicit YamlScanner(std::string_view text) : text_(text), lines_(text) {}

  // Throws Unclear.
  YamlPlace scan(const YamlNode& root);

 private:
  std::size_t skip(std::size_t at) const;
  std::size_t document_start() const;
  bool is_document_mark(std::size_t at) const;
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
  bool is_sign(std::size_t at, char sign) const;

  // `column` is that of the entry which holds the value, -1 for the root.
  YamlPlace value(const YamlNode& node, std::size_t from, long column);
  YamlPlace null_value(std::size_t from, long column) const;
  YamlPlace scalar(const YamlNode& node, std::size_t at, long column) const;
  YamlPlace block_text(std::size_t at, long column) const;
  YamlPlace block_list(const YamlNode& node, std::size_t at);
  YamlPlace block_map(const YamlNode& node, std::size_t at);
  YamlPlace flow_value(const YamlNode& node, std::size_t from);
  YamlPlace flow_list(const YamlNode& node, std::size_t at);
  YamlPlace flow_map(const YamlNode& node, std::size_t at);
  YamlEntry key(const YamlNode::Entry& pair, std::size_t at) const;
  std::size_t take_comma(YamlEntry& entry, std::size_t at) const;
  std::size_t end_of_plain(std::size_t at, std::string_view value) const;
  std::size_t null_word(std::size_t at, bool flow) const;

  std::string_view text_;
  Lines lines_;
};

}  // namespace core

// Reads HTML token by token without copying it: tags with their attributes, and the text between.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct HtmlAttribute {
  std::string_view name;        // as written: "href"
  std::string_view value;       // as written, without its quotes
  std::size_t start = 0;        // offset of the name
  std::size_t value_start = 0;  // offset of the value behind its quote, or of where it would stand
  bool has_quotes = false;
};

// One pass over a page or a fragment of one. It finds tokens as a browser does, but judges nothing:
// end tags need not match. The content of script and style is skipped. The text must outlive it.
class HtmlScanner {
 public:
  enum class Kind { text, start_tag, end_tag, comment };

  explicit HtmlScanner(std::string_view html) : html_(html) {}

  // Goes to the next token; false at the end. A '<' that begins neither tag nor comment is text.
  bool next();

  Kind kind() const { return kind_; }
  std::size_t start() const { return start_; }       // offset of the token's first byte
  std::string_view words() const { return words_; }  // a text; a tag's name as written: "a"
  const std::vector<HtmlAttribute>& attributes() const { return attributes_; }  // of a tag
  bool is_complete() const { return is_complete_; }  // false: the text ends within the token

  // Skips the content of the element whose start tag was just read, and its end tag.
  void skip_element();

 private:
  bool begins_markup(std::size_t at) const;
  void read_text();
  void read_comment();
  void read_tag();
  void skip_content();
  void read_attribute();
  void read_value(HtmlAttribute& attribute);
  std::string_view read_until(std::string_view ends);
  void skip_spaces(std::string_view spaces = " \n\t\r\f");

  std::string_view html_;
  std::size_t at_ = 0;
  Kind kind_ = Kind::text;
  std::size_t start_ = 0;
  std::string_view words_;
  std::vector<HtmlAttribute> attributes_;
  bool is_complete_ = true;
};

// Decodes the character references in a value.
std::string decoded_value(std::string_view value);

// Line and column (in bytes), both from 1, of an offset.
struct LineColumn {
  int line = 1;
  int column = 1;
};
LineColumn place_of(std::string_view text, std::size_t offset);

}  // namespace core

// Finds the attributes of our own rendered pages: enough HTML for checking links, not a parser for
// the world's HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace generator {

// Reads the start tags of a page one by one without copying it: a build scans every byte it
// writes. Comments and the content of script and style are skipped. The page must outlive it.
class TagScanner {
 public:
  struct Attribute {
    std::string_view name;   // as written: "href"
    std::string_view value;  // as written, without its quotes
    std::size_t offset = 0;  // bytes before the value
  };

  explicit TagScanner(std::string_view html) : html_(html) {}

  // Goes to the next start tag; false at the end of the page.
  bool next();

  std::string_view tag() const { return tag_; }  // as written: "a"
  const std::vector<Attribute>& attributes() const { return attributes_; }

 private:
  void read_tag();
  void read_attribute();
  std::string_view read_value(std::size_t& begin);
  std::string_view read_until(std::string_view ends);
  void skip_spaces();
  bool skip_to(std::string_view mark);
  void skip_past(std::string_view mark);

  std::string_view html_;
  std::size_t at_ = 0;
  std::string_view tag_;
  std::vector<Attribute> attributes_;
};

// The value with character references, and nothing else, decoded.
std::string decoded_value(std::string_view value);

// Line and column (in bytes), both from 1, of an offset.
struct LineColumn {
  int line = 1;
  int column = 1;
};
LineColumn place_of(std::string_view text, std::size_t offset);

}  // namespace generator

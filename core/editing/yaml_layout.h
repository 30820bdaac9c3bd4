// Where every value of a YAML file stands, byte by byte. The strict reader's spans are made for
// carets: they end with the first line of a value, and those of lists and maps with the first
// character.
//
// Which comments belong to an entry of a list or map (the same rule for both):
// - the comment on its last line, and on the line of its key or dash;
// - comment lines that touch it from above, indented at most as much as the entry;
// - comment lines below it, also after blank lines, that are indented more than the entry.
// Every other comment stands by itself and stays where it is. What touches the first entry from
// above is the head of the whole list or map, not a note on the entry, unless a blank line stands
// above it, or every other entry has a note of its own; at the head of a file it is always a head.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/input/yaml_reader.h"

namespace core {

enum class YamlStyle {
  empty,  // no value is written
  plain,
  single_quoted,
  double_quoted,
  literal,  // '|'
  folded,   // '>'
  flow,     // a list in brackets, a map in braces
  pair,     // a map of one entry in a list in brackets, without braces: [a: b]
  block,    // a list of dashes, a map of lines
};

struct YamlEntry;

// All offsets are bytes of the text without its byte order mark.
struct YamlPlace {
  static constexpr std::size_t kNone = std::string_view::npos;

  YamlStyle style = YamlStyle::empty;
  std::size_t begin = 0;  // of the value; of a block list or map: of its first dash or key
  // Behind the last byte of the value, without the line end after it; a block text ends with its
  // last line, one that keeps its last line ends ('+') with the last blank line.
  std::size_t end = 0;
  std::size_t end_with_comment = 0;  // behind the comment on the line of `end`, or `end`
  std::size_t column = 0;          // of the dashes or keys of a block; of the lines of a block text
  std::size_t header_end = 0;      // of a block text: behind the signs after '|' or '>'
  char chomping = ' ';             // of a block text: '-', '+' or ' '
  std::vector<YamlEntry> entries;  // in file order, as the items or entries of the node
};

// An entry of a list or map.
struct YamlEntry {
  std::size_t mark = 0;  // the dash, the key, or the '?' before it; in brackets the first byte
  std::size_t key_begin = 0;
  std::size_t key_end = 0;  // of a list: both equal `mark`
  std::size_t from = 0;     // behind the dash or ':'; of a list in brackets `mark`
  YamlPlace value;
  bool own_line = false;                 // only blanks stand before `mark` in its line
  std::size_t comma = YamlPlace::kNone;  // in brackets: the comma behind it
  // The whole entry with the comments that belong to it: from the start of its first line, or from
  // `mark` if that line begins with something else, to the end of its last line without line end.
  std::size_t begin = 0;
  std::size_t end = 0;
  // The first byte of the line after the blank lines that follow; the end of the text at the
  // latest.
  std::size_t blank_end = 0;
};

// The places of all values of `root`, which must be what the strict reader makes of `text`. A few
// forms that the reader accepts are not followed, such as a key of several lines; then the failure
// (refused) says where, as "line:column".
Result<YamlPlace> yaml_layout(std::string_view text, const YamlNode& root);

}  // namespace core

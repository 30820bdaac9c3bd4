// How a text is written as a YAML scalar so that the strict reader, and every other YAML reader,
// reads the same text again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/editing/yaml_layout.h"

namespace core {

// What YAML readers that convert values would make of a plain scalar. The strict reader converts
// none, but people and other programs read the same files.
enum class YamlLooks { text, null, truth, number, time };

// "" and "~" look like null; "yes" and "y" like truth; "0539", "1_000" and ".inf" like a number;
// "2026-05-01" and "12:30" like a time; "0539-1234567" and "08:30-12:00" like text.
YamlLooks looks_of(std::string_view text);

// True if the text may stand without quotes; in brackets more signs are taken.
bool can_be_plain(std::string_view text, bool in_flow);
// True if the text fits between single quotes on one line.
bool can_be_single_quoted(std::string_view text);
// True if the text fits below '|': it has no line of blanks alone, does not begin with a blank or a
// line end, ends with at most one line end, and needs no escapes.
bool can_be_block_text(std::string_view text);

std::string single_quoted(std::string_view text);
// Escapes characters without a shape, such as U+200B or U+2028.
std::string double_quoted(std::string_view text);

// `text` on one line. `plain_looks` is what a plain scalar may look like beside text. `old` is the
// style of the scalar that is replaced: its quotes are kept.
std::string scalar_in_words(std::string_view text, bool in_flow, YamlLooks plain_looks,
                            YamlStyle old = YamlStyle::empty);

// A text as the lines below '|' or '>', each indented by `column` blanks unless empty. `header` is
// the sign with its chomping: "|", "|-", ">" or ">-".
struct BlockText {
  std::string header;
  std::vector<std::string> lines;
};
// `folded` is a wish: a text that '>' would fold wrongly is written below '|'.
BlockText block_text(std::string_view text, std::size_t column, bool folded);

}  // namespace core

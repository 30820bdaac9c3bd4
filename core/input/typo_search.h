// Looks for the typo behind a mistake of YAML: the parser often stumbles over it
// only in a later line.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>

#include "core/input/source_text.h"
#include "core/input/typos.h"

namespace core {

// The first typo (find_yaml_typo) in the lines that hold these offsets, in this order; its offsets
// count from the beginning of the text. Offsets beyond the text count as its end. Lines of more
// than 4096 bytes are passed over. Pure.
std::optional<Typo> find_typo_near(const SourceText& source,
                                   std::initializer_list<std::size_t> offsets);

// The offset of a character in the last line above that of `offset` that is not blank and no
// comment; `offset` itself if there is none.
std::size_t line_above(const SourceText& source, std::size_t offset);

// How far the line of an offset is indented; the marks of list items count as indentation.
std::size_t depth_of(const SourceText& source, std::size_t offset);

// Behind a plain text that ends at `end`: the bytes of " #..." that YAML takes for a comment though
// no blank follows the '#', as in "路 #8 号楼". {end, end} if there are none.
std::pair<std::size_t, std::size_t> find_cut_text(const SourceText& source, std::size_t end);

}  // namespace core

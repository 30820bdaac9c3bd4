// What a search finds a page by: its words, as pairs of Chinese characters, with their weight.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace generator {

// One term of one page in 64 bits, so that 20,000 pages fit: 16 bits of the term's hash (which say
// in which file of the index it stands), 42 of the term, 6 of its weight. Sorting these sorts by
// file, then by term.
using Posting = std::uint64_t;

inline constexpr int kHashBits = 16;
inline constexpr int kTermBits = 42;
inline constexpr int kWeightBits = 6;

// Two code points (the second 0: a single character) as 42 bits.
using CharacterPair = std::uint64_t;

// All that the index needs of one page.
struct SearchExtract {
  std::string address;  // below the folder of its edition: "scope/"
  std::string title;
  std::string opening;         // the first words of its text, for the list of results
  std::vector<Posting> pairs;  // pairs of Chinese characters and single ones, sorted
  std::vector<std::pair<std::string, std::uint8_t>> words;  // of letters and digits, sorted
};

// Reads the <main> of a rendered page. A term weighs 1 to 63: more in the title than in any
// heading, more in a heading than in the text, less in a long page. Thread-safe.
SearchExtract search_extract(std::string address, std::string title, std::string_view html);

// The terms of a text, in order, as the index knows them and as static/search.js finds them: full
// width folded to half width, capitals to small letters; each pair of neighbouring Chinese
// characters and each single one; words of letters and digits; numbers with hyphens also without.
std::vector<std::string> search_terms(std::string_view text);

// The upper 16 bits decide about the file; static/search.js computes the same. Over UTF-16 units.
std::uint32_t term_hash(std::string_view term);

std::string pair_text(CharacterPair pair);
inline CharacterPair pair_of(Posting posting) {
  return (posting >> kWeightBits) & ((CharacterPair{1} << kTermBits) - 1);
}
inline unsigned weight_of(Posting posting) {
  return static_cast<unsigned>(posting & ((Posting{1} << kWeightBits) - 1));
}

}  // namespace generator

// The search terms of a page, with their weights: pairs of Chinese characters, and words. The
// browser cuts what a reader types into the same terms (site_templates/static/search_match.js); one
// test holds both to the same values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/search/hit_kind.h"

namespace generator {

// One term of one page in 64 bits, so that the terms of 20,000 pages fit into memory:
//   bits 63 to 48   the upper 16 bits of the term's hash, which select its file in the index
//   bits 47 to 6    the term: two code points of 21 bits; the second is 0 for a single character
//   bits 5 to 0     its weight on the page: where it stands, and how much of the page it is
// Sorting postings therefore sorts by file, then by term, and puts equal terms of different pages
// next to each other. Only Chinese characters become postings: words do not fit, and are kept as
// text.
using Posting = std::uint64_t;

inline constexpr int kHashBits = 16;
inline constexpr int kTermBits = 42;
inline constexpr int kWeightBits = 6;

// Two code points in 42 bits, the first in the upper half; the second is 0 for a single character.
using CharacterPair = std::uint64_t;

// Where a term stands on a page: the upper two of the six bits of its weight. A page that has all
// terms of a query in its title matches better than any that has one of them elsewhere.
enum class TermPlace : std::uint8_t { text, heading, title };
inline constexpr int kAmountBits = 4;  // the lower bits, 1 to 15

// The data of one hit for the index.
struct SearchExtract {
  std::string address;  // below the folder of its edition: "scope/", "faq/#q-what"
  std::string title;
  std::string opening;         // the beginning of its text, for the list of results
  std::vector<Posting> pairs;  // pairs of Chinese characters and single ones, sorted
  std::vector<std::pair<std::string, std::uint8_t>> words;  // of letters and digits, sorted
  HitKind kind = HitKind::main;
  std::size_t bytes = 0;  // of the page
};

// Reads the <main> of a rendered page. A term weighs more in the title than in a heading, more in a
// heading than in the text, less on a long page. Thread-safe.
SearchExtract search_extract(std::string address, std::string title, std::string_view html,
                             HitKind kind = HitKind::main);

// A page whose parts (split_text) are hits of their own, of the kind `parts`: first the page with
// what is in no part, then each part at its fragment. Thread-safe.
std::vector<SearchExtract> search_extracts(const std::string& address, std::string title,
                                           std::string_view html, HitKind kind, HitKind parts);

// The place where the hit has every term of the word: the worst of them. Nothing if one is missing.
std::optional<TermPlace> place_of_word(const SearchExtract& hit, std::string_view word);

// The terms of a text, in order. Full width is folded to half width and capitals to small letters.
// Terms are each pair of neighbouring Chinese characters and each single one; words of letters and
// digits; and numbers joined by hyphens, without the hyphens. Blanks between Chinese characters,
// but for line ends, part no pair: they pad a name ("凌　云"). static/search_words.js cuts a query
// by the same rules, but takes a single character only where it stands alone, and a blank for
// padding only between such characters.
std::vector<std::string> search_terms(std::string_view text);

// A 32-bit hash over UTF-16 units, as static/search_match.js computes it. Its upper 16 bits select
// the file.
std::uint32_t term_hash(std::string_view term);

std::string pair_text(CharacterPair pair);
inline CharacterPair pair_of(Posting posting) {
  return (posting >> kWeightBits) & ((CharacterPair{1} << kTermBits) - 1);
}
inline unsigned weight_of(Posting posting) {
  return static_cast<unsigned>(posting & ((Posting{1} << kWeightBits) - 1));
}

}  // namespace generator

// The search index of one site as small static files: a browser fetches the two or three that a
// query needs, however many pages there are.
//   search/index.json             {"bits", "chunk", "pages", "terms": [hash], "tables": [hash]}
//   search/terms-N.HASH.json      {"TERM": [pages with it, page, weight, pages further on, weight]}
//   search/pages-N.HASH.json      [[address, title, [titles of the pages above it], opening], ...]
// A term stands in the file whose number is the upper `bits` of its 16-bit hash; page P in table
// P / chunk. The names carry hashes of the bytes, so only index.json is ever asked for again.
#pragma once

#include <cstddef>
#include <vector>

#include "generator/output/output_tree.h"
#include "generator/search/search_text.h"

namespace generator {

// A term in more pages than this is listed with those where it weighs most; how many have it is
// kept, so a search takes it as a wish and not as a condition.
inline constexpr std::size_t kMostPagesOfPair = 300;
inline constexpr std::size_t kMostPagesOfCharacter = 100;
// What a file of terms should have; a single term never has more than about a third of it.
inline constexpr std::size_t kTermFileBytes = 12'000;
inline constexpr std::size_t kPagesInTable = 32;

// The files, by path below the site's folder. Of pages that are found equally well the earlier
// comes first. `jobs` as in run_parallel: the bytes do not depend on it.
SiteFiles search_files(const std::vector<const SearchExtract*>& pages, unsigned jobs);

}  // namespace generator

// The search index of one site as small static files: a browser fetches the two or three that a
// query needs, for any number of pages.
//   search/index.json             {"bits", "chunk", "pages", "terms": [hash], "tables": [hash]}
//   search/terms-N.HASH.json      {"TERM": [pages with it, page, weight, pages further on, weight]}
//   search/pages-N.HASH.json      [[address, title, [titles of the pages above it], opening], ...]
// The terms are distributed over 2^bits files by their hash: a term is in the file whose number is
// the upper `bits` bits of its 16-bit hash. Page P is in table P / chunk. HASH is a hash of the
// file's bytes, so only index.json is ever fetched again.
//
// How static/search.js finds a term: it cuts the query into terms by the rules of search_text.h,
// computes the hash of each, fetches that terms file and looks the term up by name. The list begins
// with the number of pages that have the term; after that, each page number is written as the
// distance from the one before. For each page the script adds up weight times rarity of all terms,
// and it fetches the tables of the pages that it shows.
#pragma once

#include <cstddef>
#include <vector>

#include "generator/output/output_tree.h"
#include "generator/search/search_text.h"

namespace generator {

// A term on more pages than this is listed only with those where it has most weight. The list keeps
// the total number, so the script sees that it is cut, and does not require that term if the query
// has others.
inline constexpr std::size_t kMostPagesOfPair = 300;
inline constexpr std::size_t kMostPagesOfCharacter = 100;
// The intended size of a terms file; a single term takes at most about a third of it.
inline constexpr std::size_t kTermFileBytes = 12'000;
inline constexpr std::size_t kPagesInTable = 32;

// The files, by path below the site's folder. Of pages with equal scores the earlier one comes
// first. `jobs` as in run_parallel; the bytes do not depend on it.
SiteFiles search_files(const std::vector<const SearchExtract*>& pages, unsigned jobs);

}  // namespace generator

// The search index of one site as small static files: a browser fetches the two or three that a
// query needs, for any number of pages.
//   search/index.json         {"bits", "chunk", "pages", "kinds": [end], "leads": [hash],
//                              "terms": [hash], "tables": [hash]}
//   search/terms-N.HASH.json  {"TERM": [hits with it, hit, weight, hits further on, weight]}
//   search/pages-N.HASH.json  [[address, title, [titles of the pages above it], opening, kB], ...]
//   search/leads-0.HASH.json  {"answers": [[hit, "WORD WORD"]], "units": [[hit, NAME, "WORD"]],
//                              "same": ["WORD WORD"]}
// A hit is a page or a part of one (hit_kind.h); those of a kind stand in a row, and `kinds` has
// the number behind the last of each. The terms are distributed over 2^bits files by their hash: a
// term is in the file whose number is the upper `bits` bits of its 16-bit hash. Hit P is in table P
// / chunk. HASH is a hash of the file's bytes, so only index.json is ever fetched again.
//
// How static/search_match.js finds a term: it cuts the query into terms by the rules of
// search_text.h, computes the hash of each, fetches that terms file and looks the term up by name.
// The list begins with the number of hits that have the term; after that, each hit is written as
// the distance from the one before. A weight says where the term stands, and how much of the page
// it is. Hits are ranked by how they match (a name, an answer, a title, a question, text, a part of
// the query), then villages behind other pages, then by the sum of weight times rarity of all terms
// and what kind of page they are.
#pragma once

#include <cstddef>
#include <vector>

#include "generator/output/output_tree.h"
#include "generator/search/search_leads.h"
#include "generator/search/search_text.h"

namespace generator {

// A term on more pages than this is listed only with those where it has most weight. The list keeps
// the total number, so the script sees that it is cut, and does not require that term if the query
// has others.
inline constexpr std::size_t kMostPagesOfPair = 300;
inline constexpr std::size_t kMostPagesOfCharacter = 100;
// The intended size of a terms file; a single term takes at most about as much.
inline constexpr std::size_t kTermFileBytes = 4'000;
// A query loads a table for each result, so tables are small; a site of many pages has larger ones,
// so that the list of their names stays short.
inline constexpr std::size_t kFewestInTable = 4;
inline constexpr std::size_t kMostInTable = 32;

// The files, by path below the site's folder. Of hits with equal scores the earlier one comes
// first. Leads to what is no hit are left out. `jobs` as in run_parallel; the bytes do not depend
// on it.
SiteFiles search_files(std::vector<const SearchExtract*> hits, const SearchLeads& leads,
                       unsigned jobs);

}  // namespace generator

// What people type into the search of a site, and where it leads: the site's own words, beside
// those that all sites share (search_words in site_templates/text).
#pragma once

#include <string>
#include <vector>

#include "core/reading/search_word.h"

namespace core {

// Words whose search leads to one page first of all.
struct SearchAnswer {
  std::vector<SearchWord> words;
  std::string page;  // "contacts", "windows/main", "faq#q-anonymous"
  Span page_span;
};

struct SearchWords {
  std::vector<SearchAnswer> answers;
  std::vector<std::vector<SearchWord>> same;  // each: two words or more that mean the same
};

// Reads search.yaml. Whether a page is there and a word helps is known only when all pages are
// (generator/search/search_leads.h).
SearchWords read_search_words(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core

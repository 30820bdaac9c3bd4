// The words of a search that lead somewhere by themselves, whatever pages say: answers, units with
// what they handle, and words that mean the same. The catalogue has the words that all sites share
// (search_words.yaml in site_templates/text), a site adds its own (search.yaml, units.yaml).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"
#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/search/search_text.h"

namespace generator {

struct SearchLead {
  std::string address;             // of the hit: "contacts/", "faq/#q-anonymous"
  std::vector<std::string> words;  // a query that contains one of them leads there
};

struct UnitLead {
  std::string address;             // "units/#unit-housing"
  std::string name;                // as unit_core() has it, for abbreviations
  std::vector<std::string> words;  // what it handles, and other names
};

struct SearchLeads {
  std::vector<SearchLead> answers;  // the site's own first
  std::vector<UnitLead> units;
  std::vector<std::vector<std::string>> same;
};

// Pure. An answer of the catalogue may name a page that the site does not have.
SearchLeads search_leads(const core::Site& site, const core::Texts& texts);

// The name without its place, and with the short form of its end, as abbreviations are made from
// it: "平邑县发展和改革委员会" -> "发展和改革委".
std::string unit_core(std::string_view name, std::string_view place);

// Whether the word is an abbreviation of a unit_core(): 3 characters or more of it in their order,
// with its first and its last: "人社局". static/search_words.js has the same rule.
bool is_abbreviation(std::string_view word, std::string_view core_of_name);

// Checks the site's own words against all hits of the site. Warns about an answer whose page is not
// there (search.unknown-page), since a window that is taken away must not stop a build, and about a
// word that helps no query (search.no-help), because its search finds that page first without it,
// or because no page has any of the words that mean the same.
void check_leads(const core::Site& site, const core::Texts& texts,
                 const std::vector<const SearchExtract*>& hits, core::Diagnostics& diagnostics);

}  // namespace generator

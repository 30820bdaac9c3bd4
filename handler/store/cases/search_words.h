// Search terms. Chinese is written without spaces, so texts are cut into overlapping pairs of
// characters: a word of two characters is found at any position.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace handler::store {

// The terms of a text, joined by spaces, in text order: pairs of neighbours in a run of Chinese
// characters (a run of one is its own term) and whole words of ASCII letters and digits in lower
// case; full-width forms count as ASCII. Other characters count as Chinese ones, whatever their
// case. A blank between two Chinese characters is padding. Removing a document from the index needs
// the same terms, so a change here is a step of the schema (see kLists in schema.cc).
std::string words_in(std::string_view text);

// A term for a property of the case, such as the unit that holds it.
std::string scope_term(std::string_view kind, std::string_view id);

// The typed search as an FTS5 query: all words must match, runs of Chinese as phrases, ASCII words
// and single characters as prefixes. Single characters with blanks between them are one padded
// name. "" if fewer than two characters are left.
std::string match_for(std::string_view typed);

// Matches any of the terms; "" if there are none.
std::string match_any(const std::vector<std::string>& terms);

}  // namespace handler::store

// Chinese is written without spaces: texts are cut into overlapping pairs of characters, so that a
// word of two characters is found wherever it stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace handler::store {

// The terms of a text, joined by spaces, in the order of the text: pairs of neighbours in a run of
// Chinese (a run of one is itself), whole words of ASCII letters and digits in small letters;
// full-width forms count as ASCII. What is indexed can only be taken out again by the same terms,
// so a change here is a step of the schema (see kLists in schema.cc).
std::string words_in(std::string_view text);

// A term that stands for something else than a word, such as the unit that holds a case.
std::string scope_term(std::string_view kind, std::string_view id);

// The question for what somebody typed, in the language of FTS5: all of its words, the runs of
// Chinese as they stand, the last letters of a word left open. "" if less than two characters are
// left to look for.
std::string match_for(std::string_view typed);

// Any of these terms; "" for none.
std::string match_any(const std::vector<std::string>& terms);

}  // namespace handler::store

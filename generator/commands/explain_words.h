// Which values of a site's files stand on a page word for word: the place to go to for who wants to
// change a sentence.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace generator {

// The values of one key that are on a page.
struct PageWords {
  std::string file;  // name in the site's folder: "policy.yaml"
  std::string key;   // "scope.text"; items of a list are not told apart; of a table: the column
  std::vector<int> lines;  // where they stand, from 1
};

// By file and place: values that are words or phone numbers, and dates and limits as pages print
// them; of a spreadsheet the rows of windows that the page names; of an article its head. What a
// page works out (due dates, counts) is not found. `files` are names among `texts`.
std::vector<PageWords> words_on_page(std::string_view html,
                                     const std::map<std::string, std::string>& texts,
                                     const std::vector<std::string>& files);

}  // namespace generator

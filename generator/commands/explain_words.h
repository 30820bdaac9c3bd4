// Finds which values of a site's files are on a page word for word, to show where to edit a
// sentence.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace generator {

// The values of one key that are on a page.
struct PageWords {
  std::string file;        // name in the site's folder: "policy.yaml"
  std::string key;         // "scope.text"; the same for all items of a list; in a table: the column
  std::vector<int> lines;  // where they are in the file, from 1
};

// Sorted by file and position: wording and phone numbers, and dates and limits as pages print them;
// in a spreadsheet, the rows of windows that the page names; in an article, its head. Values that a
// page computes (due dates, counts) are not found. `files` are names among `texts`.
std::vector<PageWords> words_on_page(std::string_view html,
                                     const std::map<std::string, std::string>& texts,
                                     const std::vector<std::string>& files);

}  // namespace generator

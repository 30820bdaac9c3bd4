// The entries of each file of a site, as they are compared: which lists a file has, what identifies
// an entry and which windows it concerns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/changes/entries.h"

namespace core {

// One list of a file.
struct ListedEntries {
  ListRules rules;
  std::vector<ListedEntry> entries;
};

// A file taken apart: its lists, and all that is in no list as one entry without a name.
struct FileEntries {
  std::vector<ListedEntries> lists;
  ListedEntry rest;
};

// The folder of pictures and PDF.
inline constexpr std::string_view kSiteFiles = "files/";

// What a file is about by its path; `rules` if no other area has it.
ChangeArea area_of_file(const std::string& file);

// Nothing if the file cannot be compared by entries: it is not what its reader takes, or no area of
// an editor has it. `texts` are those of its folder, for names and ids that other files give. A
// file that is not there has the same lists without entries. Pure.
std::optional<FileEntries> entries_of_file(const std::string& file, const FolderTexts& texts);

}  // namespace core

// Articles, the wordings of documents and the figures: files that are one entry each.
#pragma once

#include <optional>
#include <string>

#include "core/changes/file_entries.h"

namespace core {

// `rules` if it is none of these.
ChangeArea area_of_article(const std::string& file);

// Nothing if it is none of these, or not what its reader takes.
std::optional<FileEntries> entries_of_article(const std::string& file, const FolderTexts& texts);

}  // namespace core

// The rows of windows.csv as entries: a window whose row names no id has one that follows from its
// name and its parent.
#pragma once

#include <optional>
#include <string_view>

#include "core/changes/file_entries.h"

namespace core {

inline constexpr std::string_view kWindowTable = "windows.csv";

// Nothing if the table cannot be read, or has no line with names of columns.
std::optional<FileEntries> entries_of_window_table(const FolderTexts& texts);

}  // namespace core

// A table of windows that was copied in a spreadsheet and pasted at the desk: what it would change,
// before anything is kept.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/publishing/directory/window_edits.h"

namespace handler::publishing {

struct PasteMistake {
  std::size_t row = 0;  // of the pasted table, from 1; 0: the whole table
  std::string column;   // its head as pasted; "": the whole row
  std::string reason;   // "phone", "hours" ...: the table in the source
  std::string cell;     // as pasted
};

struct WindowPaste {
  std::vector<WindowChange> changes;
  std::vector<WindowValues> added;     // with parents as pasted
  std::vector<PasteMistake> mistakes;  // with any, nothing may be kept
  std::size_t rows = 0;                // windows in the table

  bool changes_nothing() const { return changes.empty() && added.empty(); }
};

// Reads cells separated by tabs, as spreadsheets copy them, or CSV, with the reader of windows.csv.
// Windows that the table does not name stay as they are, and so do columns that it does not have;
// an empty cell of a column that it has takes the value away. Names, levels and the windows above
// are not changed by a table: one that says otherwise is a mistake. Fails (invalid) only if the
// site's own files have mistakes. Pure.
core::Result<WindowPaste> read_paste(const core::FolderTexts& texts, const std::string& typed);

// Makes the changes of a paste without mistakes. Fails as set_windows() does. Pure.
core::Result<core::FileChanges> apply_paste(const core::FolderTexts& texts,
                                            const WindowPaste& paste);

}  // namespace handler::publishing

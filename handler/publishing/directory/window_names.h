// What a window's new area or name brings along: the id that was derived from the old one stays,
// and rows of windows.csv that name the window as the one above follow.
#pragma once

#include <vector>

#include "handler/publishing/directory/window_edits.h"

namespace handler::publishing {

// The changes, and behind each that gives a window another area or name those that follow from it:
// the window's own id where its entry names none, because cases, accounts and printed signs know
// it; and the parent of rows that name the window by what it was called. `entries` are those of
// window_entries(). Pure.
std::vector<WindowChange> with_what_names_bring(const std::vector<WindowEntry>& entries,
                                                const std::vector<WindowChange>& changes);

}  // namespace handler::publishing

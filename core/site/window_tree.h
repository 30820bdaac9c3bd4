// Which window is above which: the order of levels, and what a window takes over from the one above
// it.
#pragma once

#include <vector>

#include "core/site/directory.h"

namespace core {

// Reports windows in a circle and windows above their parent's level; `parent_spans` says where
// each parent is named.
void check_window_tree(const std::vector<Window>& windows, const std::vector<Span>& parent_spans,
                       Diagnostics& diagnostics);

// Puts every window but the first below another (the first if it names none), and hands down phone
// and hours. The windows are checked. `main_hours` are those of the first window if it gives none;
// nothing if nobody published any.
void inherit(std::vector<Window>& windows, const std::optional<OfficeHours>& main_hours);

}  // namespace core

// Windows as the files of a site say them (windows.yaml, windows/NAME.yaml, windows.csv), and how
// they become one checked tree.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/directory/window.h"

namespace core {

// One window as its file says it: nothing is inherited or derived yet.
struct WindowDraft {
  Window window;  // `id` may be empty in a spreadsheet, `name` where there is an `area`
  Span parent_span;
  bool parent_by_name = false;     // the parent may also be named by its area or name
  std::size_t default_parent = 0;  // which draft is above if none is named
};

struct WindowSources {
  std::vector<WindowDraft> drafts;  // in the order of files and lines; the first is the main window
  WindowGoal goal;
  std::map<std::string, Span> goal_spans;  // by level
};

// What a site says that its windows take over.
struct WindowDefaults {
  std::string window_name;  // "“办不成事”反映窗口", behind an area where there is no name
  std::string hall;         // of the main window
  std::optional<OfficeHours> hours;  // of the main window; nothing if nobody published any
};

// The words of levels, signs and of what a window may lack, as YAML and pages name them.
inline constexpr std::array<std::string_view, 5> kWindowLevels = {"city", "district", "county",
                                                                  "town", "village"};
inline constexpr std::array<std::string_view, 3> kWindowSigns = {"entrance", "desk", "none"};
inline constexpr std::array<std::string_view, 3> kWindowLacks = {"leading_group", "office", "sign"};

// After so many mistakes of one kind the rest is left for the next time: a column that went wrong
// is wrong in every row, and each name is compared with all others for its hint.
inline constexpr std::size_t kMostWindowMistakes = 100;

// Finds each window's parent, derives missing ids and names, hands down phone and hours. Reports
// ids given twice, unknown parents, circles, windows above their parent's level, goals below what
// is listed; then the result is empty. Time grows with the number of windows, not faster, even if
// every parent is unknown.
std::vector<Window> connect_windows(WindowSources sources, const WindowDefaults& defaults,
                                    Diagnostics& diagnostics);

}  // namespace core

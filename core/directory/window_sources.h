// Windows as written in a site's files (windows.yaml, windows/NAME.yaml, windows.csv), and how they
// become one checked tree.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/directory/window.h"

namespace core {

// One window as its file describes it: nothing is inherited or derived yet.
struct WindowDraft {
  Window window;  // `id` may be empty in a spreadsheet, `name` where there is an `area`
  Span parent_span;
  bool parent_by_name = false;     // the parent may also be given by its area or name
  std::size_t default_parent = 0;  // index of the parent if none is named
};

struct WindowSources {
  std::vector<WindowDraft> drafts;  // in the order of files and lines; the first is the main window
  WindowGoal goal;
  std::map<std::string, Span> goal_spans;  // by level
};

// Values of the site that windows use if they have none of their own.
struct WindowDefaults {
  std::string window_name;  // "“办不成事”反映窗口", appended to the area if there is no name
  std::string hall;         // of the main window
  std::optional<OfficeHours> hours;  // of the main window; nothing if none are published
};

// The words for levels, signs and missing parts of a window, in YAML and on pages.
inline constexpr std::array<std::string_view, 5> kWindowLevels = {"city", "district", "county",
                                                                  "town", "village"};
inline constexpr std::array<std::string_view, 3> kWindowSigns = {"entrance", "desk", "none"};
inline constexpr std::array<std::string_view, 3> kWindowLacks = {"leading_group", "office", "sign"};

// After this many mistakes of one kind the rest is not reported: a wrong column is wrong in every
// row, and each hint compares a name with all others.
inline constexpr std::size_t kMostWindowMistakes = 100;

// The id of a window that its file does not name: it depends on the window above and on its area
// (or name), not on the order of the rows.
std::string derived_window_id(const std::string& parent, const std::string& short_name);

// Finds each window's parent, derives missing ids and names, and passes phone and hours down.
// Reports duplicate ids, unknown parents, circles, windows of a higher level than their parent, and
// goals below the listed number; then the result is empty. Takes linear time, even if every parent
// is unknown.
std::vector<Window> connect_windows(WindowSources sources, const WindowDefaults& defaults,
                                    Diagnostics& diagnostics);

}  // namespace core

// Where the windows of a site stand in its files, what each says there, and the table windows.csv
// as it is edited. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/directory/window.h"
#include "core/directory/window_words.h"
#include "core/editing/splices.h"

namespace handler::publishing {

inline constexpr std::string_view kWindowsFile = "windows.yaml";
inline constexpr std::string_view kWindowsTable = "windows.csv";
inline constexpr std::string_view kWindowsFolder = "windows/";
inline const std::string kWindowsKey = "windows";

// What a window says of itself, in the words of windows.yaml: phones with ", " between, hours as
// "09:00-12:00, 13:30-17:00", `set_up` as "false" or a day, `lacks` as "office, sign". A value that
// is missing or empty is as the window above has it, or as the reader takes it by default.
using WindowValues = std::map<core::WindowColumn, std::string>;

// The values of a window as a reader made it of one entry, before anything is handed down.
WindowValues values_of(const core::Window& window);

struct WindowEntry {
  std::string id;      // derived if the file names none
  std::string parent;  // id; "": the main window
  std::string file;    // "windows.csv"
  std::size_t at = 0;  // index in the list of its file, or record of the table
  bool in_table = false;
  WindowValues own;  // only values that are not empty

  const std::string& value(core::WindowColumn column) const;
  // Of what the entry says (mark_of.h).
  std::string mark() const;
};

// In the order of Site::windows. Fails (invalid) if the files have mistakes.
core::Result<std::vector<WindowEntry>> window_entries(const core::FolderTexts& texts);
// nullptr if there is none.
const WindowEntry* find_entry(const std::vector<WindowEntry>& entries, const std::string& id);

// The rows of windows.csv with its head: the first row that names the column of levels.
struct WindowTable {
  std::vector<std::vector<std::string>> rows;
  std::size_t head = 0;
  bool chinese = false;  // the language of the head

  // The index of a column; nothing if the table lacks it.
  std::optional<std::size_t> place_of(core::WindowColumn column) const;
  // The records that are windows.
  std::vector<std::size_t> filled() const;
  // Behind the last of them.
  std::size_t end() const;
};

// Fails (invalid) if it is no CSV or has no head.
core::Result<WindowTable> read_window_table(const core::SourceFile& file);

}  // namespace handler::publishing

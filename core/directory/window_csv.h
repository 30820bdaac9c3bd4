// Reads windows.csv, the list a clerk keeps in a spreadsheet.
#pragma once

#include <string>

#include "core/directory/window_sources.h"

namespace core {

// `text` as in the file; see window_csv.cc. Stops after 100 mistakes. False if the file could not
// be read to its end, so that checks between windows make no sense.
bool read_windows_csv(const std::string& file, const std::string& text, WindowSources& sources,
                      Diagnostics& diagnostics);

}  // namespace core

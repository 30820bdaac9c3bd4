// Reads windows from YAML: windows.yaml, and a file a town in windows/.
#pragma once

#include "core/directory/window_sources.h"
#include "core/input/yaml_reader.h"

namespace core {

// Each adds the content of one file. windows.yaml may also contain the goal, and may list no
// windows if `others` (windows.csv or windows/) do. A window of windows/NAME.yaml without a parent
// is below the first window of that file.
void read_windows(const YamlNode& root, bool others, WindowSources& sources,
                  Diagnostics& diagnostics);
void read_window_file(const YamlNode& root, WindowSources& sources, Diagnostics& diagnostics);

}  // namespace core

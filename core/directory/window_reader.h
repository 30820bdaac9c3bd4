// Reads windows from YAML: windows.yaml, and a file a town in windows/.
#pragma once

#include "core/directory/window_sources.h"
#include "core/input/yaml_reader.h"

namespace core {

// Each adds what one file says. windows.yaml may also say the goal, and may list no window if
// `others` (windows.csv or windows/) list them. A window of windows/NAME.yaml that names no parent
// stands below the first of that file.
void read_windows(const YamlNode& root, bool others, WindowSources& sources,
                  Diagnostics& diagnostics);
void read_window_file(const YamlNode& root, WindowSources& sources, Diagnostics& diagnostics);

}  // namespace core

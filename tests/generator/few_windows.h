// The demo county with a dozen windows instead of 160: tests that build it many times prove as much
// in a tenth of the time.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "tests/generator/temp_folder.h"

// Keeps two towns with two villages each in the site's windows.csv, and leaves its other sources of
// windows unchanged.
void keep_few_windows(const std::filesystem::path& site);

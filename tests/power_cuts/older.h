// A database that an older version of the program left behind, with cases.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/power_cuts/hall.h"

namespace power {

// Makes one of that version of the schema in the folder. The cases are reported by the present
// program and then moved, so the store must keep them through the migration. No Power may live.
void lay_down_older(const std::filesystem::path& folder, int version, std::vector<SentCase>& cases,
                    World& world);

}  // namespace power

// Plays one scenario in its own world.
#pragma once

#include <string>

namespace scenarios {

// Returns "" if all expectations hold, else FILE:LINE and the difference.
std::string play(const std::string& transport, const std::string& site_folder,
                 const std::string& file);

}  // namespace scenarios

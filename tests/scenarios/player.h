// Plays one scenario in a world of its own.
#pragma once

#include <string>

namespace scenarios {

// Value: "" if everything was as expected, else FILE:LINE and what was different.
std::string play(const std::string& transport, const std::string& site_folder,
                 const std::string& file);

}  // namespace scenarios

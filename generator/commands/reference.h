// The reference of every YAML key as the program carries it, so that who writes a site has the one
// that fits the program at hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace generator {

// docs/content-reference.md as it was when the program was built.
std::string_view content_reference();

// A part of it, with its heading: "policy.yaml". A name that no heading equals is looked for in the
// headings: "calendar" is content/calendar/YEAR.yaml. Nothing if there is none.
std::optional<std::string> reference_section(std::string_view name);

// The headings of all parts, in order.
std::vector<std::string> reference_headings();

}  // namespace generator

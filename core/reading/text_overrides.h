// A site's own wording over the catalogue.
#pragma once

#include <map>
#include <string>

#include "core/reading/texts.h"

namespace core {

// Reads a site's texts.yaml, which has the same nesting. Errors: a key that the catalogue lacks
// (with "did you mean"), and a placeholder that the catalogue's text does not have. With an empty
// catalogue only the form is checked.
std::map<std::string, std::string> read_text_overrides(const YamlNode& root, const Texts& catalogue,
                                                       Diagnostics& diagnostics);

}  // namespace core

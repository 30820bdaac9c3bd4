// A site's own wording over the catalogue.
#pragma once

#include <map>
#include <string>

#include "core/reading/texts.h"

namespace core {

// Reads a site's texts.yaml: the same nesting; a key that the catalogue lacks is an error with "did
// you mean", and so is a placeholder that the catalogue's text does not have. With an empty
// catalogue only the form is checked.
std::map<std::string, std::string> read_text_overrides(const YamlNode& root, const Texts& catalogue,
                                                       Diagnostics& diagnostics);

}  // namespace core

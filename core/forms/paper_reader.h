// Reads the paper forms of forms.yaml.
#pragma once

#include <vector>

#include "core/forms/paper_form.h"

namespace core {

// Reads `grids` of forms.yaml and checks everything that needs no other file: known fields, rows
// that add up to the columns, copies that exist, numbers of workdays typed into a text.
std::vector<PaperForm> read_paper_forms(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core

// Reads the paper forms of forms.yaml.
#pragma once

#include <vector>

#include "core/forms/paper_form.h"

namespace core {

// Reads `grids` of forms.yaml and checks everything that needs no other file: known fields, rows
// that fill the columns, known copies, and numbers of workdays typed into texts.
std::vector<PaperForm> read_paper_forms(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core

// What the strict reader found, as a sentence for the person at the desk.
#pragma once

#include <string>
#include <vector>

#include "core/input/diagnostic.h"
#include "core/reading/texts.h"

namespace handler::desk {

// With the file as it is called below the site's folder, and the line if there is one. Pure.
std::string sentence_of(const core::Texts& texts, const core::Diagnostic& found);

// The sentences of those of this severity, in their order.
std::vector<std::string> sentences_of(const core::Texts& texts,
                                      const std::vector<core::Diagnostic>& found,
                                      core::Severity severity);

}  // namespace handler::desk

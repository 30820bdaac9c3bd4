// The sentences of all findings in two languages. They stand in code, because a check must be able
// to say that the templates are missing.
#pragma once

#include <string>
#include <vector>

#include "handler/health/finding.h"

namespace handler::health {

// The finding of that id with `values` put into its sentences, in their order. An id that no
// sentence has is a bug.
Finding finding(Level level, const std::string& id, const std::vector<std::string>& values = {});

// "警告" or "warning".
std::string level_word(Level level, bool chinese);

// All ids, in the order of the table.
std::vector<std::string> finding_ids();

}  // namespace handler::health

// Rows of the action table that have a file of their own.
#pragma once

#include <vector>

#include "handler/cases/workflow.h"

namespace handler::cases {

// What keeps cases in order without moving them on: the file, duplicates, lost numbers.
std::vector<ActionRule> keeping_rows();

// The reporter's own row for a number that others know.
ActionRule change_number_row();

}  // namespace handler::cases

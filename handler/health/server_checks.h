// Checks of the PostgreSQL server that has the data: how safe it keeps them, and how long what was
// destroyed is still in its files or its archived log. Pure.
#pragma once

#include "handler/health/finding.h"
#include "handler/health/machine.h"

namespace handler::health {

// Adds nothing where the data are in a file.
void check_server(const MachineFacts& machine, Findings& found);
// What was destroyed and is still in the files of the database, wherever that is.
void check_leftovers(const MachineFacts& machine, Findings& found);

}  // namespace handler::health

// Checks of the PostgreSQL server that has the data: how safe it keeps them, and how long its archived log keeps what was
// destroyed. Pure.
#pragma once

#include "handler/health/finding.h"
#include "handler/health/machine.h"

namespace handler::health {

// Adds nothing where the data are in a file.
void check_server(const MachineFacts& machine, Findings& found);

}  // namespace handler::health

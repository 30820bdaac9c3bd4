// Checks of what fills a site's room in the database: reports that were set aside and files, and of
// the programs that files go through. Each adds what it finds. Pure.
#pragma once

#include "handler/health/finding.h"
#include "handler/health/machine.h"

namespace handler::health {

// What came above a site's budget.
void check_set_aside(const MachineFacts& machine, Findings& found);
// The files that people sent: red when nine tenths of their room are used up.
void check_held_files(const MachineFacts& machine, Findings& found);
// Cleaner and scanner.
void check_files(const MachineFacts& machine, Findings& found);

}  // namespace handler::health

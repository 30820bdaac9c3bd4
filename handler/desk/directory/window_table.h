// Phones, hours, state and what is missing of many windows at once, as a table to fill in.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/windows-table: `below` shows one window and those below it, `page` counts from 1.
web::Response show_window_table(const Visit& visit);
// POST …/change: only cells that differ become edits. Mistakes are shown at their cells, with all
// that was typed. 409 if a window of the page says something else by now.
web::Response change_window_table(const Visit& visit);

}  // namespace handler::desk

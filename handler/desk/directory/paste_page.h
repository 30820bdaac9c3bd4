// Windows pasted from a spreadsheet: first what would change, in words; then one confirmation.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/windows-table/paste: the empty form.
web::Response show_window_paste(const Visit& visit);
// POST …/paste: the changes that the table makes, pasted or as a file (table_file.h), or its
// mistakes at row and cell (422). Keeps nothing.
web::Response check_window_paste(const Visit& visit);
// POST …/keep: the same table, with the mark of the changes that were shown; 409 with the changes
// of now if they are others.
web::Response keep_window_paste(const Visit& visit);

}  // namespace handler::desk

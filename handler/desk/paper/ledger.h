// A ledger filled in for a period: printed as its document prescribes, and as a file for a
// spreadsheet (PY-12, BG-56, PZ-16).
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: the ledger of `form` for the period that is asked for, without who reported. POST: with
// them, where this person may see them; each look is recorded in its case. With `as=csv` a file for
// a spreadsheet, else a page for printing.
web::Response show_ledger(const Visit& visit);

}  // namespace handler::desk

// A ledger for a period: printed as its document prescribes, or as a file for spreadsheets (PY-12,
// BG-56, PZ-16).
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: the ledger of `form` for the requested period, without reporters' identities. POST: with
// identities where this user may see them; each view is recorded in its case. `as=csv` gives a file
// for spreadsheets, otherwise a page for printing.
web::Response show_ledger(const Visit& visit);

}  // namespace handler::desk

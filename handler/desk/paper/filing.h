// What the window owes its superiors: which report of which period is due when, the report itself,
// and the note that it was sent (PZ-16, PZ-35, PZ-40).
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The page of ledgers and filings: what is due, what was filed, every ledger with its periods.
web::Response show_ledgers(const Visit& visit);
// One report of one period, for printing.
web::Response show_filing(const Visit& visit);
// POST: notes that it was sent.
web::Response note_filing(const Visit& visit);

// FILING_WAITING[] for whoever may report: what is not noted as sent yet, with its day, for the top
// of the worklist. Nothing where there is none.
void add_filings_due(core::TemplateData& data, const Visit& visit);

}  // namespace handler::desk

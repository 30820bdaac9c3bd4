// Reports to superiors: which are due when, their content, and the record that they were sent
// (PZ-16, PZ-35, PZ-40).
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The page of ledgers and filings: due filings, sent ones, and every ledger with its periods.
web::Response show_ledgers(const Visit& visit);
// One filing for one period, for printing.
web::Response show_filing(const Visit& visit);
// POST: records that the filing was sent.
web::Response note_filing(const Visit& visit);

// FILING_WAITING[] for users who may file: filings not recorded as sent, with their deadlines, for
// the top of the worklist.
void add_filings_due(core::TemplateData& data, const Visit& visit);

}  // namespace handler::desk

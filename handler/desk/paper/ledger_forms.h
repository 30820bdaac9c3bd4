// The ledgers of a site: those its documents prescribe, and two standard ones.
#pragma once

#include <string>
#include <vector>

#include "core/page/paper_view.h"
#include "handler/desk/paper/csv.h"
#include "handler/desk/paper/period.h"

namespace handler::desk {

// The ids of the standard ledgers: all cases without reporters (PZ-15, PZ-16), and the units'
// results (PY-31, BG-41).
inline constexpr const char* kCasesLedger = "cases";
inline constexpr const char* kUnitsLedger = "units";

// The ledgers and registration forms of forms.yaml, then the list of cases, then, for users who see
// the whole site, the table of units.
std::vector<core::PaperForm> ledger_forms(const Visit& visit);

// A line for each unit that received a case in the period, by name.
std::vector<core::PaperValues> unit_lines(const Visit& visit, const cases::Tally& tally);

// The column headings of a form as a table: those of a ledger, or the cells of a registration form
// that contain a field.
struct LedgerColumn {
  std::string label;
  std::string field;
};
std::vector<LedgerColumn> columns_of(const Visit& visit, const core::PaperForm& form);
CsvRow csv_head(const std::vector<LedgerColumn>& columns);
CsvRow csv_line(const std::vector<LedgerColumn>& columns, const core::PaperValues& values);

}  // namespace handler::desk

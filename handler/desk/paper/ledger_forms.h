// Which ledgers a site keeps: those that its documents prescribe, and two that every site has.
#pragma once

#include <string>
#include <vector>

#include "core/page/paper_view.h"
#include "handler/desk/paper/csv.h"
#include "handler/desk/paper/period_cases.h"

namespace handler::desk {

// Ids of the two that no document prescribes: all cases without who reported (PZ-15, PZ-16), and
// what each unit got and did (PY-31, BG-41).
inline constexpr const char* kCasesLedger = "cases";
inline constexpr const char* kUnitsLedger = "units";

// Ledgers and registration forms of forms.yaml, then the list of cases, then, for whoever sees the
// whole site, the table of units.
std::vector<core::PaperForm> ledger_forms(const Visit& visit);

// A line for each unit that got a case in the period, by name.
std::vector<core::PaperValues> unit_lines(const Visit& visit, const cases::Tally& tally);

// The heads of the columns of a form as a table: a ledger's own, or the cells of a registration
// form that hold a field.
struct LedgerColumn {
  std::string label;
  std::string field;
};
std::vector<LedgerColumn> columns_of(const Visit& visit, const core::PaperForm& form);
CsvRow csv_head(const std::vector<LedgerColumn>& columns);
CsvRow csv_line(const std::vector<LedgerColumn>& columns, const core::PaperValues& values);

}  // namespace handler::desk

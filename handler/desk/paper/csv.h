// CSV files for spreadsheets.
#pragma once

#include <string>
#include <vector>

#include "handler/web/response.h"

namespace handler::desk {

using CsvRow = std::vector<std::string>;

// RFC 4180 in UTF-8 with a byte order mark; without it spreadsheets misread Chinese. A cell that a
// spreadsheet would evaluate (it begins with = + - @ or their full-width forms, a tab or a line
// end) or round (more than eleven digits) gets an apostrophe before it.
std::string csv(const std::vector<CsvRow>& rows);

// The same as a download; `name` is plain ASCII.
web::Response csv_file(const std::string& name, const std::vector<CsvRow>& rows);

}  // namespace handler::desk

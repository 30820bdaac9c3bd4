// Tables for a clerk's spreadsheet.
#pragma once

#include <string>
#include <vector>

#include "handler/web/response.h"

namespace handler::desk {

using CsvRow = std::vector<std::string>;

// RFC 4180 in UTF-8 with a byte order mark, without which spreadsheets take Chinese for something
// else. A cell that a spreadsheet would compute (it begins with = + - @ or their full-width forms,
// a tab or a line end) or would round (more than eleven digits) begins with an apostrophe instead.
std::string csv(const std::vector<CsvRow>& rows);

// The same as a file to be saved; `name` is plain ASCII.
web::Response csv_file(const std::string& name, const std::vector<CsvRow>& rows);

}  // namespace handler::desk

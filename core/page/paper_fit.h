// Fits a case's long texts on an A4 sheet: a text that is too long for its cell begins there, and
// is printed in full on an annex sheet. A text is never cut silently.
#pragma once

#include <string>

#include "core/page/paper_view.h"

namespace core {

// Data of the template print/sheet: the form with its values, shortened where a cell is too small,
// and an annex with the full texts. `name` identifies the sheet ("PY-2026-0042"). The estimate of
// room is cautious; a sheet that is too long nevertheless continues on another page.
TemplateData paper_sheet_data(const PaperForm& form, const Policy& policy, const Texts& texts,
                              PaperFilling filling, const std::string& name);

// The number of lines that a text takes at that width, at least 1; `first` characters of the first
// line are already taken.
int paper_lines(std::string_view text, int characters_a_line, int first = 0);

}  // namespace core

// A case's long texts on a sheet of A4: what has room stands in its cell, what has not begins there
// and is printed in full on an annex sheet. Nothing is cut without a word.
#pragma once

#include <string>

#include "core/page/paper_view.h"

namespace core {

// Data for the template print/sheet: the form with its values, shortened where a cell has no room
// for all of it, and behind it the annex with the whole texts. `name` says whose sheet it is ("PY-
// 2026-0042"). Room is estimated carefully; a sheet that grows all the same goes on to another
// page.
TemplateData paper_sheet_data(const PaperForm& form, const Policy& policy, const Texts& texts,
                              PaperFilling filling, const std::string& name);

// As many lines as a text takes in a cell so wide; `first` characters of the first line are taken.
// Never less than 1.
int paper_lines(std::string_view text, int characters_a_line, int first = 0);

}  // namespace core

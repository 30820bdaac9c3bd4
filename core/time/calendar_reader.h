// Reads State Council notices and local closures.
#pragma once

#include <vector>

#include "core/input/yaml_reader.h"
#include "core/time/calendar.h"

namespace core {

// Reads one content/calendar/YEAR.yaml:
//   schema: 1
//   year: 2026
//   notice: 国务院办公厅关于2026年部分节假日安排的通知
//   issued: 2025-11-04
//   holidays: [{name: 元旦, from: 2026-01-01, to: 2026-01-03}]
//   workdays: [{name: 元旦, day: 2026-01-04}]
// `to` may be left out for a single day. Mistakes: days out of order or far outside the year, a day
// named twice, a make-up day on an ordinary weekday; codes calendar.date, .order, .outside, .twice,
// .needless. Festivals that no holiday names are listed in `unnamed`, which is no mistake here.
CalendarYear read_calendar_year(const YamlNode& root, Diagnostics& diagnostics);

// Closures of a policy: [{name: 台风停工, from: 2026-09-01, to: 2026-09-02, open: false}]; `to` and
// `open` may be left out. `open: true` makes the days workdays. The same mistakes as above, and
// calendar.too-long for more than 366 days.
std::vector<LocalDay> read_closures(const YamlNode& list, Diagnostics& diagnostics);

}  // namespace core

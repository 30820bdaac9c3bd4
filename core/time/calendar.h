// Which days are workdays: the State Council's notices year by year, and a site's own closures.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/input/yaml_reader.h"
#include "core/time/local_time.h"

namespace core {

// One day that a notice takes out of or puts into the ordinary week.
struct SpecialDay {
  bool works = false;  // true: a make-up workday (调休上班)
  std::string name;    // "国庆节"
};

// One State Council notice. Days outside the year (2022-12-31 in the notice for 2023) are allowed.
struct CalendarYear {
  int year = 0;
  std::string notice;  // "国办发明电〔2022〕16号"
  Day issued{};
  std::map<Day, SpecialDay> days;
};

// A site's own closure: typhoon, local holiday. `works` true opens a day that the notice closes.
struct LocalDay {
  Day from{};
  Day to{};
  bool works = false;
  std::string name;
};

// What a day is and why; the words for people are made from this.
struct DayKind {
  bool works = false;
  bool provisional = false;  // the year's notice is not in hand: counted by weekday
  bool special = false;  // named by a notice or by the site, even where it only confirms a Sunday
  std::string name;      // "国庆节", a closure's name; empty for ordinary days
  bool local = false;    // named by the site, not by a notice
};

// A value; cheap to ask, immutable after building.
class Calendar {
 public:
  Calendar() = default;
  Calendar(std::vector<CalendarYear> years, std::vector<LocalDay> closures);

  DayKind kind_of(Day day) const;
  bool is_workday(Day day) const;
  bool knows_year(int year) const;
  const std::vector<CalendarYear>& years() const { return years_; }
  const CalendarYear* year(int number) const;
  // The same calendar with one more notice; a site's own days stay above it.
  Calendar with(CalendarYear notice) const;

 private:
  struct NamedDay {
    SpecialDay day;
    bool local = false;
  };

  std::vector<CalendarYear> years_;
  std::map<Day, NamedDay> special_;  // notices, then closures over them
};

// Reads one content/calendar/YEAR.yaml:
//   schema: 1
//   year: 2026
//   notice: 国务院办公厅关于2026年部分节假日安排的通知
//   issued: 2025-11-04
//   holidays: [{name: 元旦, from: 2026-01-01, to: 2026-01-03}]
//   workdays: [{name: 元旦, day: 2026-01-04}]
// `to` may be left out for a single day. Mistakes: days out of order or far outside the year, a day
// named twice, a make-up day on an ordinary weekday; codes calendar.date, .order, .outside, .twice,
// .needless.
CalendarYear read_calendar_year(const YamlNode& root, Diagnostics& diagnostics);

// Closures of a policy: [{name: 台风停工, from: 2026-09-01, to: 2026-09-02, open: false}]; `to` and
// `open` may be left out. `open: true` makes the days workdays. Mistakes as above, and
// calendar.too-long for more than 366 days.
std::vector<LocalDay> read_closures(const YamlNode& list, Diagnostics& diagnostics);

}  // namespace core

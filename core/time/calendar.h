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

}  // namespace core

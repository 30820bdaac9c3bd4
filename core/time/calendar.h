// Which days are workdays: the State Council's yearly notices, and a site's own closures.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/out_of_line.h"
#include "core/input/yaml_reader.h"
#include "core/time/local_time.h"

namespace core {

// A day that a notice makes a holiday or a workday.
struct SpecialDay {
  bool works = false;  // true: a make-up workday (调休上班)
  std::string name;    // "国庆节"
};

// One State Council notice. It may name days outside its year (2022-12-31 in the notice for 2023).
struct CalendarYear {
  int year = 0;
  std::string notice;  // "国办发明电〔2022〕16号"
  Day issued{};
  std::map<Day, SpecialDay> days;
  // Festivals that every year has and this notice does not name. While there are any, more is to
  // come, and the year's dates stay provisional.
  std::vector<std::string> unnamed = {};
};

// A site's own closure, such as a typhoon or a local holiday. With `works` the days are open
// although the notice closes them.
struct LocalDay {
  Day from{};
  Day to{};
  bool works = false;
  std::string name;
};

// Whether a day is a workday, and why; explanations for people are made from this.
struct DayKind {
  bool works = false;
  bool provisional = false;  // no whole notice for its year yet: counted by weekday
  bool special = false;      // named by a notice or the site, even if it is a Sunday anyway
  std::string name;          // "国庆节", a closure's name; empty for ordinary days
  bool local = false;        // named by the site, not by a notice
};

// How a later calendar differs from an earlier one on the days that may still move.
struct CalendarChange {
  std::vector<int> years;       // whose notice is whole only now
  std::map<Day, DayKind> days;  // as the later calendar has them

  bool empty() const { return years.empty() && days.empty(); }
};

// An immutable value; lookups are cheap.
class Calendar {
 public:
  BANCHENG_DECLARE_COPYING(Calendar);
  Calendar(std::vector<CalendarYear> years, std::vector<LocalDay> closures);

  DayKind kind_of(Day day) const;
  bool is_workday(Day day) const;
  // True if the notice for the year is there and names every festival.
  bool knows_year(int year) const;
  const std::vector<CalendarYear>& years() const { return years_; }
  const CalendarYear* year(int number) const;
  // The same calendar with one more notice; a site's own days still override it.
  Calendar with(CalendarYear notice) const;
  // What `later` says otherwise. Days after `today` count, and the days of notices that were
  // counted provisionally; other days keep what they were. A notice that `later` lacks takes
  // nothing back.
  CalendarChange change_to(const Calendar& later, Day today) const;
  // The same calendar after a change that change_to() found.
  Calendar with(const CalendarChange& change) const;
  // All that counting depends on, as text, to compare calendars by a hash.
  std::string text() const;

 private:
  struct NamedDay {
    SpecialDay day;
    bool local = false;
  };

  std::vector<CalendarYear> years_;
  std::map<Day, NamedDay> special_;  // notices, overridden by closures
};

}  // namespace core

// Decides which days are workdays: notices override the ordinary week, a site's own days override
// the notices.
#include "core/time/calendar.h"

#include <algorithm>

namespace core {

BANCHENG_DEFINE_COPYING(Calendar);

namespace {

bool is_weekend(Day day) {
  return weekday_of(day) >= 6;
}

}  // namespace

Calendar::Calendar(std::vector<CalendarYear> years, std::vector<LocalDay> closures)
    : years_(std::move(years)) {
  std::ranges::sort(years_, {}, &CalendarYear::year);
  for (const auto& year : years_) {
    for (const auto& [day, special] : year.days) special_[day] = {special, /*local=*/false};
  }
  for (const auto& closure : closures) {
    for (Day day = closure.from; day <= closure.to; day += std::chrono::days{1}) {
      special_[day] = {{closure.works, closure.name}, /*local=*/true};
    }
  }
}

DayKind Calendar::kind_of(Day day) const {
  const auto found = special_.find(day);
  if (found == special_.end()) {
    return {.works = !is_weekend(day), .provisional = !knows_year(year_of(day))};
  }
  const auto& [special, local] = found->second;
  return {.works = special.works, .special = true, .name = special.name, .local = local};
}

bool Calendar::is_workday(Day day) const {
  const auto found = special_.find(day);
  return found == special_.end() ? !is_weekend(day) : found->second.day.works;
}

bool Calendar::knows_year(int year) const {
  return std::ranges::any_of(years_, [year](const auto& known) { return known.year == year; });
}

const CalendarYear* Calendar::year(int number) const {
  const auto found = std::ranges::find(years_, number, &CalendarYear::year);
  return found == years_.end() ? nullptr : &*found;
}

Calendar Calendar::with(CalendarYear notice) const {
  Calendar more = *this;
  for (const auto& [day, special] : notice.days) {
    const auto own = more.special_.find(day);
    if (own == more.special_.end() || !own->second.local) more.special_[day] = {special, false};
  }
  more.years_.push_back(std::move(notice));
  std::ranges::sort(more.years_, {}, &CalendarYear::year);
  return more;
}

}  // namespace core

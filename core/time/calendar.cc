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

bool says_the_same(const DayKind& one, const DayKind& other) {
  return one.works == other.works && one.special == other.special && one.name == other.name &&
         one.local == other.local;
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
  return std::ranges::any_of(
      years_, [year](const auto& known) { return known.year == year && known.unnamed.empty(); });
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

CalendarChange Calendar::change_to(const Calendar& later, Day today) const {
  const auto may_move = [&](Day day, const DayKind& before, const DayKind& after) {
    const int year = year_of(day);
    if (knows_year(year) && !later.knows_year(year) && !after.local) return false;
    return day > today || (before.provisional && !after.local);
  };
  CalendarChange change;
  for (const CalendarYear& year : later.years_) {
    if (later.knows_year(year.year) && !knows_year(year.year)) change.years.push_back(year.year);
  }
  for (const auto* special : {&special_, &later.special_}) {
    for (const auto& [day, named] : *special) {
      const DayKind before = kind_of(day);
      const DayKind after = later.kind_of(day);
      if (!says_the_same(before, after) && may_move(day, before, after))
        change.days.emplace(day, after);
    }
  }
  return change;
}

Calendar Calendar::with(const CalendarChange& change) const {
  Calendar changed = *this;
  for (const int year : change.years) {
    std::erase_if(changed.years_, [year](const auto& known) { return known.year == year; });
    changed.years_.push_back({.year = year, .notice = {}, .issued = {}, .days = {}});
  }
  std::ranges::sort(changed.years_, {}, &CalendarYear::year);
  for (const auto& [day, kind] : change.days) {
    if (kind.special) {
      changed.special_[day] = {{kind.works, kind.name}, kind.local};
    } else {
      changed.special_.erase(day);
    }
  }
  return changed;
}

std::string Calendar::text() const {
  std::string text;
  for (const CalendarYear& year : years_) {
    if (year.unnamed.empty()) text += std::to_string(year.year) + '\n';
  }
  for (const auto& [day, special] : special_) {
    text += to_iso(day) + (special.day.works ? " works " : " rests ") +
            (special.local ? "locally " : "") + special.day.name + '\n';
  }
  return text;
}

}  // namespace core

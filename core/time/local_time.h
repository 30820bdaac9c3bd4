// Instants and China's wall clock: one zone, UTC+8, no daylight saving, whatever the machine's
// zone.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// A point in time with milliseconds, as events record it.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// A calendar day in China: the wall clock's day, not UTC's.
using Day = std::chrono::sys_days;
inline constexpr std::chrono::days kOneDay{1};

// Minutes since midnight on the wall clock, 0 to 1440.
using MinuteOfDay = std::chrono::minutes;

Day day_of(Instant instant);
// Time since local midnight, with milliseconds.
std::chrono::milliseconds time_of_day(Instant instant);
Instant at(Day day, std::chrono::milliseconds since_midnight);

// "2026-04-03T10:00:00.000+08:00" (ISO 8601).
std::string to_iso(Instant instant);
// Accepts exactly what to_iso writes, also without milliseconds ("2026-04-03T10:00:00+08:00").
std::optional<Instant> from_iso(std::string_view text);
// "2026-04-03".
std::string to_iso(Day day);
// The same; "" if there is none.
std::string iso_or_empty(const std::optional<Day>& day);
std::optional<Day> day_from_iso(std::string_view text);
// "08:30" -> 510 minutes; "24:00" is accepted as the end of the day.
std::optional<MinuteOfDay> minute_from_text(std::string_view text);
std::string to_text(MinuteOfDay minute);

int year_of(Day day);
// 1 Monday ... 7 Sunday.
int weekday_of(Day day);
// "9月30日", with the year if it is not `reference_year`: "2027年1月4日" (GB/T 9704: no leading
// zeros).
std::string chinese_date(Day day, int reference_year);
// "2026年9月30日".
std::string chinese_date(Day day);
// "9月30日 16:45", year as above.
std::string chinese_moment(Instant instant, int reference_year);
// "2026年9月30日 16:45".
std::string chinese_moment(Instant instant);
// "星期三".
std::string chinese_weekday(Day day);

// The source of the current time, passed to constructors; no code reads the time in another way.
// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

class SystemClock : public Clock {
 public:
  Instant now() override;
};

}  // namespace core

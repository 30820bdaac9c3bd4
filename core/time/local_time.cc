// China's wall clock as a fixed offset: Debian 12's standard library has no time zones, and China
// needs none.
#include "core/time/local_time.h"

#include <array>
#include <cstdint>

#include "core/base/ascii.h"

namespace core {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours kZone{8};
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 9999;

// The number with `count` digits at `at`, if it is at most `most`.
std::optional<int> field(std::string_view text, std::size_t at, std::size_t count, int most) {
  const auto value = number_from_digits(text.substr(at, count));
  return value && *value <= most ? value : std::nullopt;
}

// Writes `value` with `count` digits at `at`. Pages print many dates, and a format string would be
// parsed again for each.
void put_digits(std::string& text, std::size_t at, std::size_t count, std::int64_t value) {
  for (std::size_t i = count; i > 0; --i, value /= 10) {
    text[at + i - 1] = static_cast<char>('0' + value % 10);
  }
}

// "10:00:00" or "10:00:00.000".
std::optional<milliseconds> time_from_iso(std::string_view text) {
  const bool has_milliseconds = text.size() == 12;
  if (text.size() != 8 && !has_milliseconds) return std::nullopt;
  if (text[2] != ':' || text[5] != ':' || (has_milliseconds && text[8] != '.')) return std::nullopt;
  const auto hour = field(text, 0, 2, 23);
  const auto minute = field(text, 3, 2, 59);
  const auto second = field(text, 6, 2, 59);
  const auto milli = has_milliseconds ? field(text, 9, 3, 999) : std::optional(0);
  if (!hour || !minute || !second || !milli) return std::nullopt;
  return hours{*hour} + minutes{*minute} + seconds{*second} + milliseconds{*milli};
}

}  // namespace

Day day_of(Instant instant) {
  return floor<days>(instant + kZone);
}

milliseconds time_of_day(Instant instant) {
  return instant + kZone - day_of(instant);
}

Instant at(Day day, milliseconds since_midnight) {
  return Instant{day} + since_midnight - kZone;
}

std::string to_iso(Instant instant) {
  const auto time = time_of_day(instant);
  const auto second = floor<seconds>(time);
  std::string text = to_iso(day_of(instant)) + "T00:00:00.000+08:00";
  put_digits(text, 11, 2, second / hours{1});
  put_digits(text, 14, 2, second % hours{1} / minutes{1});
  put_digits(text, 17, 2, (second % minutes{1}).count());
  put_digits(text, 20, 3, (time - second).count());
  return text;
}

std::optional<Instant> from_iso(std::string_view text) {
  constexpr std::string_view kSuffix = "+08:00";
  if (text.size() < 25 || text[10] != 'T' || !text.ends_with(kSuffix)) return std::nullopt;
  const auto day = day_from_iso(text.substr(0, 10));
  const auto time = time_from_iso(text.substr(11, text.size() - 11 - kSuffix.size()));
  if (!day || !time) return std::nullopt;
  return at(*day, *time);
}

std::string iso_or_empty(const std::optional<Day>& day) {
  return day ? to_iso(*day) : std::string();
}

std::string to_iso(Day day) {
  const std::chrono::year_month_day date{day};
  std::string text = "0000-00-00";
  put_digits(text, 0, 4, int{date.year()});
  put_digits(text, 5, 2, unsigned{date.month()});
  put_digits(text, 8, 2, unsigned{date.day()});
  return text;
}

std::optional<Day> day_from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = field(text, 0, 4, kLastYear);
  const auto month = field(text, 5, 2, 12);
  const auto day = field(text, 8, 2, 31);
  if (!year || *year < kFirstYear || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

std::optional<MinuteOfDay> minute_from_text(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = field(text, 0, 2, 24);
  const auto minute = field(text, 3, 2, 59);
  if (!hour || !minute || (*hour == 24 && *minute != 0)) return std::nullopt;
  return hours{*hour} + minutes{*minute};
}

std::string to_text(MinuteOfDay minute) {
  std::string text = "00:00";
  put_digits(text, 0, 2, minute / hours{1});
  put_digits(text, 3, 2, (minute % hours{1}).count());
  return text;
}

int year_of(Day day) {
  return int{std::chrono::year_month_day{day}.year()};
}

int weekday_of(Day day) {
  return static_cast<int>(std::chrono::weekday{day}.iso_encoding());
}

std::string chinese_date(Day day, int reference_year) {
  if (year_of(day) != reference_year) return chinese_date(day);
  const std::chrono::year_month_day date{day};
  return std::to_string(unsigned{date.month()}) + "月" + std::to_string(unsigned{date.day()}) +
         "日";
}

std::string chinese_date(Day day) {
  const int year = year_of(day);
  return std::to_string(year) + "年" + chinese_date(day, year);
}

std::string chinese_moment(Instant instant, int reference_year) {
  return chinese_date(day_of(instant), reference_year) + " " +
         to_text(floor<minutes>(time_of_day(instant)));
}

std::string chinese_moment(Instant instant) {
  return chinese_date(day_of(instant)) + " " + to_text(floor<minutes>(time_of_day(instant)));
}

std::string chinese_weekday(Day day) {
  static constexpr std::array kNames = {"星期一", "星期二", "星期三", "星期四",
                                        "星期五", "星期六", "星期日"};
  return kNames.at(static_cast<std::size_t>(weekday_of(day) - 1));
}

Instant SystemClock::now() {
  return floor<milliseconds>(std::chrono::system_clock::now());
}

}  // namespace core

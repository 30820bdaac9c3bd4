// Reads State Council notices and local closures from YAML, so that a mistyped date is found before
// it moves a deadline.
#include "core/time/calendar_reader.h"

#include <algorithm>
#include <string_view>

#include "core/input/map_reader.h"
#include "core/time/written_day.h"

namespace core {
namespace {

using std::chrono::days;

constexpr int kLongestClosure = 366;

// The holidays of every year, by the regulation on national festivals. A holiday of two festivals
// has both in its name.
constexpr std::string_view kFestivals[] = {"元旦",   "春节",   "清明节", "劳动节",
                                           "端午节", "中秋节", "国庆节"};

std::vector<std::string> unnamed_festivals(const CalendarYear& year) {
  std::vector<std::string> unnamed;
  for (const std::string_view festival : kFestivals) {
    const bool named = std::ranges::any_of(year.days, [festival](const auto& entry) {
      return !entry.second.works && entry.second.name.find(festival) != std::string::npos;
    });
    if (!named) unnamed.emplace_back(festival);
  }
  return unnamed;
}

// The first and last day of one entry; `to` is `from` if it is left out.
struct Range {
  Day from{};
  Day to{};
};

std::optional<Day> checked_date(MapReader& reader, std::string_view key, const std::string& text) {
  if (text.empty()) return std::nullopt;  // missing: the reader has reported it
  const auto day = day_from_iso(text);
  if (!day) {
    WrongDay wrong = wrong_day(text);
    reader.error(key, "calendar.date", std::move(wrong.message), std::move(wrong.hint));
  }
  return day;
}

std::optional<Day> read_date(MapReader& reader, std::string_view key) {
  return checked_date(reader, key, reader.required_text(key));
}

std::optional<Range> read_range(MapReader& reader) {
  const auto from = read_date(reader, "from");
  const auto to_text = reader.optional_text("to");
  const auto to = to_text.empty() ? from : checked_date(reader, "to", to_text);
  if (!from || !to) return std::nullopt;
  if (*to < *from) {
    reader.error("to", "calendar.order",
                 say("{to} comes before {from}", {{"to", to_iso(*to)}, {"from", to_iso(*from)}}),
                 say("'to' is the last day"));
    return std::nullopt;
  }
  return Range{*from, *to};
}

// Collects the days of one year and reports impossible ones.
class YearDays {
 public:
  explicit YearDays(CalendarYear& year) : year_(year) {}

  void add(MapReader& reader, std::string_view key, Range range, const SpecialDay& special) {
    if (!is_near(range.from) || !is_near(range.to)) {
      reader.error(
          key, "calendar.outside",
          say("{day} does not belong to the notice for {year}",
              {{"day", to_iso(is_near(range.from) ? range.to : range.from)}, {"year", year_.year}}),
          say("only December before and January after the year may be in it"));
      return;
    }
    if (range.from < previous_) {
      reader.error(key, "calendar.order",
                   say("{from} comes before the entry above it", {{"from", to_iso(range.from)}}),
                   say("entries are in the order of their days"));
    }
    previous_ = range.from;
    for (Day day = range.from; day <= range.to; day += days{1}) {
      if (year_.days.emplace(day, special).second) continue;
      reader.error(key, "calendar.twice", say("{day} is named twice", {{"day", to_iso(day)}}));
      return;
    }
  }

  void start_list() { previous_ = Day{}; }

 private:
  bool is_near(Day day) const {
    using std::chrono::year;
    const Day first{year{year_.year - 1} / 12 / 1};
    const Day last{year{year_.year + 1} / 1 / 31};
    return first <= day && day <= last;
  }

  CalendarYear& year_;
  Day previous_{};
};

void read_holidays(MapReader& root, YearDays& year_days, Diagnostics& diagnostics) {
  for (const auto* node : root.optional_list("holidays")) {
    MapReader reader(*node, "holiday", diagnostics);
    const auto name = reader.required_text("name");
    if (const auto range = read_range(reader)) {
      year_days.add(reader, "from", *range, {.works = false, .name = name});
    }
    reader.finish();
  }
}

void read_make_up_days(MapReader& root, YearDays& year_days, Diagnostics& diagnostics) {
  year_days.start_list();
  for (const auto* node : root.optional_list("workdays")) {
    MapReader reader(*node, "make-up workday", diagnostics);
    const auto name = reader.required_text("name");
    const auto day = read_date(reader, "day");
    reader.finish();
    if (!day) continue;
    if (weekday_of(*day) < 6) {
      reader.error("day", "calendar.needless",
                   say("{day} is an ordinary weekday and works anyway", {{"day", to_iso(*day)}}),
                   say("make-up workdays are Saturdays and Sundays"));
      continue;
    }
    year_days.add(reader, "day", {*day, *day}, {.works = true, .name = name});
  }
}

std::optional<LocalDay> read_closure(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "closure", diagnostics);
  LocalDay closure{.name = reader.required_text("name")};
  closure.works = reader.optional_flag("open", false);
  const auto range = read_range(reader);
  reader.finish();
  if (!range) return std::nullopt;
  if (range->to - range->from >= days{kLongestClosure}) {
    reader.error("to", "calendar.too-long",
                 say("'{name}' lasts more than {count} days",
                     {{"name", closure.name}, {"count", kLongestClosure}}),
                 say("is the year right?"));
    return std::nullopt;
  }
  closure.from = range->from;
  closure.to = range->to;
  return closure;
}

}  // namespace

CalendarYear read_calendar_year(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "calendar", diagnostics);
  CalendarYear year;
  reader.required_number("schema", 1, 1);
  year.year = reader.required_number("year", 1971, 9998);
  year.notice = reader.required_text("notice");
  if (const auto issued = read_date(reader, "issued")) year.issued = *issued;
  YearDays year_days(year);
  read_holidays(reader, year_days, diagnostics);
  read_make_up_days(reader, year_days, diagnostics);
  reader.finish();
  year.unnamed = unnamed_festivals(year);
  return year;
}

std::vector<LocalDay> read_closures(const YamlNode& list, Diagnostics& diagnostics) {
  std::vector<LocalDay> closures;
  if (list.kind == YamlNode::Kind::null) return closures;
  if (list.kind != YamlNode::Kind::list) {
    diagnostics.error(list.span, "yaml.not-a-list", say("closures are a list"),
                      say("write each one as '- {name: ..., from: 2026-09-01, to: 2026-09-02}'"));
    return closures;
  }
  std::map<Day, std::string> taken;
  for (const auto& node : list.items) {
    const auto closure = read_closure(node, diagnostics);
    if (!closure) continue;
    for (Day day = closure->from; day <= closure->to; day += days{1}) {
      if (taken.emplace(day, closure->name).second) continue;
      diagnostics.error(
          node.span, "calendar.twice",
          say("{day} is in '{name}' already", {{"day", to_iso(day)}, {"name", taken[day]}}));
      break;
    }
    closures.push_back(*closure);
  }
  return closures;
}

}  // namespace core

// The exact messages for mistyped notices and closures.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "core/time/calendar_reader.h"
#include "tests/support/notices.h"

namespace core {
namespace {

// "line code: message (hint)", one per line.
std::string listing(const Diagnostics& diagnostics) {
  std::string text;
  for (const auto& item : diagnostics.sorted()) {
    text += fmt::format("{} {}: {}", item.span.line, item.code, item.message.english());
    text += item.hint.empty() ? "\n" : " (" + item.hint.english() + ")\n";
  }
  return text;
}

constexpr const char* kHead = "schema: 1\nyear: 2026\nnotice: 通知\nissued: 2025-11-04\n";

std::string mistakes_in_year(const std::string& rest) {
  Diagnostics diagnostics;
  const auto root = read_yaml("2026.yaml", kHead + rest, diagnostics);
  if (root) read_calendar_year(*root, diagnostics);
  return listing(diagnostics);
}

struct Closures {
  std::vector<LocalDay> days;
  std::string mistakes;
};

Closures closures(const std::string& text) {
  Diagnostics diagnostics;
  Closures result;
  const auto root = read_yaml("policy.yaml", text, diagnostics);
  if (root) result.days = read_closures(*root, diagnostics);
  result.mistakes = listing(diagnostics);
  return result;
}

TEST(CalendarReader, ReadsANotice) {
  Diagnostics diagnostics;
  const auto root = read_yaml("2026.yaml",
                              std::string(kHead) +
                                  "holidays:\n  - {name: 元旦, from: 2026-01-01, to: 2026-01-03}\n"
                                  "  - {name: 端午节, from: 2026-06-19}\n"
                                  "workdays:\n  - {name: 元旦, day: 2026-01-04}\n",
                              diagnostics);
  ASSERT_TRUE(root.has_value()) << diagnostics.text();
  const auto year = read_calendar_year(*root, diagnostics);
  EXPECT_EQ(listing(diagnostics), "");
  EXPECT_EQ(year.year, 2026);
  EXPECT_EQ(year.notice, "通知");
  EXPECT_EQ(to_iso(year.issued), "2025-11-04");
  ASSERT_EQ(year.days.size(), 5u);
  EXPECT_FALSE(year.days.at(test::day("2026-01-03")).works);
  EXPECT_TRUE(year.days.at(test::day("2026-01-04")).works);
  EXPECT_EQ(year.days.at(test::day("2026-06-19")).name, "端午节");
}

TEST(CalendarReader, MissesFestivalsThatNoHolidayNames) {
  Diagnostics diagnostics;
  const auto root = read_yaml("2026.yaml",
                              std::string(kHead) +
                                  "holidays:\n  - {name: 元旦, from: 2026-01-01}\n"
                                  "  - {name: 国庆节、中秋节, from: 2026-10-01}\n",
                              diagnostics);
  CalendarYear year = read_calendar_year(*root, diagnostics);
  EXPECT_EQ(listing(diagnostics), "");
  const std::vector<std::string> unnamed = {"春节", "清明节", "劳动节", "端午节"};
  EXPECT_EQ(year.unnamed, unnamed);
  EXPECT_FALSE(Calendar({year}, {}).knows_year(2026));
  EXPECT_TRUE(Calendar({year}, {}).kind_of(test::day("2026-05-04")).provisional);
  year.unnamed.clear();
  EXPECT_TRUE(Calendar({year}, {}).knows_year(2026));
}

TEST(CalendarReader, RefusesADateThatDoesNotExist) {
  EXPECT_EQ(mistakes_in_year("holidays:\n  - {name: 春节, from: 2026-02-30, to: 2026-03-01}\n"),
            "6 calendar.date: there is no day 2026-02-30 (2026-02 has 28 days)\n");
}

TEST(CalendarReader, RefusesAHolidayThatEndsBeforeItBegins) {
  EXPECT_EQ(mistakes_in_year("holidays:\n  - {name: 春节, from: 2026-02-23, to: 2026-02-15}\n"),
            "6 calendar.order: 2026-02-15 comes before 2026-02-23 ('to' is the last day)\n");
}

TEST(CalendarReader, RefusesEntriesOutOfOrder) {
  EXPECT_EQ(
      mistakes_in_year("holidays:\n  - {name: 劳动节, from: 2026-05-01}\n"
                       "  - {name: 元旦, from: 2026-01-01}\n"),
      "7 calendar.order: 2026-01-01 comes before the entry above it (entries are in the order "
      "of their days)\n");
}

TEST(CalendarReader, RefusesDaysOfAnotherYear) {
  EXPECT_EQ(mistakes_in_year("holidays:\n  - {name: 国庆节, from: 2025-10-01, to: 2026-10-07}\n"),
            "6 calendar.outside: 2025-10-01 does not belong to the notice for 2026 (only December "
            "before and January after the year may be in it)\n");
}

TEST(CalendarReader, RefusesADayThatIsNamedTwice) {
  EXPECT_EQ(mistakes_in_year("holidays:\n  - {name: 劳动节, from: 2026-05-01, to: 2026-05-05}\n"
                             "workdays:\n  - {name: 劳动节, day: 2026-05-03}\n"),
            "8 calendar.twice: 2026-05-03 is named twice\n");
}

TEST(CalendarReader, RefusesAMakeUpDayOnAWeekday) {
  EXPECT_EQ(mistakes_in_year("workdays:\n  - {name: 国庆节, day: 2026-10-09}\n"),
            "6 calendar.needless: 2026-10-09 is an ordinary weekday and works anyway (make-up "
            "workdays are Saturdays and Sundays)\n");
}

TEST(CalendarReader, ReportsAllMistakesAtOnce) {
  const auto text = mistakes_in_year(
      "holidays:\n  - {name: 元旦, from: 2026-01-32}\n  - {name: 春节, from: 2026-02-15, to: x}\n");
  EXPECT_EQ(text,
            "6 calendar.date: there is no day 2026-01-32 (2026-01 has 31 days)\n"
            "7 calendar.date: 'x' is not a date (write it as 2026-05-01)\n");
}

TEST(CalendarReader, ReadsClosuresAndLocalOpenings) {
  const auto [days, mistakes] = closures(
      "- {name: 台风停工, from: 2026-09-01, to: 2026-09-02}\n"
      "- {name: 加班, from: 2026-09-05, open: true}\n");
  EXPECT_EQ(mistakes, "");
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0].name, "台风停工");
  EXPECT_EQ(to_iso(days[0].to), "2026-09-02");
  EXPECT_FALSE(days[0].works);
  EXPECT_TRUE(days[1].works);
  EXPECT_EQ(days[1].from, days[1].to);
}

TEST(CalendarReader, RefusesAClosureOfMoreThanAYear) {
  const auto [days, mistakes] = closures("- {name: 装修, from: 2026-09-01, to: 2036-09-02}\n");
  EXPECT_EQ(mistakes,
            "1 calendar.too-long: '装修' lasts more than 366 days (is the year right?)\n");
  EXPECT_TRUE(days.empty());
}

TEST(CalendarReader, RefusesClosuresThatOverlap) {
  const auto [days, mistakes] = closures(
      "- {name: 台风停工, from: 2026-09-01, to: 2026-09-02}\n- {name: 停电, from: 2026-09-02}\n");
  EXPECT_EQ(mistakes, "2 calendar.twice: 2026-09-02 is in '台风停工' already\n");
}

TEST(CalendarReader, RefusesClosuresThatAreNoList) {
  const auto [days, mistakes] = closures("name: 台风停工\n");
  EXPECT_EQ(mistakes,
            "1 yaml.not-a-list: closures are a list (write each one as '- {name: ..., from: "
            "2026-09-01, to: 2026-09-02}')\n");
  EXPECT_TRUE(days.empty());
}

}  // namespace
}  // namespace core

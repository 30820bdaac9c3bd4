// Days written in other ways, days that the calendar does not have, and what is said of them.
#include "core/time/written_day.h"

#include <gtest/gtest.h>

namespace core {
namespace {

std::string said_of(std::string_view text) {
  const WrongDay wrong = wrong_day(text);
  return wrong.message.english() + " (" + wrong.hint.english() + ")";
}

TEST(WrittenDay, IsBroughtIntoOneForm) {
  for (const char* text : {"2026-05-01", "2026/5/1", "2026.5.1", "2026年5月1日", "2026年05月01号",
                           "２０２６-５-１", "2026年 5月 1日"}) {
    EXPECT_EQ(plain_date(text), "2026-05-01") << text;
  }
  EXPECT_EQ(plain_date("soon"), "soon");
  EXPECT_EQ(plain_date("2026"), "2026");
}

TEST(WrittenDay, IsSaidToBeMissingInTheCalendar) {
  EXPECT_EQ(said_of("2025-02-29"), "there is no day 2025-02-29 (2025-02 has 28 days)");
  EXPECT_EQ(said_of("2024-02-30"), "there is no day 2024-02-30 (2024-02 has 29 days)");
  EXPECT_EQ(said_of("2026/13/1"), "there is no day 2026/13/1 (the months are 01 to 12)");
  EXPECT_EQ(wrong_day("2025-02-29").message.chinese(), "没有 2025-02-29 这一天");
  EXPECT_EQ(wrong_day("2025-02-29").hint.chinese(), "2025-02 只有 28 天");
}

TEST(WrittenDay, IsShownInTheFormThatIsAskedFor) {
  EXPECT_EQ(said_of("2026年5月1日"), "'2026年5月1日' is not a date (write it as 2026-05-01)");
  EXPECT_EQ(said_of("２０２６-０５-０２"),
            "'２０２６-０５-０２' is not a date (write it as 2026-05-02)");
}

TEST(WrittenDay, IsReadFromTheNumberOfASpreadsheet) {
  EXPECT_EQ(said_of("45778"),
            "'45778' is a day that a spreadsheet turned into a number (it means 2025-05-01: format "
            "the column as text and type the day again)");
  EXPECT_EQ(said_of("12345"), "'12345' is not a date (write it as 2026-05-01)");
}

TEST(WrittenDay, IsAskedForWhereNothingLooksLikeOne) {
  EXPECT_EQ(said_of("soon"), "'soon' is not a date (write it as 2026-05-01)");
  EXPECT_EQ(said_of("0026-05-01"), "'0026-05-01' is not a date (write it as 2026-05-01)");
  EXPECT_EQ(said_of(""), "'' is not a date (write it as 2026-05-01)");
}

}  // namespace
}  // namespace core

// What is typed about a window is judged by the readers' own functions.
#include "handler/publishing/directory/window_values.h"

#include <gtest/gtest.h>

namespace handler::publishing {
namespace {

using core::WindowColumn;

std::string typed(WindowColumn column, std::string_view text) {
  const TypedValue value = typed_value(column, text);
  return value.mistake.empty() ? value.value : "!" + value.mistake;
}

TEST(TypedValues, AreBroughtIntoTheWordsOfTheFiles) {
  EXPECT_EQ(typed(WindowColumn::phone, " ０９９９－５５５０００１、12345 "), "0999-5550001, 12345");
  EXPECT_EQ(typed(WindowColumn::hours, "９：００－１２：００、13:30～17:00"),
            "09:00-12:00, 13:30-17:00");
  EXPECT_EQ(typed(WindowColumn::set_up, "2026年5月1日"), "2026-05-01");
  EXPECT_EQ(typed(WindowColumn::set_up, "筹建中"), "false");
  EXPECT_EQ(typed(WindowColumn::set_up, "是"), "");
  EXPECT_EQ(typed(WindowColumn::lacks, "办公室、标识牌"), "office, sign");
  EXPECT_EQ(typed(WindowColumn::hall, "　新大厅\n二楼 "), "新大厅 二楼");
  for (const WindowColumn column : core::kWindowColumns) EXPECT_EQ(typed(column, " \n"), "");
}

TEST(TypedValues, SayWhatIsWrong) {
  EXPECT_EQ(typed(WindowColumn::phone, "0999-5550001、总机"), "!phone");
  EXPECT_EQ(typed(WindowColumn::hours, "九点到五点"), "!hours");
  EXPECT_EQ(typed(WindowColumn::hours, "12:00-09:00"), "!hours");
  EXPECT_EQ(typed(WindowColumn::set_up, "2026-02-30"), "!date");
  EXPECT_EQ(typed(WindowColumn::lacks, "食堂"), "!word");
  EXPECT_EQ(typed(WindowColumn::address, std::string(201, 'a')), "!long");
  EXPECT_EQ(typed_phone("12345678901234567890").mistake, "phone");
  EXPECT_EQ(typed_phone("１２３４５").value, "12345");
}

}  // namespace
}  // namespace handler::publishing

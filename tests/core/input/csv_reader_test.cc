// CSV by RFC 4180 and as spreadsheets save it: cells, quotes, line ends and positions.
#include "core/input/csv_reader.h"

#include <gtest/gtest.h>

namespace core {
namespace {

// Records as "a|b" lines, followed by the diagnostics.
std::string read_all(const std::string& text) {
  Diagnostics diagnostics;
  const std::string_view readable = readable_csv("list.csv", text, diagnostics);
  CsvReader reader("list.csv", readable, diagnostics);
  std::string all;
  for (std::vector<CsvCell> cells; reader.next(cells);) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      all += (i == 0 ? "" : "|") + std::string(cells[i].text);
    }
    all += "\n";
  }
  for (const Diagnostic& d : diagnostics.sorted()) all += d.code + "\n";
  return all;
}

TEST(CsvReader, ReadsRecordsWithEitherLineEnd) {
  EXPECT_EQ(read_all("a,b\r\nc,d\n"), "a|b\nc|d\n");
  EXPECT_EQ(read_all("a,b\nc,d"), "a|b\nc|d\n");
}

TEST(CsvReader, SkipsAByteOrderMark) {
  EXPECT_EQ(read_all("\xEF\xBB\xBF"
                     "编号,地名\n"),
            "编号|地名\n");
}

TEST(CsvReader, KeepsCommasLineEndsAndDoubledQuotesInsideQuotes) {
  EXPECT_EQ(read_all("\"a,b\",\"c\nd\",\"say \"\"no\"\"\"\n"), "a,b|c\nd|say \"no\"\n");
}

TEST(CsvReader, DropsBlanksAroundACell) {
  EXPECT_EQ(read_all(" a ,\u3000石桥村\u00A0,\" c \"\n"), "a|石桥村|c\n");
}

TEST(CsvReader, GivesEmptyCellsForEmptyTextBetweenCommas) {
  EXPECT_EQ(read_all(",a,,\n\n"), "|a||\n\n");
}

TEST(CsvReader, EndsAtAQuoteThatIsNeverClosed) {
  EXPECT_EQ(read_all("a\n\"b\nc\n"), "a\ncsv.quote\n");
}

TEST(CsvReader, ReportsTextBehindAClosingQuote) {
  EXPECT_EQ(read_all("\"a\"b,c\n"), "a|c\ncsv.quote\n");
}

TEST(CsvReader, ReadsNothingThatIsNotUtf8) {
  EXPECT_EQ(read_all("\xB1\xE0\xBA\xC5,\xB5\xD8\xC3\xFB\n"), "csv.encoding\n");
  EXPECT_EQ(read_all(std::string("\xFF\xFE"
                                 "a\0",
                                 4)),
            "csv.encoding\n");
}

TEST(CsvReader, ReadsNoControlCharacters) {
  EXPECT_EQ(read_all(std::string("a\0b\n", 4)), "csv.control\n");
}

TEST(CsvReader, KnowsThePlaceOfACellInCharactersBehindALineEndInQuotes) {
  Diagnostics diagnostics;
  CsvReader reader("list.csv", "地名,\"一\n二\",电话\n", diagnostics);
  std::vector<CsvCell> cells;
  ASSERT_TRUE(reader.next(cells));
  const Span second = reader.span_of(cells[1]);
  EXPECT_EQ(second.line, 1);
  EXPECT_EQ(second.column, 4);
  EXPECT_EQ(second.length, 2);
  const Span third = reader.span_of(cells[2]);
  EXPECT_EQ(third.line, 2);
  EXPECT_EQ(third.column, 4);
  EXPECT_EQ(third.length, 2);
}

}  // namespace
}  // namespace core

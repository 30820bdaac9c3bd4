// CSV files that spreadsheets open without evaluating any cell.
#include "handler/desk/paper/csv.h"

#include <gtest/gtest.h>

namespace handler::desk {
namespace {

const std::string kMark = "\xEF\xBB\xBF";

TEST(Csv, BeginsWithAByteOrderMarkAndEndsItsLinesAsSpreadsheetsDo) {
  EXPECT_EQ(csv({{"编号", "事项"}, {"1", "办证"}}), kMark + "编号,事项\r\n1,办证\r\n");
}

TEST(Csv, QuotesCommasQuotesAndLineEnds) {
  EXPECT_EQ(csv({{"a,b", "他说\"不行\"", "一\n二"}}),
            kMark + "\"a,b\",\"他说\"\"不行\"\"\",\"一\n二\"\r\n");
}

TEST(Csv, DefusesWhatASpreadsheetWouldCompute) {
  for (const char* cell : {"=1+1", "+86", "-1", "@sum", "\t=1", "＝1", "＋1", "－1", "＠a"}) {
    EXPECT_EQ(csv({{cell}}), kMark + "'" + cell + "\r\n") << cell;
  }
  EXPECT_EQ(csv({{"\n=1"}}), kMark + "\"'\n=1\"\r\n");
  EXPECT_EQ(csv({{"1=1"}}), kMark + "1=1\r\n");
}

TEST(Csv, DefusesAFormulaBehindBlanksAndMarksThatAreNotSeen) {
  for (const char* before : {"\uFEFF", " ", "\u00A0", "\u3000", "\u200B", "\u2060", "\u202E",
                             "\u00AD", "\uFEFF \u200B", "\x01", "\v"}) {
    for (const char* formula : {"=1+1", "+86", "-1", "@sum", "＝1"}) {
      const std::string cell = std::string(before) + formula;
      EXPECT_EQ(csv({{cell}}), kMark + "'" + cell + "\r\n") << formula;
    }
  }
  EXPECT_EQ(csv({{"\uFEFF办证"}}), kMark + "\uFEFF办证\r\n");
  EXPECT_EQ(csv({{"\uFEFF"}}), kMark + "\uFEFF\r\n");
}

TEST(Csv, KeepsEveryDigitOfALongNumber) {
  EXPECT_EQ(csv({{"371326199001011234", "13812341234"}}),
            kMark + "'371326199001011234,13812341234\r\n");
}

TEST(Csv, IsSavedUnderItsName) {
  const web::Response file = csv_file("demo-ledger-2026-09.csv", {{"a"}});
  EXPECT_EQ(file.header("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(file.header("Content-Disposition"), "attachment; filename=\"demo-ledger-2026-09.csv\"");
}

}  // namespace
}  // namespace handler::desk

// The ticket number is taken out of what people paste, and what is wrong with a text is told apart.
#include "handler/cases/typed_ticket_number.h"

#include <gtest/gtest.h>

#include <cstddef>

namespace handler::cases {
namespace {

constexpr const char* kNumber = "0000000000005724";

struct Wrong {
  const char* typed;
  NumberCheck check;
  std::size_t digits = 0;
};

class GoodPaste : public ::testing::TestWithParam<const char*> {};

TEST_P(GoodPaste, HoldsTheNumber) {
  const ParsedNumber parsed = parse_ticket_number(GetParam());
  EXPECT_EQ(parsed.check, NumberCheck::good);
  EXPECT_EQ(parsed.number, kNumber);
}

INSTANTIATE_TEST_SUITE_P(
    Typed, GoodPaste,
    ::testing::Values("0000000000005724", "0000 0000 0000 5724", " 0000-0000-0000-5724 ",
                      "００００　００００　００００　５７２４", "0000 0000–0000—5724\n",
                      "0000\u00a00000\u00a00000\u00a05724", "0000\u200b0000\u200b0000\u200b5724",
                      "\u202d0000 0000 0000 5724\u202c", "0000.0000.0000.5724",
                      "0000·0000·0000·5724", "0000，0000，0000，5724", "0000、0000、0000、5724",
                      "0000/0000/0000/5724", "“0000000000005724”", "「0000 0000」「0000 5724」",
                      "0000000000005724。", "0000 0000\r\n0000 5724\r\n", "00000000 00005724",
                      "0000000000005724x", "000 000 000 000 572 4"));

INSTANTIATE_TEST_SUITE_P(
    WithWordsAround, GoodPaste,
    ::testing::Values("编号：0000000000005724", "查询编号：0000 0000 0000 5724。",
                      "0000 0000 0000 5724 张小明", "（儿子）0000000000005724",
                      "https://example.cn/demo/ticket/#n=0000000000005724",
                      "http://127.0.0.1:8080/demo/ticket/#n=0000000000005724&from=singlemessage",
                      "受理编号SF-2026-0001，查询编号0000 0000 0000 5724，电话13800138000",
                      "您在2026年10月12日14:30提交的反映已收到，查询编号是0000000000005724，"
                      "请不要告诉别人。",
                      "2026-10-12 0000 0000 0000 5724", "0000 0000 0000 5724 13800138000",
                      "0000 0000 0000 5724\n0000000000005724"));

class NoNumber : public ::testing::TestWithParam<Wrong> {};

TEST_P(NoNumber, IsToldApart) {
  const ParsedNumber parsed = parse_ticket_number(GetParam().typed);
  EXPECT_EQ(parsed.check, GetParam().check) << GetParam().typed;
  EXPECT_EQ(parsed.digits_typed, GetParam().digits) << GetParam().typed;
  EXPECT_EQ(parsed.number, "");
}

INSTANTIATE_TEST_SUITE_P(
    Typed, NoNumber,
    ::testing::Values(Wrong{"", NumberCheck::nothing}, Wrong{"忘记了", NumberCheck::nothing},
                      Wrong{"\xff\xfe", NumberCheck::nothing},
                      Wrong{"572", NumberCheck::wrong_length, 3},
                      Wrong{"编号 5724", NumberCheck::wrong_length, 4},
                      Wrong{"0000 0000 0000 572", NumberCheck::wrong_length, 15},
                      Wrong{"000000000000572a", NumberCheck::wrong_length, 15},
                      Wrong{"00000000000057240", NumberCheck::wrong_length, 17},
                      Wrong{"0000 0000 0000 57240", NumberCheck::wrong_length, 17},
                      Wrong{"电话13800138000", NumberCheck::wrong_length, 11},
                      Wrong{"0000000000005725", NumberCheck::wrong_check_digit},
                      Wrong{"编号：0000 0000 0000 5725，张小明", NumberCheck::wrong_check_digit},
                      Wrong{"SF-2026-0001", NumberCheck::serial_number},
                      Wrong{"受理编号：ＳＦ－２０２６－０００１", NumberCheck::serial_number},
                      Wrong{"sf 2026 0001", NumberCheck::serial_number},
                      Wrong{"PY20260042", NumberCheck::serial_number},
                      Wrong{"2026-0001", NumberCheck::wrong_length, 8},
                      Wrong{"0000000000005724 1234567890123450", NumberCheck::several},
                      Wrong{"0000000000005724、1234 5678 9012 3450", NumberCheck::several},
                      Wrong{"一个0000000000005724，一个1234567890123450", NumberCheck::several}));

}  // namespace
}  // namespace handler::cases

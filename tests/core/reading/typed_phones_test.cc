// All that a person writes into a field for phones is kept, and the numbers in it are known.
#include "core/reading/typed_phones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core {
namespace {

using ::testing::ElementsAre;

struct Kept {
  const char* typed;
  const char* text;
};

class KeptPhones : public ::testing::TestWithParam<Kept> {};

TEST_P(KeptPhones, AreReadAndReadAgainAlike) {
  const TypedPhones phones = read_phones(GetParam().typed);
  EXPECT_EQ(phones.mistake, "") << GetParam().typed;
  EXPECT_EQ(phones.text(), GetParam().text) << GetParam().typed;
  const TypedPhones again = read_phones(phones.text());
  EXPECT_EQ(again.text(), phones.text());
  EXPECT_EQ(again.numbers(), phones.numbers());
}

INSTANTIATE_TEST_SUITE_P(
    OneNumber, KeptPhones,
    ::testing::Values(
        Kept{"13812341234", "13812341234"}, Kept{"138 1234 1234", "13812341234"},
        Kept{"１３８１２３４１２３４", "13812341234"},
        Kept{"138\u00a01234\u00a01234", "13812341234"}, Kept{"138\u200b12341234", "13812341234"},
        Kept{"\u202d138 1234 1234\u202c", "13812341234"}, Kept{"138.1234.1234", "13812341234"},
        Kept{"138·1234·1234", "13812341234"}, Kept{"138/1234/1234", "13812341234"},
        Kept{"13812341234。", "13812341234"}, Kept{"13812341234.", "13812341234"},
        Kept{"“13812341234”", "13812341234"}, Kept{"（13812341234）", "13812341234"},
        Kept{"手机：13812341234", "13812341234"}, Kept{"手机13812341234", "13812341234"},
        Kept{"TEL: 13812341234", "13812341234"}, Kept{"联系电话:0539-1234567。", "0539-1234567"},
        Kept{"+86 138 1234 1234", "13812341234"}, Kept{"(0539)1234567", "0539-1234567"},
        Kept{"0539.1234567", "0539-1234567"}, Kept{"0539-1234567 转 801", "0539-1234567-801"},
        Kept{"0539-1234567，801", "0539-1234567-801"}, Kept{"0539-1234567#8", "0539-1234567-8"}));

INSTANTIATE_TEST_SUITE_P(
    Abroad, KeptPhones,
    ::testing::Values(
        Kept{"+852 9123 4567", "+85291234567"}, Kept{"00852-91234567", "+85291234567"},
        Kept{"852 9123 4567", "+85291234567"}, Kept{"（+853）6612 3456", "+85366123456"},
        Kept{"+886 0912 345 678", "+886912345678"}, Kept{"00886-2-2345-6789", "+886223456789"},
        Kept{"+1 (202) 555-0123", "+12025550123"}, Kept{"+44 (0)20 7946 0958", "+442079460958"},
        Kept{"香港：+852 9123 4567", "香港：+85291234567"},
        Kept{"+852 2345 6789 / 13812341234", "+85223456789 / 13812341234"}));

INSTANTIATE_TEST_SUITE_P(
    WordsAndMore, KeptPhones,
    ::testing::Values(Kept{"13812341234（儿子）", "13812341234（儿子）"},
                      Kept{"13812341234儿子", "13812341234儿子"},
                      Kept{"儿子 138 1234 1234", "儿子 13812341234"},
                      Kept{"13812341234 8点以后", "13812341234 8点以后"},
                      Kept{"13812341234（8点以后）", "13812341234（8点以后）"},
                      Kept{"138 1234 1234 或 139…", "13812341234 或 139…"},
                      Kept{"138 1234 1234 或 139 1234 1234", "13812341234 或 13912341234"},
                      Kept{"13812341234、0539-1234567转12", "13812341234、0539-1234567-12"},
                      Kept{"13812341234 13912341234", "13812341234 13912341234"},
                      Kept{"138 1234 1234 139 1234 1234", "13812341234 13912341234"},
                      Kept{"13812341234,13912341234", "13812341234,13912341234"},
                      Kept{"13812341234/13912341234", "13812341234/13912341234"},
                      Kept{"13812341234（13912341234）", "13812341234（13912341234）"},
                      Kept{"(0539)1234567 (0539)7654321", "0539-1234567 0539-7654321"},
                      Kept{"5550040/5550041", "5550040/5550041"},
                      Kept{"手机：13812341234（儿子）", "手机：13812341234（儿子）"},
                      Kept{"家里0539-1234567，儿子13812341234",
                           "家里0539-1234567，儿子13812341234"}));

TEST(TypedPhones, NamesTheNumbersInTheirOrder) {
  EXPECT_THAT(read_phones("儿子139 1234 1234，家里（0539）1234567").numbers(),
              ElementsAre("13912341234", "0539-1234567"));
  EXPECT_THAT(read_phones("138 1234 1234 或 139").numbers(), ElementsAre("13812341234"));
  EXPECT_TRUE(read_phones("没有").numbers().empty());
}

struct Refused {
  const char* typed;
  const char* mistake;
};

class RefusedPhones : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedPhones, AreToldApart) {
  const TypedPhones phones = read_phones(GetParam().typed);
  EXPECT_EQ(phones.mistake, GetParam().mistake) << GetParam().typed;
  EXPECT_TRUE(phones.pieces.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Typed, RefusedPhones,
    ::testing::Values(Refused{"", "phone"}, Refused{"没有电话", "phone"}, Refused{"12345", "phone"},
                      Refused{"0539-12345", "phone"}, Refused{"12812341234", "phone"},
                      Refused{"一三八一二三四一二三四", "phone"}, Refused{"<script>", "phone"},
                      Refused{"+852 9123", "phone"}, Refused{"+1 202 555", "phone"},
                      Refused{"138 1234 123", "phone_short"},
                      Refused{"手机：1381234123", "phone_short"},
                      Refused{"138123412345", "phone_long"},
                      Refused{"138 1234 1234 5", "phone_long"},
                      Refused{"13812341234 或 1391234123", "phone_one"},
                      Refused{"1391234123（儿子）、13812341234", "phone_one"}));

}  // namespace
}  // namespace core

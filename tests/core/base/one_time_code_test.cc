// One-time codes against the vectors of RFC 6238, appendix B (their last six digits).
#include "core/base/one_time_code.h"

#include <gtest/gtest.h>

#include <map>

namespace core {
namespace {

const std::string kSecret = "12345678901234567890";

TEST(OneTimeCode, IsThatOfTheStandard) {
  const std::map<std::int64_t, std::string> vectors = {
      {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : vectors) {
    EXPECT_EQ(one_time_step(kSecret, code, seconds), seconds / 30) << seconds;
  }
}

TEST(OneTimeCode, IsGoodOneStepEarlierAndLaterAndNoLonger) {
  EXPECT_EQ(one_time_step(kSecret, "287082", 59 + 30), 1);
  EXPECT_EQ(one_time_step(kSecret, "287082", 59 - 30), 1);
  EXPECT_EQ(one_time_step(kSecret, "287082", 59 + 60), std::nullopt);
  EXPECT_EQ(one_time_step(kSecret, "081804", 1111111109 - 90), std::nullopt);
}

TEST(OneTimeCode, IsItsDigitsHoweverTheyAreTyped) {
  for (const char* typed :
       {"287 082", "２８７０８２", "287\u00a0082", "287-082", "验证码：287082。"})
    EXPECT_EQ(one_time_step(kSecret, typed, 59), 1) << typed;
  for (const char* wrong : {"", "28708", "2870820", "287083", "94287082"}) {
    EXPECT_EQ(one_time_step(kSecret, wrong, 59), std::nullopt) << wrong;
  }
}

TEST(OneTimeCode, SecretIsGivenToAppsAsTheyReadIt) {
  EXPECT_EQ(one_time_secret_text(kSecret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  EXPECT_EQ(one_time_uri("平邑 A", "wang&li", kSecret),
            "otpauth://totp/%E5%B9%B3%E9%82%91%20A:wang%26li?secret="
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%B9%B3%E9%82%91%20A");
  SystemRandomness randomness;
  EXPECT_EQ(make_one_time_secret(randomness).size(), 20u);
  EXPECT_NE(make_one_time_secret(randomness), make_one_time_secret(randomness));
}

}  // namespace
}  // namespace core

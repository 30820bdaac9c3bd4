// QR codes are paths of unit squares inside a quiet zone.
#include "core/page/qr_code.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(QrCode, IsAPathInsideAQuietZoneOfFourModules) {
  const auto qr = make_qr_code("https://example.cn/pingyi/report/?window=hall");
  ASSERT_TRUE(qr.ok());
  EXPECT_EQ((qr->size - 8 - 21) % 4, 0);  // 21, 25, 29 ... modules
  EXPECT_EQ(qr->path.substr(0, 14),
            "M4 4h7v1h-7z" + qr->path.substr(12, 2));  // a finder pattern's edge
}

TEST(QrCode, TakesChineseTextAndGivesTheSameCodeAgain) {
  const auto first = make_qr_code("查询编号");
  const auto second = make_qr_code("查询编号");
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->path, second->path);
}

TEST(QrCode, HasTheSameSizeWithAFixedMaskButOtherModules) {
  const std::string address = "https://example.cn/pingyi/ticket/#n=123456781234";
  const auto weighed = make_qr_code(address);
  const auto fixed = make_qr_code(address, QrMask::fixed);
  ASSERT_TRUE(weighed.ok() && fixed.ok());
  EXPECT_EQ(weighed->size, fixed->size);
  EXPECT_NE(weighed->path, fixed->path);
}

TEST(QrCode, RefusesWhatIsTooLong) {
  const auto qr = make_qr_code(std::string(5000, 'x'));
  ASSERT_FALSE(qr.ok());
  EXPECT_EQ(qr.failure().code, FailureCode::invalid);
}

TEST(QrCode, RefusesNothing) {
  EXPECT_FALSE(make_qr_code("").ok());
}

}  // namespace
}  // namespace core

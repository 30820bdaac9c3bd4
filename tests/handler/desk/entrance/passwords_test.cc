// A password is the same whichever keyboard typed it, and one that was set before stays right.
#include "handler/desk/entrance/passwords.h"

#include <gtest/gtest.h>

namespace handler::desk {
namespace {

TEST(Passwords, HaveAPlainForm) {
  EXPECT_EQ(plain_password("Kestrel-over-rice"), "Kestrel-over-rice");
  EXPECT_EQ(plain_password("\uFF2Bestrel\uFF0Dover\u3000rice"), "Kestrel-over rice");
  EXPECT_EQ(plain_password(" Kestrel-over-rice\r\n"), "Kestrel-over-rice");
  EXPECT_EQ(plain_password("\xEF\xBB\xBFKestrel-over-rice\r"), "Kestrel-over-rice");
}

TEST(Passwords, AreRightInFullWidthToo) {
  const std::string stored = core::hash_password("Kestrel(2026)");
  EXPECT_TRUE(is_password("Kestrel(2026)", stored));
  EXPECT_TRUE(is_password("Kestrel\uFF082026\uFF09", stored));
  EXPECT_FALSE(is_password("Kestrel(2027)", stored));
}

TEST(Passwords, SetBeforeThereWasAPlainFormStayRight) {
  const std::string stored = core::hash_password("Kestrel\uFF082026\uFF09 ");
  EXPECT_TRUE(is_password("Kestrel\uFF082026\uFF09 ", stored));
}

}  // namespace
}  // namespace handler::desk

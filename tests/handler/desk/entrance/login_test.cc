// Logins are short words that can be read out on the telephone.
#include "handler/desk/entrance/login.h"

#include <gtest/gtest.h>

namespace handler::desk {
namespace {

TEST(Login, LosesBlanksAroundIt) {
  EXPECT_EQ(login_from(" wang\u3000"), "wang");
  EXPECT_EQ(login_from("wang fang"), "wang fang");
}

TEST(Login, IsOfSmallLettersDigitsAndSomeSigns) {
  for (const char* login : {"li", "wang.fang", "desk-2", "demo-front_desk"})
    EXPECT_TRUE(is_login(login)) << login;
  for (const char* login : {"", "l", "Li", "2desk", ".li", "li na", "李娜", "li@na"})
    EXPECT_FALSE(is_login(login)) << login;
  EXPECT_TRUE(is_login(std::string(40, 'a')));
  EXPECT_FALSE(is_login(std::string(41, 'a')));
}

}  // namespace
}  // namespace handler::desk

// Valid tokens are read back, and all others are refused.
#include "handler/web/form_token.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace handler::web {
namespace {

const std::string kKey(32, 'k');
const std::vector<std::string> kFields{"nonce\x01", "demo", "", "1790000000"};

TEST(FormToken, CarriesItsFields) {
  EXPECT_EQ(read_token(kKey, "confirm", make_token(kKey, "confirm", kFields)), kFields);
}

TEST(FormToken, IsMadeOfLettersThatNeedNoEscaping) {
  EXPECT_EQ(
      make_token(kKey, "confirm", kFields)
          .find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."),
      std::string::npos);
}

TEST(FormToken, IsWorthlessWithAnyLetterChanged) {
  const std::string token = make_token(kKey, "confirm", kFields);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_token(kKey, "confirm", changed).has_value()) << i;
  }
}

TEST(FormToken, IsWorthlessForAnotherPurposeOrKey) {
  const std::string token = make_token(kKey, "confirm", kFields);
  EXPECT_FALSE(read_token(kKey, "upload", token).has_value());
  EXPECT_FALSE(read_token(std::string(32, 'x'), "confirm", token).has_value());
}

TEST(FormToken, CannotBeMadeByMovingAFieldsBorder) {
  EXPECT_NE(make_token(kKey, "p", {"ab", "c"}).substr(8),
            make_token(kKey, "p", {"a", "bc"}).substr(8));
  EXPECT_FALSE(read_token(kKey, "p", "").has_value());
  EXPECT_FALSE(read_token(kKey, "p", std::string(100000, 'A')).has_value());
}

TEST(CsrfToken, BelongsToOneSession) {
  const std::string token = csrf_token(kKey, "session-a");
  EXPECT_TRUE(csrf_token_matches(kKey, "session-a", token));
  EXPECT_FALSE(csrf_token_matches(kKey, "session-b", token));
  EXPECT_FALSE(csrf_token_matches(kKey, "session-a", ""));
  EXPECT_FALSE(csrf_token_matches(kKey, "session-a", make_token(kKey, "csrf-like", {"session-a"})));
}

}  // namespace
}  // namespace handler::web

// The complete text of the session cookie in each situation.
#include "handler/web/session_cookie.h"

#include <gtest/gtest.h>

#include "core/base/check.h"

namespace handler::web {
namespace {

Request request(bool secure, bool loopback) {
  Request made;
  made.secure = secure;
  made.loopback = loopback;
  return made;
}

TEST(SessionCookie, IsBoundToTheHostOverTls) {
  EXPECT_EQ(session_cookie(request(true, false), "aB3-_"),
            "__Host-bancheng=aB3-_; Path=/; HttpOnly; SameSite=Strict; Secure");
}

TEST(SessionCookie, HasNoPrefixOverPlainLoopback) {
  EXPECT_EQ(session_cookie(request(false, true), "aB3"),
            "bancheng=aB3; Path=/; HttpOnly; SameSite=Strict");
}

TEST(SessionCookie, IsNotGivenOverAPlainNetwork) {
  EXPECT_FALSE(session_cookie(request(false, false), "aB3").has_value());
  EXPECT_FALSE(ended_session_cookie(request(false, false)).has_value());
}

TEST(SessionCookie, EndsWithTheSameAttributes) {
  EXPECT_EQ(ended_session_cookie(request(true, false)),
            "__Host-bancheng=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
}

TEST(SessionCookie, IsReadUnderTheRightNameOnly) {
  Request sent = request(true, false);
  sent.headers["cookie"] = "bancheng=planted; __Host-bancheng=real";
  EXPECT_EQ(sent_session_id(sent), "real");
  sent.headers["cookie"] = "bancheng=planted";
  EXPECT_EQ(sent_session_id(sent), "");
  sent.secure = false;
  EXPECT_EQ(sent_session_id(sent), "") << "over a plain network there is no session";
}

TEST(DeviceCookie, StaysForHalfAYearUnderTheSameRules) {
  EXPECT_EQ(device_cookie(request(true, false), "aB3.x-_"),
            "__Host-bancheng-device=aB3.x-_; Path=/; HttpOnly; SameSite=Strict; Secure; "
            "Max-Age=15552000");
  EXPECT_EQ(device_cookie(request(false, true), "aB3"),
            "bancheng-device=aB3; Path=/; HttpOnly; SameSite=Strict; Max-Age=15552000");
  EXPECT_FALSE(device_cookie(request(false, false), "aB3").has_value());
  EXPECT_THROW(device_cookie(request(true, false), "a; Domain=x"), core::Bug);
}

TEST(DeviceCookie, IsReadUnderTheRightNameOnly) {
  Request sent = request(true, false);
  sent.headers["cookie"] = "bancheng-device=planted; __Host-bancheng=id; __Host-bancheng-device=m";
  EXPECT_EQ(sent_device_mark(sent), "m");
  sent.secure = false;
  EXPECT_EQ(sent_device_mark(sent), "");
}

TEST(SessionCookie, TakesNoOtherTextAsId) {
  EXPECT_THROW(session_cookie(request(true, false), "a; Domain=x"), core::Bug);
}

}  // namespace
}  // namespace handler::web

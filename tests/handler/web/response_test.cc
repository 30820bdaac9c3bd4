// Building answers, and the headers that all of them have.
#include "handler/web/response.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/check.h"
#include "handler/web/security_headers.h"

namespace handler::web {
namespace {

TEST(Response, ReplacesAHeaderWhateverItsCase) {
  Response response = html(200, "");
  response.set_header("content-type", "text/plain");
  EXPECT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.header("CONTENT-TYPE"), "text/plain");
}

TEST(Response, RefusesHeadersThatWouldSplitTheAnswer) {
  Response response;
  EXPECT_THROW(response.set_header("X-A", "a\r\nInjected: yes"), core::Bug);
  EXPECT_THROW(response.set_header("X-A", std::string("a\0b", 3)), core::Bug);
  EXPECT_THROW(response.set_header("X A", "a"), core::Bug);
  EXPECT_TRUE(response.headers.empty());
}

TEST(SeeOther, StaysOnThisServer) {
  EXPECT_EQ(see_other("/handle/desk/demo/").header("location"), "/handle/desk/demo/");
  EXPECT_THROW(see_other("//elsewhere.example/"), core::Bug);
  EXPECT_THROW(see_other("https://elsewhere.example/"), core::Bug);
}

TEST(SecurityHeaders, AreExactlyThese) {
  Response response;
  add_security_headers(response);
  std::string text;
  for (const auto& [name, value] : response.headers) text += name + ": " + value + "\n";
  EXPECT_EQ(text,
            "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; "
            "img-src 'self' data:; font-src 'self'; manifest-src 'self'; form-action 'self'; "
            "base-uri 'none'; "
            "frame-ancestors 'none'\n"
            "X-Content-Type-Options: nosniff\n"
            "X-Frame-Options: DENY\n"
            "Referrer-Policy: same-origin\n"
            "Cross-Origin-Opener-Policy: same-origin\n"
            "Cross-Origin-Resource-Policy: same-origin\n"
            "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
            "interest-cohort=()\n"
            "Cache-Control: no-store\n");
}

TEST(SecurityHeaders, KeepTheSandboxOfAPageThatIsOnlyShown) {
  Response response;
  response.set_header("Content-Security-Policy", kSandbox);
  add_security_headers(response);
  EXPECT_EQ(response.header("Content-Security-Policy"),
            content_security_policy() + "; sandbox allow-same-origin");
  response.set_header("Content-Security-Policy", "script-src *");
  add_security_headers(response);
  EXPECT_EQ(response.header("Content-Security-Policy"), content_security_policy());
}

TEST(SecurityHeaders, MakeAFileInert) {
  Response response;
  response.set_header("Content-Security-Policy", kInert);
  add_security_headers(response);
  EXPECT_EQ(response.header("Content-Security-Policy"),
            "sandbox; default-src 'none'; frame-ancestors 'none'");
  EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.header("Cache-Control"), "no-store");
  EXPECT_EQ(response.header("Cross-Origin-Opener-Policy"), "") << "browsers would not show it";
}

TEST(SecurityHeaders, LeaveADeclaredCachingAlone) {
  Response response;
  response.set_header("Cache-Control", "no-cache");
  add_security_headers(response, Caching::declared);
  EXPECT_EQ(response.header("Cache-Control"), "no-cache");
}

TEST(SecurityHeaders, LetFormsGoToTheHandlersOriginToo) {
  EXPECT_NE(content_security_policy("https://forms.example")
                .find("form-action 'self' https://forms.example; base-uri"),
            std::string::npos);
  EXPECT_THROW(content_security_policy("https://a; script-src *"), core::Bug);
}

TEST(SecurityHeaders, LetAPageThatFetchesReadFilesOfThisOrigin) {
  EXPECT_EQ(content_security_policy().find("connect-src"), std::string::npos);
  EXPECT_NE(content_security_policy("", /*fetches=*/true).find("; connect-src 'self'; "),
            std::string::npos);
}

}  // namespace
}  // namespace handler::web

// Sends malformed requests to a live server: each gets one refusal and a closed connection, and
// none reaches the app.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/handler/transport/live_server.h"

namespace handler::transport {
namespace {

struct Case {
  const char* name;
  int status;
  std::string bytes;
};

void PrintTo(const Case& malformed, std::ostream* out) {
  *out << malformed.name;
}

std::string get(const std::string& headers) {
  return "GET /x HTTP/1.1\r\n" + headers + "\r\n";
}

std::string post(const std::string& headers, const std::string& body = "") {
  return "POST /x HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body;
}

std::string many_headers(int count) {
  std::string headers = "Host: h\r\n";
  for (int i = 1; i < count; ++i) headers += "X-" + std::to_string(i) + ": 1\r\n";
  return headers;
}

const std::string kNext = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

std::vector<Case> request_line_cases() {
  return {
      {"TlsHello", 400, std::string("\x16\x03\x01\x02\x00\x01", 6)},
      {"EmptyRequestLine", 400, "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"NoVersion", 400, "GET /\r\n\r\n"},
      {"TwoSpaces", 400, "GET  /x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"TrailingSpace", 400, "GET /x HTTP/1.1 \r\nHost: h\r\n\r\n"},
      {"SpaceInTarget", 400, "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"TabAsSeparator", 400, "GET\t/x\tHTTP/1.1\r\nHost: h\r\n\r\n"},
      {"VersionTwo", 505, "GET /x HTTP/2.0\r\nHost: h\r\n\r\n"},
      {"VersionZeroNine", 505, "GET /x HTTP/0.9\r\nHost: h\r\n\r\n"},
      {"OtherProtocol", 400, "GET /x ICY/1.1\r\nHost: h\r\n\r\n"},
      {"AbsoluteForm", 400, "GET http://h/x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"AsteriskForm", 400, "GET * HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"DotDot", 400, "GET /a/../x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"EncodedDotDot", 400, "GET /%2e%2e/x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"EncodedSlash", 400, "GET /a%2fb HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"EncodedNul", 400, "GET /x%00.png HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"EncodedLineBreak", 400, "GET /x%0d%0a HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"OverlongUtf8", 400, "GET /%c0%ae HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"RawBytesInTarget", 400, "GET /\xe6\xbd\xae HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"Fragment", 400, "GET /x#y HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"BadEscape", 400, "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"MethodPut", 405, "PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"},
      {"MethodTrace", 405, "TRACE /x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"MethodConnect", 400, "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"LowerCaseMethod", 405, "get /x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"MethodWithBrackets", 400, "G<T /x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"LongRequestLine", 431, "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"EndlessRequestLine", 431, "GET /" + std::string(100'000, 'a')},
  };
}

std::vector<Case> header_cases() {
  return {
      {"NoHost", 400, get("")},
      {"TwoHosts", 400, get("Host: h\r\nHost: h\r\n")},
      {"EmptyHost", 400, get("Host:\r\n")},
      {"HostWithPath", 400, get("Host: h/x\r\n")},
      {"HostWithComma", 400, get("Host: h, evil\r\n")},
      {"HostWithUser", 400, get("Host: a@b\r\n")},
      {"BareLineFeeds", 400, "GET /x HTTP/1.1\nHost: h\n\n"},
      {"OneBareLineFeed", 400, get("Host: h\nX: 1\r\n")},
      {"BareCarriageReturn", 400, get("Host: h\rX: 1\r\n")},
      {"CarriageReturnTwice", 400, get("Host: h\r\r\n")},
      {"NulInValue", 400, get(std::string("Host: h\r\nX: a\0b\r\n", 17))},
      {"EscapeInValue", 400, get("Host: h\r\nX: \x1b[2J\r\n")},
      {"DeleteInValue", 400, get("Host: h\r\nX: \x7f\r\n")},
      {"FoldedLine", 400, get("Host: h\r\nX: 1\r\n 2\r\n")},
      {"FoldedFirstLine", 400, get(" Host: h\r\n")},
      {"BlankBeforeColon", 400, get("Host: h\r\nX : 1\r\n")},
      {"BlankInName", 400, get("Host: h\r\nX Y: 1\r\n")},
      {"NoColon", 400, get("Host: h\r\nXY\r\n")},
      {"EmptyName", 400, get("Host: h\r\n: 1\r\n")},
      {"NameBeyondAscii", 400, get("Host: h\r\nX\xc3\xa9: 1\r\n")},
      {"TwoOrigins", 400, get("Host: h\r\nOrigin: http://h\r\nOrigin: http://evil\r\n")},
      {"TwoContentTypes", 400,
       post("Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 0\r\n")},
      {"TooManyHeaders", 431, get(many_headers(65))},
      {"LongHeaderLine", 431, get("Host: h\r\nX: " + std::string(8300, 'a') + "\r\n")},
      {"GiantHeader", 431, get("Host: h\r\nX: " + std::string(2'000'000, 'a') + "\r\n")},
      {"HundredThousandHeaders", 431, get(many_headers(100'000))},
      {"OtherExpectation", 417, post("Expect: 200-ok\r\nContent-Length: 0\r\n")},
  };
}

std::vector<Case> body_cases() {
  return {
      {"Chunked", 411, post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n" + kNext)},
      {"ChunkedInDisguise", 411,
       post("Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n", kNext)},
      {"ChunkedAndLength", 411,
       post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "abc" + kNext)},
      {"ChunkedGet", 411, get("Host: h\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n" + kNext},
      {"NoLength", 411, post("", "abc")},
      {"Gzip", 415, post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc")},
      {"Brotli", 415, post("Content-Encoding: br\r\nContent-Length: 3\r\n", "abc")},
      {"TwoLengths", 400, post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")},
      {"TwoDifferentLengths", 400, post("Content-Length: 0\r\nContent-Length: 35\r\n", kNext)},
      {"ListOfLengths", 400, post("Content-Length: 3, 3\r\n", "abc")},
      {"NegativeLength", 400, post("Content-Length: -5\r\n", "abc")},
      {"SignedLength", 400, post("Content-Length: +3\r\n", "abc")},
      {"LengthWithLetters", 400, post("Content-Length: 3abc\r\n", "abc")},
      {"HexadecimalLength", 400, post("Content-Length: 0x3\r\n", "abc")},
      {"EmptyLength", 400, post("Content-Length: \r\n", "abc")},
      {"LengthThatOverflows", 400, post("Content-Length: 18446744073709551617\r\n", "a")},
      {"LengthBeyondTheLimit", 413, post("Content-Length: 262145\r\n", "abc")},
      {"HugeLength", 413, post("Content-Length: 999999999999999\r\n", "abc")},
      {"HugeLengthExpected", 413, post("Content-Length: 999999999\r\nExpect: 100-continue\r\n")},
      {"BodyOfGet", 400, get("Host: h\r\nContent-Length: 38\r\n") + kNext},
  };
}

class Malformed : public ::testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() { server_ = new LiveServer; }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  static LiveServer* server_;
};

LiveServer* Malformed::server_ = nullptr;

TEST_P(Malformed, IsRefusedOnceAndTheConnectionCloses) {
  const int handled_before = server_->app.handled;
  Client client(server_->port);
  client.send(GetParam().bytes);
  const std::string answer = client.receive();
  EXPECT_EQ(answer.substr(0, 13), "HTTP/1.1 " + std::to_string(GetParam().status) + " ");
  EXPECT_EQ(count_of(answer, "HTTP/1.1 "), 1);
  EXPECT_NE(answer.find("\r\nConnection: close\r\n"), std::string::npos);
  EXPECT_NE(answer.find("\r\nContent-Security-Policy: default-src 'none'"), std::string::npos);
  EXPECT_NE(answer.find("\r\nCache-Control: no-store\r\n"), std::string::npos);
  EXPECT_EQ(body_of(answer), "<p>page " + std::to_string(GetParam().status) + "</p>");
  EXPECT_NE(answer.find("\r\nContent-Type: text/html; charset=utf-8\r\n"), std::string::npos);
  EXPECT_TRUE(client.saw_the_end());
  EXPECT_EQ(server_->app.handled, handled_before);
}

std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(RequestLine, Malformed, ::testing::ValuesIn(request_line_cases()),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Headers, Malformed, ::testing::ValuesIn(header_cases()), name_of);
INSTANTIATE_TEST_SUITE_P(Body, Malformed, ::testing::ValuesIn(body_cases()), name_of);

}  // namespace
}  // namespace handler::transport

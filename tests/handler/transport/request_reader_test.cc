// The request reader alone: pipelining, and equal results for any split of the bytes.
#include "handler/transport/connection.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/support/repeats.h"

namespace handler::transport {
namespace {

using Progress = RequestReader::Progress;

const std::string kPost =
    "POST /a%20b?x=1&y=%E5%8A%9E HTTP/1.1\r\nHost: h\r\nCookie: a=1\r\nCookie: "
    "b=2\r\nX-Forwarded-For: "
    "1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello";
const std::string kNextGet = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";

// The reader's result for these bytes, as text: each request, then the final state.
std::string verdict(const std::string& bytes, std::size_t step) {
  const web::TransportLimits limits;
  RequestReader reader(limits);
  std::string text;
  Progress progress = Progress::idle;
  for (std::size_t at = 0; at < bytes.size() && progress != Progress::refused; at += step) {
    reader.append(std::string_view(bytes).substr(at, step));
    while ((progress = reader.advance()) == Progress::complete) {
      const web::Request request = reader.take();
      text += request.method + " " + request.path + " " + request.body + "\n";
      for (const auto& [name, value] : request.headers) {
        text.append(name).append("=").append(value).append("\n");
      }
      for (const auto& [name, value] : request.query.items()) {
        text.append(name).append("~").append(value).append("\n");
      }
    }
  }
  return text + std::to_string(static_cast<int>(progress)) + " " +
         std::to_string(std::get<int>(reader.refusal()));
}

TEST(RequestReader, JoinsRepeatedHeadersAndKeepsWhatFollows) {
  EXPECT_EQ(verdict(kPost + kNextGet, 1000),
            "POST /a b hello\ncontent-length=5\ncookie=a=1; b=2\nexpect=100-continue\nhost=h\n"
            "x-forwarded-for=1.1.1.1, 2.2.2.2\nx~1\ny~办\n"
            "GET /next \nhost=h\n0 0");
}

TEST(RequestReader, WishesToContinueOnceAndOnlyBeforeTheBody) {
  const web::TransportLimits limits;
  RequestReader reader(limits);
  reader.append(kPost.substr(0, kPost.size() - 5));
  EXPECT_EQ(reader.advance(), Progress::body);
  EXPECT_TRUE(reader.take_wish_to_continue());
  EXPECT_FALSE(reader.take_wish_to_continue());
  RequestReader hasty(limits);
  hasty.append(kPost.substr(0, kPost.size() - 1));
  EXPECT_EQ(hasty.advance(), Progress::body);
  EXPECT_FALSE(hasty.take_wish_to_continue());
}

TEST(RequestReader, RefusesAHeadAtItsLimitAndNotBefore) {
  web::TransportLimits limits;
  limits.head_bytes = kNextGet.size();
  RequestReader exact(limits);
  exact.append(kNextGet);
  EXPECT_EQ(exact.advance(), Progress::complete);
  limits.head_bytes = kNextGet.size() - 1;
  RequestReader beyond(limits);
  beyond.append(kNextGet);
  EXPECT_EQ(beyond.advance(), Progress::refused);
  EXPECT_EQ(beyond.refusal(), Cause(431));
}

TEST(RequestReader, StaysRefused) {
  const web::TransportLimits limits;
  RequestReader reader(limits);
  reader.append("\n");
  EXPECT_EQ(reader.advance(), Progress::refused);
  reader.append(kNextGet);
  EXPECT_EQ(reader.advance(), Progress::refused);
}

std::string mutated(std::string bytes, std::mt19937& random) {
  static const std::vector<std::string> kPieces{"\r",
                                                "\n",
                                                "\r\n",
                                                "\r\n\r\n",
                                                std::string(1, '\0'),
                                                " ",
                                                ":",
                                                "%",
                                                "%0d%0a",
                                                "\x80",
                                                "Host: h\r\n",
                                                "Transfer-Encoding: chunked\r\n",
                                                "Content-Length: 3\r\n",
                                                "GET / HTTP/1.1\r\n",
                                                "\t",
                                                "0",
                                                "/"};
  for (int changes = 1 + static_cast<int>(random() % 3); changes > 0; --changes) {
    const std::size_t at = random() % (bytes.size() + 1);
    const std::size_t cut = random() % 3;
    bytes.replace(at, std::min(cut, bytes.size() - at), kPieces[random() % kPieces.size()]);
  }
  return bytes;
}

TEST(RequestReader, SaysTheSameHoweverTheBytesAreCut) {
  std::mt19937 random(20260928);
  const int rounds = tests::many(5000);
  int refused = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string bytes = mutated(kPost + kNextGet + kPost, random);
    const std::string whole = verdict(bytes, bytes.size());
    refused += whole.find("\n4 ") != std::string::npos || whole.substr(0, 2) == "4 " ? 1 : 0;
    ASSERT_EQ(verdict(bytes, 1), whole) << "round " << round << "\n" << bytes;
    ASSERT_EQ(verdict(bytes, 7), whole) << "round " << round << "\n" << bytes;
  }
  EXPECT_GT(refused, rounds / 10) << "the changes must reach the refusals";
  EXPECT_LT(refused, rounds / 50 * 49) << "and leave requests that pass";
}

}  // namespace
}  // namespace handler::transport

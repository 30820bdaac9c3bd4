// Forms with files: every place where a piece may end, and what is refused.
#include "handler/web/multipart.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/handler/web/multipart_target.h"
#include "tests/support/multipart_body.h"
#include "tests/support/repeats.h"

namespace handler::web {
namespace {

using tests::FormPart;
using tests::kBoundary;
using tests::multipart_body;

MultipartMistake mistake_in(std::string_view body, std::string_view boundary = kBoundary) {
  MultipartReader reader(boundary);
  (void)reader.take(body);
  return reader.finish();
}

// What is found, however the bytes come.
std::string found(const std::string& body, const std::string& boundary = kBoundary) {
  return tests::read_anything(body, boundary, 7);
}

std::string part(const std::string& head, const std::string& bytes) {
  return "--b\r\n" + head + "\r\n\r\n" + bytes + "\r\n";
}

const std::string kA = "Content-Disposition: form-data; name=\"a\"";
const std::string kEnd = "--b--\r\n";

TEST(Multipart, FindsTextsAndFilesInTheirOrder) {
  const std::string body = multipart_body({{"words", "办不成\r\n第二行"},
                                           {"file", "\xff\xd8 not text ", "照片.jpg"},
                                           {"empty", ""},
                                           {"file", "%PDF-1.7", "a.pdf"}});
  EXPECT_EQ(found(body),
            "0\nwords=办不成\r\n第二行\nempty=\n"
            "file<照片.jpg>\xff\xd8 not text \nfile<a.pdf>%PDF-1.7\n");
}

TEST(Multipart, LeavesOutAFieldWithoutAChosenFile) {
  EXPECT_EQ(found(multipart_body({{"file", "", ""}})), "0\n");
  EXPECT_EQ(found(multipart_body({{"file", "", "empty.txt"}})), "0\nfile<empty.txt>\n");
  EXPECT_EQ(found(multipart_body({{"file", "x", ""}})), "0\nfile<>x\n");
}

TEST(Multipart, FindsTheSameWhereverAPieceEnds) {
  const std::vector<std::string> bodies{
      multipart_body({{"a", "1"}, {"f", "\r\n--" + kBoundary.substr(0, 20), "x"}, {"b", "\r"}}),
      multipart_body(
          {{"a", "\r\n"}, {"a", "\r\n\r\n--"}, {"f", "\r\r\n\r\n-", "y"}, {"f", "", ""}}),
      multipart_body({}),
      part(kA, "\r\n--") + kEnd,
      part(kA, "x") + "--b",
      part("X: y\nz", "x") + kEnd,
  };
  for (const std::string& body : bodies) {
    const std::string boundary = body.starts_with("--b\r") ? "b" : kBoundary;
    const std::string whole = found(body, boundary);
    for (std::size_t at = 0; at <= body.size(); ++at) {
      MultipartReader reader(boundary);
      (void)reader.take(std::string_view(body).substr(0, at));
      (void)reader.take(std::string_view(body).substr(at));
      EXPECT_EQ(std::to_string(static_cast<int>(reader.finish())), whole.substr(0, 1)) << at;
      std::string texts;
      for (const auto& [name, value] : reader.fields().items()) texts += name + "=" + value + "\n";
      EXPECT_TRUE(whole.substr(2).starts_with(texts)) << at << "\n" << body;
    }
  }
}

TEST(Multipart, TakesABeginningOfTheBoundaryForData) {
  EXPECT_EQ(found(multipart_body({{"f", "\r\n--" + kBoundary.substr(0, 10) + "\r\n--", "x"}})),
            "0\nf<x>\r\n--" + kBoundary.substr(0, 10) + "\r\n--\n");
  EXPECT_EQ(found(part(kA, "--\r\r\n--\r\n-b") + kEnd, "b"), "0\na=--\r\r\n--\r\n-b\n");
  EXPECT_EQ(found(part(kA, "x\n--b\n") + kEnd, "b"), "0\na=x\n--b\n\n");
}

TEST(Multipart, RefusesWhatCanBeReadInTwoWays) {
  const std::vector<std::string> malformed{
      "\r\n" + part(kA, "x") + kEnd,                       // something before the first boundary
      "preamble\r\n" + part(kA, "x") + kEnd,               //
      part(kA, "x") + kEnd + "\r\n",                       // and behind the last one
      part(kA, "x") + kEnd + part(kA, "y") + kEnd,         //
      part(kA, "x\r\n--bb\r\nContent-Type: a/b") + kEnd,   // a line that goes on
      "--b \r\n" + kA + "\r\n\r\nx\r\n" + kEnd,            //
      "--b\n" + kA + "\n\nx\n--b--\n",                     // bare line ends
      "--b\r\n" + kA + "\n\r\n\r\nx\r\n" + kEnd,           //
      "--b\r\n" + kA + "\rX: y\r\n\r\nx\r\n" + kEnd,       //
      "--b\r\n\r\nx\r\n" + kEnd,                           // no head
      "--b\r\n" + kA + "\r\n folded\r\n\r\nx\r\n" + kEnd,  //
      "--b\r\n" + kA + "\r\n\r\n" + kEnd,  // the blank line and the boundary share a line end
      part(kA + "\r\n" + kA, "x") + kEnd,  // two dispositions
      part(kA + std::string(1, '\0'), "x") + kEnd,  //
      part(kA + "\r\nContent-Transfer-Encoding: base64", "x") + kEnd,
      part("Content-Disposition: attachment; name=\"a\"", "x") + kEnd,
      part("Content-Disposition: form-data; filename=\"a\"", "x") + kEnd,
      part(kA, "\xc4\xe3") + kEnd,              // GBK
      part(kA, std::string("x\0y", 3)) + kEnd,  //
  };
  for (const std::string& body : malformed) {
    EXPECT_EQ(mistake_in(body, "b"), MultipartMistake::malformed) << body;
  }
}

TEST(Multipart, SaysThatAFileHasBegunWhenItsHeadIsThere) {
  const std::string body = tests::multipart_body({{"a", "1"}, {"file", "bytes", "a.jpg"}});
  const std::size_t head_end = body.find("\r\n\r\n", body.find("filename")) + 4;
  MultipartReader reader(kBoundary);
  reader.take(std::string_view(body).substr(0, head_end - 1));
  EXPECT_FALSE(reader.has_file_begun());
  reader.take(std::string_view(body).substr(head_end - 1, 1));
  EXPECT_TRUE(reader.has_file_begun());
  EXPECT_EQ(reader.fields().get("a"), "1");
}

TEST(Multipart, RefusesABodyThatEndsEarly) {
  const std::string body = multipart_body({{"a", "1"}, {"f", "bytes", "x"}});
  const std::size_t whole = body.size() - 2;  // the last line end may be missing
  for (std::size_t size = 0; size < body.size(); ++size) {
    EXPECT_EQ(mistake_in(body.substr(0, size)),
              size == whole ? MultipartMistake::none : MultipartMistake::cut_off)
        << size;
  }
}

TEST(Multipart, CountsPartsTextsAndHeads) {
  const auto texts = [](std::size_t count, std::size_t size) {
    return multipart_body(std::vector<FormPart>(count, {"a", std::string(size, 'x')}));
  };
  EXPECT_EQ(mistake_in(texts(60, 1)), MultipartMistake::none);
  EXPECT_EQ(mistake_in(texts(61, 1)), MultipartMistake::too_many_parts);
  EXPECT_EQ(mistake_in(texts(1, 262143)), MultipartMistake::none) << "its name has one byte";
  EXPECT_EQ(mistake_in(texts(1, 262144)), MultipartMistake::text_too_long);
  EXPECT_EQ(mistake_in(texts(16, 16383)), MultipartMistake::none) << "each has a name of one byte";
  EXPECT_EQ(mistake_in(texts(16, 16384)), MultipartMistake::text_too_long);
  EXPECT_EQ(mistake_in(multipart_body({{"f", std::string(1 << 20, '\r'), "x"}})),
            MultipartMistake::none);
  const std::string rest = kA + "\r\nX: ";
  const std::size_t most = 8192 - rest.size() - 4;
  EXPECT_EQ(mistake_in(part(rest + std::string(most, 'x'), "y") + kEnd, "b"),
            MultipartMistake::none);
  EXPECT_EQ(mistake_in(part(rest + std::string(most + 1, 'x'), "y") + kEnd, "b"),
            MultipartMistake::malformed);
}

TEST(Multipart, KeepsNoFileInMemory) {
  MultipartReader reader(kBoundary);
  const std::string body = multipart_body({{"a", "12345"}, {"f", std::string(1 << 20, 'x'), "x"}});
  (void)reader.take(body);
  EXPECT_EQ(reader.finish(), MultipartMistake::none);
  EXPECT_LT(reader.held_bytes(), 1000U);
}

std::string mutated(std::string bytes, std::mt19937& random) {
  static const std::vector<std::string> kPieces{"\r",
                                                "\n",
                                                "\r\n",
                                                "\r\n\r\n",
                                                "--",
                                                "--b",
                                                "\r\n--b",
                                                "\r\n--b--",
                                                "\"",
                                                "\\",
                                                ";",
                                                "=",
                                                "filename=",
                                                "name=\"a",
                                                "form-data; ",
                                                "\x80",
                                                "%22",
                                                ": ",
                                                " ",
                                                "\t",
                                                "\r\n--b\r\nContent-Disposition: form-data; name=c",
                                                "办",
                                                std::string(1, '\0')};
  for (int changes = 1 + static_cast<int>(random() % 3); changes > 0; --changes) {
    const std::size_t at = random() % (bytes.size() + 1);
    const std::size_t cut = random() % 3;
    bytes.replace(at, std::min(cut, bytes.size() - at), kPieces[random() % kPieces.size()]);
  }
  return bytes;
}

TEST(Multipart, SaysTheSameHoweverRandomBytesAreCut) {
  std::mt19937 random(20261130);
  const std::string body =
      part(kA, "words\r\nmore") + part(kA + "; filename=\"C:\\x\\y.jpg\"", "bytes\r\n--c\r") + kEnd;
  const int rounds = tests::many(3000);
  int refused = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string changed = mutated(body, random);
    std::string read;
    ASSERT_NO_THROW(read = tests::read_anything(changed, "b", random())) << changed;
    refused += read.starts_with("0") ? 0 : 1;
  }
  EXPECT_GT(refused, rounds / 10) << "the changes must reach the refusals";
  EXPECT_LT(refused, rounds / 50 * 49) << "and leave bodies that pass";
}

}  // namespace
}  // namespace handler::web

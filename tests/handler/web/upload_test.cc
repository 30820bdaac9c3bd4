// Files of a form: sealed on the disk, and the same bytes when they are read.
#include "handler/web/upload.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/multipart_body.h"
#include "tests/support/temporary_folder.h"

namespace handler::web {
namespace {

using tests::kBoundary;
using tests::multipart_body;

// Bytes of which no piece is like another.
std::string bytes_of(std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; bytes.size() < size; ++i) bytes += std::to_string(i * i) + ",";
  bytes.resize(size);
  return bytes;
}

UploadSpool spool_in(const tests::TemporaryFolder& folder) {
  core::Result<UploadSpool> made = UploadSpool::make(folder.path(), kBoundary);
  if (!made) throw std::runtime_error(made.failure().message);
  return std::move(*made);
}

std::shared_ptr<const Upload> received(std::string_view body, std::size_t piece) {
  const tests::TemporaryFolder folder;
  UploadSpool spool = spool_in(folder);
  for (; !body.empty(); body.remove_prefix(std::min(body.size(), piece)))
    EXPECT_TRUE(spool.append(body.substr(0, piece)).ok());
  core::Result<std::shared_ptr<const Upload>> upload = spool.finish();
  EXPECT_TRUE(upload.ok());
  return upload ? *upload : nullptr;
}

TEST(Upload, GivesEachFileBackHoweverItLiesInTheChunks) {
  for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 65537UL, 200'000UL}) {
    const std::string first = bytes_of(size);
    const std::string second = "x" + bytes_of(131072);
    const std::string body = multipart_body(
        {{"a", "1"}, {"file", first, "a.jpg"}, {"file", second, "b.jpg"}, {"b", "2"}});
    for (const std::size_t piece : {1000UL, 65536UL, 1UL << 20}) {
      const auto upload = received(body, piece);
      ASSERT_NE(upload, nullptr);
      EXPECT_EQ(upload->fields().get("a"), "1");
      EXPECT_EQ(upload->fields().get("b"), "2");
      ASSERT_EQ(upload->files().size(), 2U);
      EXPECT_EQ(upload->files()[0].bytes, size);
      EXPECT_TRUE(*upload->read(0) == first) << size;
      EXPECT_TRUE(*upload->read(1) == second) << size;
      EXPECT_TRUE(*upload->read(1) == second) << "once more";
    }
  }
}

TEST(Upload, ReadsABodyWhoseLastChunkIsFull) {
  const std::string frame = multipart_body({{"file", "", "a"}});
  const std::string file = bytes_of(2 * core::kSealChunk - frame.size());
  const auto upload = received(multipart_body({{"file", file, "a"}}), 4096);
  ASSERT_NE(upload, nullptr);
  EXPECT_TRUE(*upload->read(0) == file);
}

TEST(Upload, LeavesNothingInTheFolder) {
  const tests::TemporaryFolder folder;
  UploadSpool spool = spool_in(folder);
  EXPECT_TRUE(spool.append(multipart_body({{"file", bytes_of(100'000), "a"}})).ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  EXPECT_TRUE(spool.finish().ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Upload, HoldsLittleMemory) {
  const tests::TemporaryFolder folder;
  UploadSpool spool = spool_in(folder);
  const std::string body = multipart_body({{"file", bytes_of(4 << 20), "a"}});
  EXPECT_TRUE(spool.append(body).ok());
  EXPECT_LE(spool.held_bytes(), core::kSealChunk + 1000);
}

TEST(Upload, SaysWhatIsWrongWithTheBody) {
  const tests::TemporaryFolder folder;
  UploadSpool malformed = spool_in(folder);
  EXPECT_EQ(malformed.append("no boundary").failure().code, core::FailureCode::invalid);
  EXPECT_EQ(malformed.mistake(), MultipartMistake::malformed);
  EXPECT_FALSE(malformed.finish().ok());
  UploadSpool cut = spool_in(folder);
  EXPECT_TRUE(cut.append("--" + kBoundary).ok());
  EXPECT_EQ(cut.finish().failure().code, core::FailureCode::invalid);
  EXPECT_EQ(cut.mistake(), MultipartMistake::cut_off);
}

TEST(Upload, NeedsAFolder) {
  const tests::TemporaryFolder folder;
  EXPECT_EQ(UploadSpool::make(folder / "missing", kBoundary).failure().code,
            core::FailureCode::not_found);
}

TEST(FormFields, AreThoseOfEitherKindOfForm) {
  Request request;
  request.body = "a=1&b=%E5%8A%9E";
  EXPECT_EQ(form_fields(request)->get("b"), "办");
  request.body = "a=%4";
  EXPECT_FALSE(form_fields(request).has_value());
  request.body.clear();
  request.upload = received(multipart_body({{"a", "1"}, {"b", "a=%4"}}), 10);
  EXPECT_EQ(form_fields(request)->get("a"), "1");
  EXPECT_EQ(form_fields(request)->get("b"), "a=%4");
}

}  // namespace
}  // namespace handler::web

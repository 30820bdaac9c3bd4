// What the part of a file says, and how its bytes are sealed before they are stored.
#include "handler/store/cases/file_parts.h"

#include <gtest/gtest.h>

#include "core/base/stream_seal.h"
#include "handler/store/cases/file_contents.h"
#include "tests/support/temporary_folder.h"

namespace {

using core::FailureCode;
using handler::store::chunks_of;
using handler::store::file_info_in;
using handler::store::file_info_of;
using handler::store::FileInfo;
using handler::store::make_file_part;
using handler::store::Part;
using handler::store::seal_file;
using handler::store::sealed_size;
using handler::store::SealedFile;
using handler::store::text_of;

struct FileParts : ::testing::Test {
  tests::TemporaryFolder folder;
  core::SystemRandomness randomness;
  core::SealKeys keys = core::make_seal_keys();

  SealedFile sealed(const std::string& plain) {
    return seal_file("jpeg", "水表.jpg", plain, folder.path()).value();
  }
};

FileInfo photo_info() {
  return {"png", "a \"b\".png", 65537, std::string(24, '\x01'), std::string(32, '\xff')};
}

TEST_F(FileParts, SayInCanonicalJsonWhatTheFileIs) {
  std::string header;
  std::string key;
  for (int i = 0; i < 24; ++i) header += "01";
  for (int i = 0; i < 32; ++i) key += "ff";
  EXPECT_EQ(text_of(photo_info()), "{\"bytes\":65537,\"chunks\":2,\"header\":\"" + header +
                                       "\",\"key\":\"" + key +
                                       "\",\"name\":\"a \\\"b\\\".png\",\"type\":\"png\"}");
  EXPECT_EQ(file_info_in(text_of(photo_info())).value(), photo_info());
}

TEST_F(FileParts, AreRefusedIfTheySayAnythingElse) {
  const std::string text = text_of(photo_info());
  const auto with = [&text](const std::string& from, const std::string& to) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to);
    return changed;
  };
  for (const std::string& wrong :
       {std::string(), std::string("[]"), text + " ", with("65537", "0"), with("65537", "-1"),
        with("65537", "1e5"), with("65537", "9223372036854775807"),
        with("\"chunks\":2", "\"chunks\":3"), with("\"key\":\"ff", "\"key\":\""),
        with("\"key\":\"f", "\"key\":\"F"),
        with("\"type\":\"png\"", "\"type\":\"png\",\"zip\":1")}) {
    const auto read = file_info_in(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.failure().code, FailureCode::corrupt) << wrong;
  }
}

TEST_F(FileParts, OfAnEmptyFileAreNotMade) {
  EXPECT_EQ(seal_file("jpeg", "a", "", folder.path()).failure().code, FailureCode::invalid);
  EXPECT_EQ(seal_file("jpeg", "\xff", "x", folder.path()).failure().code, FailureCode::invalid);
  EXPECT_EQ(seal_file("jpeg", "a", "x", folder / "missing").failure().code, FailureCode::not_found);
}

TEST_F(FileParts, LeaveNoNamedFileAndNoPlainByteInTheSpool) {
  const std::string plain(100'000, 'p');
  const SealedFile file = sealed(plain);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  ASSERT_EQ(file.chunks->spool.size(), plain.size() + 2 * core::kSealOverhead);
  const std::string stored = file.chunks->spool.read(0, file.chunks->spool.size()).value();
  EXPECT_EQ(stored.find("pppppppp"), std::string::npos);
  EXPECT_EQ(file.chunks->content, core::to_hex(core::hash(stored)));
}

TEST_F(FileParts, AreSealedUnderAnotherKeyEachTime) {
  const SealedFile one = sealed("the same");
  const SealedFile other = sealed("the same");
  EXPECT_NE(one.info.key, other.info.key);
  EXPECT_NE(one.chunks->content, other.chunks->content);
}

TEST_F(FileParts, CountChunksByTheirBorders) {
  const std::vector<std::pair<std::int64_t, std::int64_t>> counts = {
      {1, 1}, {65535, 1}, {65536, 1}, {65537, 2}, {131072, 2}, {131073, 3}};
  for (const auto& [bytes, chunks] : counts) EXPECT_EQ(chunks_of(bytes), chunks) << bytes;
  EXPECT_EQ(sealed_size(65537, 0), 65536 + core::kSealOverhead);
  EXPECT_EQ(sealed_size(65537, 1), 1 + core::kSealOverhead);
  EXPECT_EQ(sealed_size(131072, 1), 65536 + core::kSealOverhead);
}

TEST_F(FileParts, AreOpenedByTheDeskAloneIfTheyAreSealed) {
  const SealedFile file = sealed("bytes");
  const Part part = make_file_part(randomness, "file1", file, keys.public_key, true);
  EXPECT_TRUE(part.sealed);
  EXPECT_FALSE(part.for_reporter);
  EXPECT_EQ(part.commitment, handler::store::commitment_of(part.salt, part.body));
  EXPECT_EQ(file_info_of(part, &keys).value(), file.info);
  EXPECT_EQ(file_info_of(part, nullptr).failure().code, FailureCode::refused);
  const core::SealKeys others = core::make_seal_keys();
  EXPECT_EQ(file_info_of(part, &others).failure().code, FailureCode::corrupt);
}

TEST_F(FileParts, ThatAreOpenNeedNoKeyUntilTheyAreDestroyed) {
  const SealedFile file = sealed("bytes");
  Part part = make_file_part(randomness, "file2", file, "", true);
  EXPECT_TRUE(part.for_reporter);
  EXPECT_EQ(file_info_of(part, nullptr).value(), file.info);
  part.destroyed = true;
  EXPECT_EQ(file_info_of(part, nullptr).failure().code, FailureCode::not_found);
}

TEST_F(FileParts, AreReferredToWithTheirLengthAndTheHashOfTheirChunks) {
  const SealedFile file = sealed("bytes");
  const Part part = make_file_part(randomness, "file1", file, keys.public_key, false);
  const core::Json reference = handler::store::reference_to(part, 7);
  EXPECT_EQ(reference.at("content"), file.chunks->content);
  EXPECT_EQ(reference.at("bytes"), 5);
  const Part text = handler::store::make_part(randomness, "words", "bytes", "", false);
  EXPECT_FALSE(handler::store::reference_to(text, 7).contains("content"));
}

TEST(FileFields, AreFour) {
  for (const char* field : {"file1", "file2", "file3", "file4"})
    EXPECT_TRUE(handler::cases::is_file(field)) << field;
  for (const char* field : {"", "file", "file0", "file5", "file10", "files", "words", "xfile1"})
    EXPECT_FALSE(handler::cases::is_file(field)) << field;
}

}  // namespace

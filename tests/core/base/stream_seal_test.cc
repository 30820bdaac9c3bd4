// What a sealed stream must notice: every change of its chunks, their order and their end.
#include "core/base/stream_seal.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

struct Sealed {
  std::string key = core::make_stream_key();
  std::string header;
  std::vector<std::string> chunks;
};

Sealed sealed(const std::vector<std::string>& plain) {
  Sealed made;
  core::StreamSealer sealer(made.key);
  made.header = sealer.header();
  for (std::size_t i = 0; i < plain.size(); ++i)
    made.chunks.push_back(sealer.seal(plain[i], i + 1 == plain.size()));
  return made;
}

// What can be opened of it, and whether that was all.
struct Opened {
  std::string plain;
  bool is_whole = false;
};

Opened opened(const Sealed& stream) {
  core::StreamOpener opener(stream.key, stream.header);
  Opened result;
  for (const std::string& chunk : stream.chunks) {
    const auto plain = opener.open(chunk);
    if (!plain) return result;
    result.plain += *plain;
  }
  result.is_whole = opener.is_whole();
  return result;
}

TEST(StreamSeal, OpensWhatWasSealed) {
  const std::vector<std::vector<std::string>> streams = {
      {""},
      {"a"},
      {std::string(core::kSealChunk, 'x'), ""},
      {std::string(core::kSealChunk, 'x'), "y", "z"}};
  for (const std::vector<std::string>& plain : streams) {
    std::string whole;
    for (const std::string& chunk : plain) whole += chunk;
    const Opened result = opened(sealed(plain));
    EXPECT_EQ(result.plain, whole);
    EXPECT_TRUE(result.is_whole);
  }
}

TEST(StreamSeal, AddsItsOverheadAndHidesThePlainBytes) {
  const Sealed stream = sealed({"a sentence of a citizen"});
  EXPECT_EQ(stream.chunks[0].size(),
            std::string("a sentence of a citizen").size() + core::kSealOverhead);
  EXPECT_EQ(stream.chunks[0].find("citizen"), std::string::npos);
}

TEST(StreamSeal, NoticesEveryFlippedBit) {
  const Sealed right = sealed({"first", "second"});
  for (std::size_t chunk = 0; chunk < right.chunks.size(); ++chunk)
    for (std::size_t bit = 0; bit < right.chunks[chunk].size() * 8; ++bit) {
      Sealed wrong = right;
      char& byte = wrong.chunks[chunk][bit / 8];
      byte = static_cast<char>(byte ^ (1 << (bit % 8)));
      EXPECT_FALSE(opened(wrong).is_whole) << chunk << ", bit " << bit;
    }
}

TEST(StreamSeal, NoticesMissingRepeatedAndMovedChunks) {
  const Sealed right = sealed({"one", "two", "three"});
  for (const std::vector<std::size_t>& order : std::vector<std::vector<std::size_t>>{
           {0, 1}, {1, 2}, {0, 2}, {0, 0, 1, 2}, {1, 0, 2}, {0, 1, 2, 2}, {}}) {
    Sealed wrong = right;
    wrong.chunks.clear();
    for (const std::size_t i : order) wrong.chunks.push_back(right.chunks[i]);
    EXPECT_FALSE(opened(wrong).is_whole) << testing::PrintToString(order);
  }
}

TEST(StreamSeal, NeedsItsOwnKeyAndHeader) {
  const Sealed right = sealed({"text"});
  Sealed other_key = right;
  other_key.key = core::make_stream_key();
  EXPECT_FALSE(opened(other_key).is_whole);
  Sealed other_header = right;
  other_header.header = sealed({"text"}).header;
  EXPECT_FALSE(opened(other_header).is_whole);
  Sealed no_header = right;
  no_header.header.clear();
  EXPECT_FALSE(opened(no_header).is_whole);
}

}  // namespace

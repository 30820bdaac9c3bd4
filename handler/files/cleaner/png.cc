// Walks the chunks of a PNG.
#include "handler/files/cleaner/png.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "handler/files/cleaner/bytes.h"

namespace handler::files {
namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kAround = 12;  // length, name and checksum of a chunk
constexpr std::size_t kAnySize = 0;

using Table = std::array<std::uint32_t, 256>;

constexpr Table checksum_table() {
  Table table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit)
      value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
    table[i] = value;
  }
  return table;
}

constexpr Table kTable = checksum_table();

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t value = 0xFFFFFFFFU;
  for (const char c : bytes)
    value = kTable[(value ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (value >> 8U);
  return value ^ 0xFFFFFFFFU;
}

// The chunks that describe pixels; each may come once, before the pixels.
struct Described {
  std::string_view name;
  std::size_t size;
};
constexpr std::array<Described, 5> kDescribed = {
    {{"PLTE", kAnySize}, {"tRNS", kAnySize}, {"gAMA", 4}, {"cHRM", 32}, {"sRGB", 1}}};

// Bit depths by colour type (table 11.1 of the standard); 0: no such type.
bool is_depth(std::uint32_t colour, std::uint32_t depth) {
  constexpr std::array<std::uint32_t, 7> kDepths = {
      1 | 2 | 4 | 8 | 16, 0, 8 | 16, 1 | 2 | 4 | 8, 8 | 16, 0, 8 | 16};
  const bool is_one = depth != 0 && (depth & (depth - 1)) == 0;
  return colour < kDepths.size() && is_one && (kDepths[colour] & depth) != 0;
}

struct PngChunk {
  std::string_view name, body;
  std::string_view whole;  // with length and checksum
};

class PngWalk {
 public:
  PngWalk(std::string_view bytes, const OrientationReader& orientation_of)
      : bytes_(bytes), orientation_of_(orientation_of) {}

  Outcome run() {
    at_ = kSignature;
    const std::optional<PngChunk> first = next_chunk();
    if (!first || first->name != "IHDR" || !take_header(*first)) return refusal_;
    while (!done_) {
      const std::optional<PngChunk> chunk = next_chunk();
      if (!chunk || !take(*chunk)) return refusal_;
    }
    return Cleaned{FileType::png, written(), width_, height_};
  }

 private:
  std::optional<PngChunk> next_chunk() {
    if (bytes_.size() - at_ < kAround) return std::nullopt;
    const std::size_t length = big32(bytes_, at_);
    if (length > bytes_.size() - at_ - kAround) return std::nullopt;
    const PngChunk found{bytes_.substr(at_ + 4, 4), bytes_.substr(at_ + 8, length),
                         bytes_.substr(at_, kAround + length)};
    if (checksum(bytes_.substr(at_ + 4, 4 + length)) != big32(bytes_, at_ + 8 + length))
      return std::nullopt;
    at_ += kAround + length;
    return found;
  }

  bool take_header(const PngChunk& chunk) {
    const std::string_view body = chunk.body;
    if (body.size() != 13) return false;
    const std::uint32_t width = big32(body, 0);
    const std::uint32_t height = big32(body, 4);
    if (width == 0 || height == 0 || !is_depth(byte_at(body, 9), byte_at(body, 8))) return false;
    if (byte_at(body, 10) != 0 || byte_at(body, 11) != 0 || byte_at(body, 12) > 1) return false;
    if (!is_small_enough(width, height)) {
      refusal_ = Unfit::pixels;
      return false;
    }
    width_ = static_cast<int>(width);
    height_ = static_cast<int>(height);
    head_ += chunk.whole;
    return true;
  }

  bool take(const PngChunk& chunk) {
    if (chunk.name == "IDAT") return take_pixels(chunk);
    if (!pixels_.empty()) pixels_are_over_ = true;
    if (chunk.name == "IEND") return take_end(chunk);
    if (chunk.name == "eXIf") {
      orientation_ = orientation_of_(chunk.body);
      return true;
    }
    const auto* const described = std::ranges::find(kDescribed, chunk.name, &Described::name);
    if (described != kDescribed.end()) return take_description(chunk, *described);
    const bool is_critical = (byte_at(chunk.name, 0) & 0x20U) == 0;
    return !is_critical;
  }

  bool take_description(const PngChunk& chunk, const Described& described) {
    constexpr std::size_t kMost = 768;  // a palette of 256 colours
    const auto index = static_cast<std::size_t>(&described - kDescribed.data());
    if (!pixels_.empty() || std::exchange(seen_[index], true)) return false;
    const std::size_t size = chunk.body.size();
    if (size == 0 || size > kMost) return false;
    if (described.size != kAnySize && size != described.size) return false;
    if (described.name == "PLTE" && size % 3 != 0) return false;
    head_ += chunk.whole;
    return true;
  }

  bool take_pixels(const PngChunk& chunk) {
    if (pixels_are_over_) return false;
    if (pixels_.empty() && !begins_a_stream(chunk.body)) return false;
    pixels_ += chunk.whole;
    return true;
  }

  // The head of a zlib stream (RFC 1950): deflate, and a sum that is divisible.
  static bool begins_a_stream(std::string_view body) {
    return body.size() >= 2 && (byte_at(body, 0) & 15U) == 8 && big16(body, 0) % 31 == 0;
  }

  bool take_end(const PngChunk& chunk) {
    end_ = chunk.whole;
    done_ = true;
    return chunk.body.empty() && !pixels_.empty();
  }

  std::string written() const {
    std::string made(bytes_.substr(0, kSignature));
    made += head_;
    if (orientation_ != 1) made += exif_chunk();
    made += pixels_;
    made += end_;
    return made;
  }

  std::string exif_chunk() const {
    const std::string named = "eXIf" + exif_of(orientation_);
    std::string made;
    add_big32(made, static_cast<std::uint32_t>(named.size() - 4));
    made += named;
    add_big32(made, checksum(named));
    return made;
  }

  std::string_view bytes_;
  const OrientationReader& orientation_of_;
  std::size_t at_ = 0;
  bool done_ = false, pixels_are_over_ = false;
  Unfit refusal_ = Unfit::damaged;
  std::array<bool, kDescribed.size()> seen_{};
  int orientation_ = 1;
  int width_ = 0, height_ = 0;
  std::string head_, pixels_;
  std::string_view end_;
};

}  // namespace

Outcome clean_png(std::string_view bytes, const OrientationReader& orientation_of) {
  return PngWalk(bytes, orientation_of).run();
}

}  // namespace handler::files

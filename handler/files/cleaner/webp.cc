// Walks the chunks of a WebP.
#include "handler/files/cleaner/webp.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "handler/files/cleaner/bytes.h"

namespace handler::files {
namespace {

constexpr std::size_t kFileHead = 12;
constexpr std::size_t kChunkHead = 8;
constexpr std::uint32_t kAnimated = 0x02, kExif = 0x08, kAlpha = 0x10;

struct Size {
  std::uint32_t width = 0, height = 0;
};

struct WebpChunk {
  std::string_view name, body;
};

// Takes the next chunk with its padding; nothing if it is cut off.
std::optional<WebpChunk> next_chunk(std::string_view& left) {
  if (left.size() < kChunkHead) return std::nullopt;
  const std::size_t length = little32(left, 4);
  const std::size_t padded = length + (length & 1U);
  if (padded > left.size() - kChunkHead) return std::nullopt;
  const WebpChunk found{left.substr(0, 4), left.substr(kChunkHead, length)};
  left.remove_prefix(kChunkHead + padded);
  return found;
}

void add_chunk(std::string& to, std::string_view name, std::string_view body) {
  to += name;
  add_little32(to, static_cast<std::uint32_t>(body.size()));
  to += body;
  if (body.size() % 2 != 0) to += '\0';
}

// The head of a lossy key frame (RFC 6386, 9.1).
std::optional<Size> size_of_lossy(std::string_view body) {
  if (body.size() < 10 || (byte_at(body, 0) & 1U) != 0) return std::nullopt;
  const std::uint32_t first_part = little24(body, 0) >> 5U;
  if (body.substr(3, 3) != "\x9D\x01\x2A" || first_part > body.size() - 10) return std::nullopt;
  return Size{little16(body, 6) & 0x3FFFU, little16(body, 8) & 0x3FFFU};
}

std::optional<Size> size_of_lossless(std::string_view body) {
  if (body.size() < 5 || byte_at(body, 0) != 0x2F) return std::nullopt;
  const std::uint32_t bits = little32(body, 1);
  if (bits >> 29U != 0) return std::nullopt;  // the version
  return Size{(bits & 0x3FFFU) + 1, (bits >> 14U & 0x3FFFU) + 1};
}

std::optional<Size> size_of_pixels(const WebpChunk& chunk) {
  return chunk.name == "VP8 " ? size_of_lossy(chunk.body) : size_of_lossless(chunk.body);
}

bool has_alpha(const WebpChunk& lossless) {
  return (byte_at(lossless.body, 4) & 0x10U) != 0;
}

bool is_pixels(const WebpChunk& chunk) {
  return chunk.name == "VP8 " || chunk.name == "VP8L";
}

// One picture: at most one ALPH, then VP8 or VP8L.
struct Picture {
  std::optional<Size> size;
  bool alpha = false;
  std::string chunks;

  // Returns false if the chunk makes no sense here. Chunks of other names are left out.
  bool take(const WebpChunk& chunk) {
    if (chunk.name == "ALPH") {
      if (alpha || size || chunk.body.empty()) return false;
      alpha = true;
      add_chunk(chunks, chunk.name, chunk.body);
    } else if (is_pixels(chunk)) {
      const bool is_lossless = chunk.name == "VP8L";
      if (size || (alpha && is_lossless)) return false;
      size = size_of_pixels(chunk);
      if (!size || size->width == 0 || size->height == 0) return false;
      alpha |= is_lossless && has_alpha(chunk);
      add_chunk(chunks, chunk.name, chunk.body);
    }
    return true;
  }
};

class WebpWalk {
 public:
  WebpWalk(std::string_view bytes, const OrientationReader& orientation_of)
      : bytes_(bytes), orientation_of_(orientation_of) {}

  Outcome run() {
    const std::size_t length = little32(bytes_, 4);
    if (length < 4 || length > bytes_.size() - 8) return Unfit::damaged;
    std::string_view left = bytes_.substr(kFileHead, length - 4);
    while (!left.empty()) {
      const std::optional<WebpChunk> chunk = next_chunk(left);
      if (!chunk || !take(*chunk)) return refusal_;
    }
    if (!is_whole()) return refusal_;
    return Cleaned{FileType::webp, written(), static_cast<int>(canvas_.width),
                   static_cast<int>(canvas_.height)};
  }

 private:
  bool take(const WebpChunk& chunk) {
    const bool is_first = std::exchange(is_first_, false);
    if (chunk.name == "VP8X") return is_first && take_canvas(chunk.body);
    if (is_first) return is_pixels(chunk) && picture_.take(chunk);
    if (!has_canvas_) return true;  // what follows a plain picture is left out
    if (chunk.name == "ANIM") return take_animation(chunk);
    if (chunk.name == "ANMF") return take_frame(chunk.body);
    if (chunk.name == "EXIF") orientation_ = orientation_of_(without_exif_mark(chunk.body));
    if (is_animated_) return !is_pixels(chunk);
    return picture_.take(chunk);
  }

  bool take_canvas(std::string_view body) {
    if (body.size() != 10) return false;
    has_canvas_ = true;
    is_animated_ = (byte_at(body, 0) & kAnimated) != 0;
    alpha_ = (byte_at(body, 0) & kAlpha) != 0;
    canvas_ = {little24(body, 4) + 1, little24(body, 7) + 1};
    return is_allowed(canvas_);
  }

  bool take_animation(const WebpChunk& chunk) {
    if (!is_animated_ || !frames_.empty() || chunk.body.size() != 6) return false;
    add_chunk(frames_, chunk.name, chunk.body);
    return true;
  }

  bool take_frame(std::string_view body) {
    constexpr std::size_t kHead = 16;
    if (frames_.empty() || body.size() < kHead) return false;
    const Size size = {little24(body, 6) + 1, little24(body, 9) + 1};
    if (2 * little24(body, 0) + size.width > canvas_.width ||
        2 * little24(body, 3) + size.height > canvas_.height)
      return false;
    Picture picture;
    for (std::string_view left = body.substr(kHead); !left.empty();) {
      const std::optional<WebpChunk> chunk = next_chunk(left);
      if (!chunk || !picture.take(*chunk)) return false;
    }
    if (!is_same(picture, size) || !counts(size)) return false;
    add_chunk(frames_, "ANMF", std::string(body.substr(0, kHead)) + picture.chunks);
    has_frame_ = true;
    return true;
  }

  static bool is_same(const Picture& picture, Size size) {
    return picture.size && picture.size->width == size.width && picture.size->height == size.height;
  }

  bool counts(Size frame) {
    pixels_ += std::uint64_t{frame.width} * frame.height;
    if (pixels_ > std::uint64_t{kMostPixels}) refusal_ = Unfit::pixels;
    return refusal_ != Unfit::pixels;
  }

  bool is_allowed(Size size) {
    if (!is_small_enough(size.width, size.height)) refusal_ = Unfit::pixels;
    return refusal_ != Unfit::pixels;
  }

  bool is_whole() {
    if (is_animated_) return has_frame_;
    if (!picture_.size) return false;
    if (has_canvas_) return is_same(picture_, canvas_);
    canvas_ = *picture_.size;
    return is_allowed(canvas_);
  }

  std::string written() const {
    std::string chunks;
    if (needs_canvas()) add_chunk(chunks, "VP8X", canvas());
    chunks += is_animated_ ? frames_ : picture_.chunks;
    if (orientation_ != 1) add_chunk(chunks, "EXIF", exif_of(orientation_));
    std::string made = "RIFF";
    add_little32(made, static_cast<std::uint32_t>(chunks.size() + 4));
    return made + "WEBP" + chunks;
  }

  bool needs_canvas() const {
    return is_animated_ || orientation_ != 1 || picture_.chunks.starts_with("ALPH");
  }

  std::string canvas() const {
    const bool alpha = is_animated_ ? alpha_ : picture_.alpha;
    std::string body;
    add_little32(body, (is_animated_ ? kAnimated : 0) | (alpha ? kAlpha : 0) |
                           (orientation_ != 1 ? kExif : 0));
    add_little24(body, canvas_.width - 1);
    add_little24(body, canvas_.height - 1);
    return body;
  }

  std::string_view bytes_;
  const OrientationReader& orientation_of_;
  bool is_first_ = true, has_canvas_ = false, is_animated_ = false, alpha_ = false;
  bool has_frame_ = false;
  Unfit refusal_ = Unfit::damaged;
  Size canvas_;
  std::uint64_t pixels_ = 0;
  int orientation_ = 1;
  Picture picture_;
  std::string frames_;
};

}  // namespace

Outcome clean_webp(std::string_view bytes, const OrientationReader& orientation_of) {
  return WebpWalk(bytes, orientation_of).run();
}

}  // namespace handler::files

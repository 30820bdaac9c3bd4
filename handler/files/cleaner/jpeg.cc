// Walks the segments of a JPEG.
#include "handler/files/cleaner/jpeg.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "handler/files/cleaner/bytes.h"

namespace handler::files {
namespace {

constexpr std::uint32_t kBaseline = 0xC0, kProgressive = 0xC2, kHuffman = 0xC4, kEnd = 0xD9,
                        kScan = 0xDA, kQuantization = 0xDB, kRestart = 0xDD, kApp0 = 0xE0,
                        kApp1 = 0xE1, kApp14 = 0xEE, kApp15 = 0xEF, kComment = 0xFE;
constexpr int kMostScans =
    100;  // thousands of scans of a large picture would keep a browser busy for minutes

struct Segment {
  std::uint32_t marker = 0;
  std::string_view body;  // without the two bytes of its length
};

// Whether the body is a row of tables, each of which `size_of` measures. 0: it is broken.
template <class SizeOf>
bool is_row_of(std::string_view body, SizeOf size_of) {
  while (!body.empty()) {
    const std::size_t size = size_of(body);
    if (size == 0 || size > body.size()) return false;
    body.remove_prefix(size);
  }
  return true;
}

std::size_t quantization_size(std::string_view body) {
  const std::uint32_t precision = byte_at(body, 0) >> 4U;
  return precision > 1 || (byte_at(body, 0) & 15U) > 3 ? 0 : 1 + 64 * (precision + 1);
}

std::size_t huffman_size(std::string_view body) {
  constexpr std::size_t kCounts = 17;
  if (body.size() < kCounts || byte_at(body, 0) >> 4U > 1 || (byte_at(body, 0) & 15U) > 3) return 0;
  std::size_t symbols = 0;
  for (std::size_t i = 1; i < kCounts; ++i) symbols += byte_at(body, i);
  return symbols > 256 ? 0 : kCounts + symbols;
}

class JpegWalk {
 public:
  JpegWalk(std::string_view bytes, const OrientationReader& orientation_of)
      : bytes_(bytes), orientation_of_(orientation_of) {}

  Outcome run() {
    at_ = 2;  // behind SOI, which the caller saw
    while (!done_) {
      const std::optional<Segment> segment = next_segment();
      if (!segment || !take(*segment)) return refusal_;
    }
    if (scans_ == 0) return Unfit::damaged;
    return Cleaned{FileType::jpeg, head() + rest_ + "\xFF\xD9", width_, height_};
  }

 private:
  std::optional<Segment> next_segment() {
    if (at_ >= bytes_.size() || byte_at(bytes_, at_) != 0xFF) return std::nullopt;
    while (at_ < bytes_.size() && byte_at(bytes_, at_) == 0xFF) ++at_;
    if (at_ >= bytes_.size()) return std::nullopt;
    Segment found{byte_at(bytes_, at_++), {}};
    if (found.marker == kEnd) return found;
    if (at_ + 2 > bytes_.size()) return std::nullopt;
    const std::size_t length = big16(bytes_, at_);
    if (length < 2 || length > bytes_.size() - at_) return std::nullopt;
    found.body = bytes_.substr(at_ + 2, length - 2);
    at_ += length;
    return found;
  }

  bool take(const Segment& segment) {
    const std::uint32_t marker = segment.marker;
    if (marker >= kApp0 && marker <= kApp15) return take_application(segment);
    if (marker >= kBaseline && marker <= kProgressive) return take_frame(segment);
    switch (marker) {
      case kEnd:
        done_ = true;
        return true;
      case kComment:
        return true;
      case kQuantization:
        return is_row_of(segment.body, quantization_size) && keep(segment);
      case kHuffman:
        return is_row_of(segment.body, huffman_size) && keep(segment);
      case kRestart:
        return segment.body.size() == 2 && keep(segment);
      case kScan:
        return take_scan(segment);
      default:
        return false;
    }
  }

  bool take_application(const Segment& segment) {
    const std::string_view body = segment.body;
    if (segment.marker == kApp0 && body.starts_with(std::string_view("JFIF\0", 5)))
      return take_jfif(body);
    if (segment.marker == kApp14 && body.starts_with("Adobe") && body.size() >= 12)
      adobe_ = body.substr(0, 12);
    if (segment.marker == kApp1 && body.starts_with(std::string_view("Exif\0\0", 6)))
      orientation_ = orientation_of_(without_exif_mark(body));
    return true;
  }

  bool take_jfif(std::string_view body) {
    if (body.size() < 14) return false;
    jfif_ = body.substr(0, 12);  // the thumbnail's size and pixels follow
    return true;
  }

  bool take_frame(const Segment& segment) {
    const std::string_view body = segment.body;
    if (height_ != 0 || body.size() < 6 || byte_at(body, 0) != 8) return false;
    const std::uint32_t height = big16(body, 1);
    const std::uint32_t width = big16(body, 3);
    const std::uint32_t parts = byte_at(body, 5);
    if (width == 0 || height == 0 || parts < 1 || parts > 4 || body.size() != 6 + 3 * parts)
      return false;
    if (!is_small_enough(width, height)) {
      refusal_ = Unfit::pixels;
      return false;
    }
    width_ = static_cast<int>(width);
    height_ = static_cast<int>(height);
    return keep(segment);
  }

  bool take_scan(const Segment& segment) {
    const std::string_view body = segment.body;
    if (height_ == 0 || body.empty() || ++scans_ > kMostScans) return false;
    const std::uint32_t parts = byte_at(body, 0);
    if (parts < 1 || parts > 4 || body.size() != 4 + 2 * parts) return false;
    keep(segment);
    const std::size_t end = end_of_pixels();
    if (end == std::string_view::npos) return false;
    rest_.append(bytes_, at_, end - at_);
    at_ = end;
    return true;
  }

  // Where the next marker begins that ends the coded pixels of a scan.
  std::size_t end_of_pixels() const {
    for (std::size_t at = at_; at + 1 < bytes_.size(); ++at) {
      if (byte_at(bytes_, at) != 0xFF) continue;
      const std::uint32_t next = byte_at(bytes_, at + 1);
      const bool is_pixels = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
      if (!is_pixels) return at;
    }
    return std::string_view::npos;
  }

  static void write(std::string& to, std::uint32_t marker, std::string_view body) {
    add_byte(to, 0xFF);
    add_byte(to, marker);
    add_big16(to, static_cast<std::uint32_t>(body.size() + 2));
    to += body;
  }

  bool keep(const Segment& segment) {
    write(rest_, segment.marker, segment.body);
    return true;
  }

  std::string head() const {
    std::string made = "\xFF\xD8";
    if (!jfif_.empty()) write(made, kApp0, std::string(jfif_) + std::string(2, '\0'));
    if (orientation_ != 1) write(made, kApp1, std::string("Exif\0\0", 6) + exif_of(orientation_));
    if (!adobe_.empty()) write(made, kApp14, adobe_);
    return made;
  }

  std::string_view bytes_;
  const OrientationReader& orientation_of_;
  std::size_t at_ = 0;
  bool done_ = false;
  Unfit refusal_ = Unfit::damaged;
  std::string_view jfif_, adobe_;
  int orientation_ = 1;
  int width_ = 0, height_ = 0, scans_ = 0;
  std::string rest_;
};

}  // namespace

Outcome clean_jpeg(std::string_view bytes, const OrientationReader& orientation_of) {
  return JpegWalk(bytes, orientation_of).run();
}

}  // namespace handler::files

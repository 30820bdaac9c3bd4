// QR codes as data for an SVG template: the only home of the QR code generator.
#include "core/page/qr_code.h"

#include <qrcodegen.hpp>

#include <cstdint>
#include <vector>

namespace core {
namespace {

using qrcodegen::QrSegment;
using Code = qrcodegen::QrCode;

constexpr int kQuietZone = 4;  // modules, ISO/IEC 18004
constexpr int kWeighMasks = -1;
constexpr int kFixedMask = 3;  // diagonal stripes, never aligned with the finder patterns

Code encode(std::string_view text, QrMask mask) {
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  return Code::encodeSegments({QrSegment::makeBytes(bytes)}, Code::Ecc::MEDIUM, Code::MIN_VERSION,
                              Code::MAX_VERSION, mask == QrMask::fixed ? kFixedMask : kWeighMasks);
}

// Below 1000. Returns the end.
char* put(char* to, int number) {
  if (number >= 100) *to++ = static_cast<char>('0' + number / 100);
  if (number >= 10) *to++ = static_cast<char>('0' + number / 10 % 10);
  *to++ = static_cast<char>('0' + number % 10);
  return to;
}

// One rectangle of dark modules, one module high: "M4 4h7v1h-7z".
void append_bar(std::string& path, int x, int y, int width) {
  char bar[32];
  char* end = bar;
  *end++ = 'M';
  end = put(end, x + kQuietZone);
  *end++ = ' ';
  end = put(end, y + kQuietZone);
  *end++ = 'h';
  end = put(end, width);
  for (const char sign : std::string_view("v1h-")) *end++ = sign;
  end = put(end, width);
  *end++ = 'z';
  path.append(bar, end);
}

// The dark modules of one row; neighbours are joined into one rectangle.
void append_row(const Code& code, int y, std::string& path) {
  for (int x = 0; x < code.getSize(); ++x) {
    if (!code.getModule(x, y)) continue;
    const int start = x;
    while (code.getModule(x, y)) ++x;  // modules beyond the edge are light
    append_bar(path, start, y, x - start);
  }
}

}  // namespace

Result<QrCode> make_qr_code(std::string_view text, QrMask mask) try {
  if (text.empty()) return Failure{FailureCode::invalid, "a QR code cannot be empty"};
  const Code code = encode(text, mask);
  QrCode qr;
  qr.size = code.getSize() + 2 * kQuietZone;
  qr.path.reserve(static_cast<std::size_t>(code.getSize() * code.getSize()) * 4);
  for (int y = 0; y < code.getSize(); ++y) append_row(code, y, qr.path);
  return qr;
} catch (const qrcodegen::data_too_long&) {
  return Failure{FailureCode::invalid, "a QR code cannot hold this text: it is too long"};
}

}  // namespace core

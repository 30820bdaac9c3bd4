// QR codes as data for an SVG template: the only home of the QR code generator.
#include "core/page/qr_code.h"

#include <qrcodegen.hpp>

#include <charconv>
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

void append(std::string& path, int number) {
  char digits[8];
  path.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// One rectangle of dark modules, one module high.
void append_bar(std::string& path, int x, int y, int width) {
  path += 'M';
  append(path, x + kQuietZone);
  path += ' ';
  append(path, y + kQuietZone);
  path += 'h';
  append(path, width);
  path += "v1h-";
  append(path, width);
  path += 'z';
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

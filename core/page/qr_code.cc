// QR codes as data for an SVG template: the only home of libqrencode.
#include "core/page/qr_code.h"

#include <qrencode.h>

#include <cerrno>
#include <memory>

namespace core {
namespace {

constexpr int kQuietZone = 4;  // modules, ISO/IEC 18004

bool is_dark(const QRcode& code, int x, int y) {
  return (code.data[y * code.width + x] & 1) != 0;
}

// The dark modules of one line, neighbours joined into one rectangle.
void append_row(const QRcode& code, int y, std::string& path) {
  for (int x = 0; x < code.width; ++x) {
    if (!is_dark(code, x, y)) continue;
    const int start = x;
    while (x < code.width && is_dark(code, x, y)) ++x;
    const std::string width = std::to_string(x - start);
    path += "M" + std::to_string(start + kQuietZone) + " " + std::to_string(y + kQuietZone) + "h" +
            width + "v1h-" + width + "z";
  }
}

}  // namespace

Result<QrCode> make_qr_code(std::string_view text) {
  const std::string bytes(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(bytes.size()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M),
      &QRcode_free);
  if (!code) {
    if (errno == ENOMEM) return Failure{FailureCode::unavailable, "no memory for a QR code"};
    return Failure{FailureCode::invalid,
                   "a QR code cannot hold this text: it is empty or too long"};
  }
  QrCode qr;
  qr.size = code->width + 2 * kQuietZone;
  for (int y = 0; y < code->width; ++y) append_row(*code, y, qr.path);
  return qr;
}

}  // namespace core

// QR codes as data for an SVG template: the only home of libqrencode.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// One path of unit squares; draw it with viewBox "0 0 SIZE SIZE" (a quiet zone of 4 modules is
// inside).
struct QrCode {
  int size = 0;      // modules including the quiet zone
  std::string path;  // SVG path data
};

// Error correction level M. Fails with `invalid` if the text is too long.
Result<QrCode> make_qr_code(std::string_view text);

}  // namespace core

// QR codes as data for an SVG template: the only home of the QR code generator.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// One path of unit squares, to be drawn with viewBox "0 0 SIZE SIZE". Includes a quiet zone of 4
// modules.
struct QrCode {
  int size = 0;      // modules including the quiet zone
  std::string path;  // SVG path data
};

// Every mask gives a readable code, because the code itself records its mask. Comparing all eight
// (ISO/IEC 18004, 7.8) costs five times as much as drawing one; that is worth it on signs that are
// read from a distance, not on a receipt for one person.
enum class QrMask { best_of_eight, fixed };

// Error correction at least level M. Fails with `invalid` if the text is empty or too long.
Result<QrCode> make_qr_code(std::string_view text, QrMask mask = QrMask::best_of_eight);

}  // namespace core

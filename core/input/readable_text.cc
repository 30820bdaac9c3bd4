// The first gate of every file; yaml-cpp would take 0x04 for the end and replace ill-formed bytes
// in silence.
#include "core/input/readable_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/input/source_text.h"

namespace core {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x7F || (byte < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

}  // namespace

bool is_readable_text(const std::string& file, const std::string& text, std::size_t limit,
                      Diagnostics& diagnostics) {
  if (text.size() > limit) {
    diagnostics.error({file, 0, 0, 1}, "yaml.too-large",
                      fmt::format("the file has {} bytes; at most {} are read", text.size(), limit),
                      "split the file");
    return false;
  }
  const std::size_t ill_formed = find_invalid_utf8(text);
  const auto control = std::find_if(text.begin(), text.end(), is_control);
  if (ill_formed == std::string::npos && control == text.end()) return true;

  diagnostics.add_source(file, text);
  const SourceText source(file, text);
  if (ill_formed != std::string::npos) {
    diagnostics.error(source.span(ill_formed, ill_formed + 1), "yaml.utf8", "the file is not UTF-8",
                      "save it as UTF-8; it may be GBK");
  } else {
    const auto at = static_cast<std::size_t>(control - text.begin());
    diagnostics.error(source.span(at, at + 1), "yaml.syntax",
                      "a control character stands here, which no text may hold", "remove it");
  }
  return false;
}

}  // namespace core

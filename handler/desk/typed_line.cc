// Cleans, joins and trims.
#include "handler/desk/typed_line.h"

#include <algorithm>

#include "core/base/text.h"

namespace handler::desk {

std::string typed_line(const Visit& visit, const std::string& name) {
  std::string line = core::cleaned(visit.form.get(name));
  std::ranges::replace(line, '\n', ' ');
  std::ranges::replace(line, '\t', ' ');
  return core::trimmed(line);
}

std::string upper_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

}  // namespace handler::desk

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

}  // namespace handler::desk

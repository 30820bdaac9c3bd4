// Cleans, trims, counts.
#include "handler/desk/people/person_name.h"

#include <algorithm>

#include "core/base/text.h"

namespace handler::desk {
namespace {

constexpr std::size_t kLongestName = 40;  // characters

}  // namespace

std::string person_name(std::string_view typed) {
  return core::unpadded(core::cleaned(typed));
}

bool is_person_name(std::string_view name) {
  const bool one_line =
      std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return one_line && !name.empty() && core::character_count(name) <= kLongestName;
}

}  // namespace handler::desk

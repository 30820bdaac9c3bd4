// Finds numbers of workdays typed into prose, where they would later differ from the limits.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace core {

// Position of such a number in a text, in bytes, up to and including the word for workday.
struct TypedNumber {
  std::size_t offset = 0;
  std::size_t length = 0;
};

// The first number of workdays, in ASCII, full-width or Chinese digits ("3个工作日", "半个工作日").
// "The next workday" and "every workday" do not count.
std::optional<TypedNumber> find_typed_workdays(std::string_view text);

}  // namespace core

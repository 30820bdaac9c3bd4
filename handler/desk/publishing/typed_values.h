// What a person typed into a form of the publishing pages, brought into shape.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "handler/desk/typed_line.h"

namespace handler::desk {

// A field of several lines.
std::string typed_text(const Visit& visit, const std::string& name);

// A field that is wrong, and why: a key of the texts for mistakes.
struct Wrong {
  std::string field;
  std::string key;
};

// A day. An empty field is no day and no mistake.
struct TypedDay {
  std::optional<core::Day> day;
  bool is_wrong = false;
};
TypedDay typed_day_in(const Visit& visit, const std::string& name);

// A number of up to nine digits; nothing for any other text.
std::optional<std::size_t> typed_number(const Visit& visit, const std::string& name);

}  // namespace handler::desk

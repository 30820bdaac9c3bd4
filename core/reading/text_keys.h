// How texts are written in YAML: nested maps whose paths are keys, and placeholders in braces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

// One text with the place of its value.
struct PlacedText {
  std::string key;  // "form.phone.label"
  std::string text;
  Span span;
  Span key_span;
};

// All texts of nested maps, in the file's order; reports what is neither a text nor a map, keys of
// another form, and braces that make no placeholder. A key `schema` at the top is left out. An
// empty file holds no texts.
std::vector<PlacedText> flatten_texts(const YamlNode& root, Diagnostics& diagnostics);

// "{date}" in a text.
struct Placeholder {
  std::string name;
  std::size_t offset = 0;  // bytes, of the brace
};
std::vector<Placeholder> placeholders_of(std::string_view text);

}  // namespace core

// How texts are written in YAML: nested maps, whose paths are the keys, with placeholders in
// braces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

// One text with its span.
struct PlacedText {
  std::string key;  // "form.phone.label"
  std::string text;
  Span span;
  Span key_span;
};

// All texts of nested maps, in file order. Reports values that are neither texts nor maps, keys of
// another form, and braces that are not placeholders. Skips a key `schema` at the top. An empty
// file has no texts.
std::vector<PlacedText> flatten_texts(const YamlNode& root, Diagnostics& diagnostics);

// A placeholder such as "{date}" in a text.
struct Placeholder {
  std::string name;
  std::size_t offset = 0;  // bytes, of the brace
};
std::vector<Placeholder> placeholders_of(std::string_view text);

}  // namespace core

// Strict YAML: the only home of yaml-cpp, which alone would accept duplicate keys, second
// documents, bad UTF-8 and alias bombs. What comes out is a plain tree in which every value knows
// its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// One value of a YAML file. Keys of a map are plain scalars; their order is the file's.
struct YamlNode {
  enum class Kind { null, scalar, list, map };
  struct Entry;

  Kind kind = Kind::null;
  Span span;                    // the scalar, or the first character of a list or map
  std::string scalar;           // the text as written, without quotes; never converted
  bool quoted = false;          // in quotes, or a block of text behind '|' or '>'
  std::vector<YamlNode> items;  // of a list
  std::vector<Entry> entries;   // of a map

  const YamlNode* find(std::string_view key) const;
};

struct YamlNode::Entry {
  std::string key;
  Span key_span;
  YamlNode value;
};

struct YamlLimits {
  std::size_t bytes = 1u << 20;
  int depth = 32;       // lists and maps inside each other
  int nodes = 100'000;  // values; keys are not counted
};

// Reads one document. Adds the text as a source to `diagnostics`; nothing is returned if the file
// has any error. Refused, each with its place: ill-formed UTF-8, tabs as indentation and other
// syntax errors, a second document, duplicate keys, keys without ':', anchors, aliases, merge keys,
// tags, non-scalar keys, control characters, more than the limits. Reading goes on behind a mistake
// where the rest still makes sense, up to 100 mistakes. An empty file is null.
std::optional<YamlNode> read_yaml(const std::string& file, const std::string& text,
                                  Diagnostics& diagnostics, const YamlLimits& limits = {});

}  // namespace core

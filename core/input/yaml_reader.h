// Strict YAML: the only home of yaml-cpp, which by itself would accept duplicate keys, second
// documents, bad UTF-8 and alias bombs. The result is a plain tree in which every value knows its
// position.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// One value of a YAML file. The keys of a map are plain words, in the order of the file.
struct YamlNode {
  enum class Kind { null, scalar, list, map };
  struct Entry;

  Kind kind = Kind::null;
  Span span;                    // of the scalar, or the first character of a list or map
  std::string scalar;           // the text as written, without quotes; never converted
  bool quoted = false;          // quoted, or a block text after '|' or '>'
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

// Reads one document and adds the text as a source to `diagnostics`. Returns nothing if the file
// has any error. Refused, each with its position: ill-formed UTF-8, tabs as indentation and other
// syntax errors, a second document, duplicate keys, keys without ':', anchors, aliases, merge keys,
// tags, non-scalar keys, control characters, files beyond the limits. Reading continues after a
// mistake where the rest still makes sense, up to 100 mistakes. An empty file is a null node.
//
// yaml-cpp by itself is too lenient for files that people edit: of two equal keys it keeps the
// first silently, it ignores a second document, and it accepts an unclosed quote, a key without ':'
// and some tabs as indentation. Aliases let a small file grow into a huge tree, and yaml-cpp's node
// for an alias has the position of the anchor. A returned tree is therefore certain to be one
// document in which each key is a word that occurs once in its map, and every value has its own
// position.
std::optional<YamlNode> read_yaml(const std::string& file, const std::string& text,
                                  Diagnostics& diagnostics, const YamlLimits& limits = {});

}  // namespace core

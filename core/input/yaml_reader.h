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

// Reads the keys of one map and remembers which were asked for; finish() reports the others as
// unknown. A key that is missing or of the wrong kind is reported once and yields the fallback
// (required ones: "", `least`, nullptr), so that reading goes on. A key whose value is empty
// (`key:`) counts as missing. If the node is no map, that alone is reported and every lookup is
// silent. Keeps references to the node and the diagnostics.
class MapReader {
 public:
  // `what` names the thing in messages: "tier", "window". A node that is no map is reported.
  MapReader(const YamlNode& node, std::string what, Diagnostics& diagnostics);

  std::string required_text(std::string_view key);
  std::string optional_text(std::string_view key, std::string fallback = {});
  int required_number(std::string_view key, int least, int most);
  int optional_number(std::string_view key, int fallback, int least, int most);
  bool optional_flag(std::string_view key, bool fallback);  // true | false, nothing else
  // A scalar or a list of scalars.
  std::vector<std::string> optional_texts(std::string_view key);
  // The node itself, or nullptr; counts as read.
  const YamlNode* optional_node(std::string_view key);
  const YamlNode* required_node(std::string_view key);
  // Items of a list of maps (empty if the key is missing).
  std::vector<const YamlNode*> optional_list(std::string_view key);
  // The place of a key's value, or of the map if the key is missing.
  Span span_of(std::string_view key) const;
  Span span() const { return node_->span; }

  void error(std::string_view key, std::string code, std::string message, std::string hint = {});
  // Reports every key that was never asked for, with "did you mean".
  void finish();

 private:
  const YamlNode* find(std::string_view key);

  const YamlNode* node_;
  std::string what_;
  Diagnostics* diagnostics_;
  std::vector<std::string> known_;
};

}  // namespace core

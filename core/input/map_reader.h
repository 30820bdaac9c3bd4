// Reads the keys of one map of a YAML file, strictly.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

// Reads the keys of one map and remembers which were asked for; finish() reports the others as
// unknown. A key that is missing or of the wrong kind is reported once and yields the fallback
// (required keys: "", `least`, nullptr), so that reading can continue. A key with an empty value
// (`key:`) counts as missing. If the node is not a map, only that is reported, and all lookups are
// silent. Keeps references to the node and the diagnostics.
class MapReader {
 public:
  // `what` names the thing in messages: "tier", "window" (a term of core/input/chinese). Reports a
  // node that is not a map.
  MapReader(const YamlNode& node, std::string_view what, Diagnostics& diagnostics)
      : MapReader(node, term(what), diagnostics) {}
  MapReader(const YamlNode& node, Sentence what, Diagnostics& diagnostics);

  std::string required_text(std::string_view key);
  std::string optional_text(std::string_view key, std::string fallback = {});
  int required_number(std::string_view key, int least, int most);
  int optional_number(std::string_view key, int fallback, int least, int most);
  bool optional_flag(std::string_view key, bool fallback);  // true | false, nothing else
  // A scalar or a list of scalars.
  std::vector<std::string> optional_texts(std::string_view key);
  // The node itself, or nullptr. The key counts as read.
  const YamlNode* optional_node(std::string_view key);
  const YamlNode* required_node(std::string_view key);
  // The items of a list of maps; empty if the key is missing.
  std::vector<const YamlNode*> optional_list(std::string_view key);
  // The span of a key's value, or of the map if the key is missing.
  Span span_of(std::string_view key) const;
  Span span() const { return node_->span; }

  void error(std::string_view key, std::string code, Sentence message, Sentence hint = {});
  // Reports every key that was never asked for, with "did you mean".
  void finish();

 private:
  const YamlNode* find(std::string_view key);

  const YamlNode* node_;
  Sentence what_;
  Diagnostics* diagnostics_;
  std::vector<std::string> known_;
};

}  // namespace core

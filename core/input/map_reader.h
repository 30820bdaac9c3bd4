// Reads the keys of one map of a YAML file, strictly.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

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

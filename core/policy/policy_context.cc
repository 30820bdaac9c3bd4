// Collects references, and finds keys without a value.
#include "core/policy/policy_context.h"

namespace core {

std::vector<std::string> PolicyContext::refer_all(MapReader& reader, std::string_view key,
                                                  Ids& among) {
  const YamlNode* node = reader.optional_node(key);
  std::vector<std::string> ids = reader.optional_texts(key);
  if (node == nullptr) return ids;
  if (node->kind == YamlNode::Kind::scalar) refer(among, node->scalar, node->span);
  for (const YamlNode& item : node->items) refer(among, item.scalar, item.span);
  return ids;
}

void PolicyContext::expect_values(const YamlNode& map,
                                  std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const YamlNode* value = map.find(key);
    if (value == nullptr || value->kind != YamlNode::Kind::null) continue;
    diagnostics.warning(
        value->span, "yaml.empty-key",
        say("'{key}' has no value and counts as left out", {{"key", key}}),
        say("write its value, or '{}' where no more is to be said, or remove the line"));
  }
}

}  // namespace core

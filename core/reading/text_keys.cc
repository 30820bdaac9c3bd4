// Flattens nested maps of texts to dotted keys, and finds placeholders.
#include "core/reading/text_keys.h"

#include "core/base/text.h"

namespace core {
namespace {

constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_";

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of(kNameCharacters) == std::string_view::npos;
}

// Keys may contain '-', because ids of sites and pages do.
bool is_key(std::string_view text) {
  std::string name(text);
  std::erase(name, '-');
  return is_name(name);
}

// Every brace must be part of a placeholder; otherwise it would be printed.
bool braces_are_placeholders(const std::string& text) {
  std::size_t braces = 0;
  for (const char c : text) braces += c == '{' || c == '}' ? 1 : 0;
  return braces == 2 * placeholders_of(text).size();
}

class Flattener {
 public:
  explicit Flattener(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const YamlNode& map, const std::string& prefix) {
    for (const YamlNode::Entry& entry : map.entries) {
      if (prefix.empty() && entry.key == "schema") continue;
      if (!is_key(entry.key)) {
        diagnostics_.error(entry.key_span, "texts.key",
                           say("'{key}' is not a key", {{"key", shortened(entry.key, 40)}}),
                           say("use lower-case letters, digits and '_'"));
        continue;
      }
      add_entry(entry, prefix + entry.key);
    }
  }

  std::vector<PlacedText> take() { return std::move(texts_); }

 private:
  void add_entry(const YamlNode::Entry& entry, const std::string& key) {
    const YamlNode& value = entry.value;
    if (value.kind == YamlNode::Kind::map) return add(value, key + ".");
    if (value.kind != YamlNode::Kind::scalar) {
      diagnostics_.error(value.span, "texts.form",
                         say("'{key}' is neither a text nor a map", {{"key", key}}),
                         say("write a text, in quotes if it is empty"));
      return;
    }
    if (!braces_are_placeholders(value.scalar)) {
      diagnostics_.error(value.span, "texts.placeholder",
                         say("'{key}' has a brace that belongs to no placeholder", {{"key", key}}),
                         say("write placeholders as {name}"));
    }
    texts_.push_back({key, value.scalar, value.span, entry.key_span});
  }

  Diagnostics& diagnostics_;
  std::vector<PlacedText> texts_;
};

}  // namespace

std::vector<PlacedText> flatten_texts(const YamlNode& root, Diagnostics& diagnostics) {
  if (root.kind == YamlNode::Kind::null) return {};
  if (root.kind != YamlNode::Kind::map) {
    diagnostics.error(root.span, "yaml.not-a-map", say("texts must be a map"),
                      say("write 'key: text'"));
    return {};
  }
  Flattener flattener(diagnostics);
  flattener.add(root, "");
  return flattener.take();
}

std::vector<Placeholder> placeholders_of(std::string_view text) {
  std::vector<Placeholder> found;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (is_name(name)) found.push_back({std::string(name), at});
  }
  return found;
}

}  // namespace core

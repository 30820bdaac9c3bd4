// Writes each node as a letter for its kind, a count (of bytes or of children), then its contents.
#include "core/input/yaml_tree.h"

namespace core {
namespace {

constexpr int kDeepest = 64;
constexpr char kNull = 'n', kPlain = 's', kQuoted = 'q', kList = 'l', kMap = 'm';

void add_count(std::string& out, std::size_t count) {
  for (; count >= 128; count /= 128) out += static_cast<char>(count % 128 + 128);
  out += static_cast<char>(count);
}

void add_text(std::string& out, const std::string& text) {
  add_count(out, text.size());
  out += text;
}

void add_node(std::string& out, const YamlNode& node) {
  using Kind = YamlNode::Kind;
  if (node.kind == Kind::null) out += kNull;
  if (node.kind == Kind::scalar) {
    out += node.quoted ? kQuoted : kPlain;
    add_text(out, node.scalar);
  }
  if (node.kind == Kind::list) {
    out += kList;
    add_count(out, node.items.size());
    for (const YamlNode& item : node.items) add_node(out, item);
  }
  if (node.kind == Kind::map) {
    out += kMap;
    add_count(out, node.entries.size());
    for (const YamlNode::Entry& entry : node.entries) {
      add_text(out, entry.key);
      add_node(out, entry.value);
    }
  }
}

// Reads nodes from the front of bytes that may be damaged in any way.
class TreeReader {
 public:
  explicit TreeReader(std::string_view rest) : rest_(rest) {}

  std::optional<YamlNode> root() {
    YamlNode node;
    if (!read(node, 0) || !rest_.empty()) return std::nullopt;
    return node;
  }

 private:
  bool read(YamlNode& node, int depth) {
    using Kind = YamlNode::Kind;
    if (rest_.empty() || depth > kDeepest) return false;
    const char kind = rest_.front();
    rest_.remove_prefix(1);
    if (kind == kNull) return true;
    node.quoted = kind == kQuoted;
    if (kind == kPlain || kind == kQuoted) {
      node.kind = Kind::scalar;
      return read(node.scalar);
    }
    node.kind = kind == kMap ? Kind::map : Kind::list;
    return kind == kMap ? read_all(node.entries, depth)
                        : kind == kList && read_all(node.items, depth);
  }
  bool read(YamlNode::Entry& entry, int depth) {
    return read(entry.key) && read(entry.value, depth);
  }
  bool read(std::string& text) {
    const std::size_t size = count();
    if (size > rest_.size()) return false;
    text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }
  template <typename Item>
  bool read_all(std::vector<Item>& items, int depth) {
    const std::size_t size = count();
    if (size > rest_.size()) return false;
    items.resize(size);
    for (Item& item : items) {
      if (!read(item, depth + 1)) return false;
    }
    return true;
  }
  std::size_t count() {
    std::size_t count = 0;
    for (int shift = 0; !rest_.empty() && shift < 63; shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      count |= static_cast<std::size_t>(byte & 127U) << shift;
      if (byte < 128) return count;
    }
    rest_ = {};
    return 1;  // more than is left: refused
  }

  std::string_view rest_;
};

}  // namespace

std::string tree_as_bytes(const YamlNode& root) {
  std::string bytes;
  add_node(bytes, root);
  return bytes;
}

std::optional<YamlNode> tree_from_bytes(std::string_view bytes) {
  return TreeReader(bytes).root();
}

}  // namespace core

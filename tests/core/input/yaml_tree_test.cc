// Trees as bytes: reading gives back the same tree, and bytes that are not a tree are refused.
#include "core/input/yaml_tree.h"

#include <gtest/gtest.h>

namespace core {
namespace {

constexpr char kText[] = R"(
name: 示范县
quoted: "12"
nothing:
list:
  - {a: 1, b: [x, y]}
  - long: |
      two
      lines
)";

YamlNode tree() {
  Diagnostics diagnostics;
  return read_yaml("a.yaml", kText, diagnostics).value();
}

void expect_equal(const YamlNode& a, const YamlNode& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.scalar, b.scalar);
  EXPECT_EQ(a.quoted, b.quoted);
  ASSERT_EQ(a.items.size(), b.items.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) expect_equal(a.items[i], b.items[i]);
  ASSERT_EQ(a.entries.size(), b.entries.size());
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    EXPECT_EQ(a.entries[i].key, b.entries[i].key);
    expect_equal(a.entries[i].value, b.entries[i].value);
  }
}

TEST(YamlTree, ComesBackAsItWas) {
  const auto back = tree_from_bytes(tree_as_bytes(tree()));
  ASSERT_TRUE(back);
  expect_equal(tree(), *back);
}

TEST(YamlTree, HoldsLongTexts) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  for (const std::size_t size : {0U, 127U, 128U, 16383U, 16384U, 100000U}) {
    node.scalar = std::string(size, 'x');
    const auto back = tree_from_bytes(tree_as_bytes(node));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->scalar, node.scalar);
  }
}

TEST(YamlTree, IsRefusedWhereItEndsEarlyOrGoesOn) {
  const std::string bytes = tree_as_bytes(tree());
  for (std::size_t i = 0; i < bytes.size(); ++i)
    EXPECT_FALSE(tree_from_bytes(bytes.substr(0, i))) << i;
  EXPECT_FALSE(tree_from_bytes(bytes + "n"));
  EXPECT_FALSE(tree_from_bytes("?"));
  EXPECT_FALSE(tree_from_bytes("l\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
  EXPECT_FALSE(tree_from_bytes(std::string(100, 'l') + "n"));
}

}  // namespace
}  // namespace core

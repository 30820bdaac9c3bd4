// Values and entries of the files of the six sites are changed one by one, each alone: every
// eighth, and all of them where there is time.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/editing/yaml_edit.h"
#include "tests/core/editing/edited_files.h"
#include "tests/support/repeats.h"

namespace core {
namespace {

// Walks over a document and makes one edit for each value.
class Walk {
 public:
  explicit Walk(const tests::NamedText& file)
      : file_{file.name, file.text}, document_(*read_document(file_)) {}

  // Makes the edits whose number from `turn` on is a multiple of `stride`.
  void all(int turn, int stride) {
    turn_ = turn;
    stride_ = stride;
    value(document_.root, document_.place);
  }

  int turn() const { return turn_; }
  int edits = 0;

 private:
  void value(const YamlNode& node, const YamlPlace& place) {
    if (testing::Test::HasFailure()) return;
    if (node.kind == YamlNode::Kind::scalar) change(node, place);
    for (std::size_t i = 0; i < place.entries.size(); ++i) {
      const bool map = node.kind == YamlNode::Kind::map;
      if (map) path_.emplace_back(node.entries[i].key);
      if (!map) path_.emplace_back(i);
      move(place, i, map);
      value(map ? node.entries[i].value : node.items[i], place.entries[i].value);
      path_.pop_back();
    }
    if (node.kind == YamlNode::Kind::list) insert(node, place);
  }

  bool is_due() {
    const bool due = ++turn_ % stride_ == 0;
    if (due) ++edits;
    return due;
  }

  std::string before(std::size_t end) const {
    return document_.mark + document_.text.substr(0, end);
  }
  std::string behind(std::size_t begin) const { return document_.text.substr(begin); }

  void change(const YamlNode& node, const YamlPlace& place) {
    if (!is_due()) return;
    const Result<std::string> text = set_yaml_value(file_, path_, yaml_text("改：" + node.scalar));
    ASSERT_TRUE(text.ok()) << text.failure().message;
    EXPECT_TRUE(text->starts_with(before(place.begin))) << file_.name << path_in_words(path_);
    EXPECT_TRUE(text->ends_with(behind(place.end))) << file_.name << path_in_words(path_);
    const bool was_quoted = place.style != YamlStyle::plain;
    const Result<std::string> back = set_yaml_value(
        {file_.name, *text}, path_, was_quoted ? yaml_text(node.scalar) : yaml_word(node.scalar));
    ASSERT_TRUE(back.ok()) << back.failure().message;
    const bool one_line =
        document_.lines().start(place.begin) == document_.lines().start(place.end);
    if (one_line) {
      EXPECT_EQ(*back, file_.text) << path_in_words(path_);
    }
  }

  void move(const YamlPlace& place, std::size_t from, bool map) {
    if (!is_due()) return;
    const std::size_t to = place.entries.size() - 1 - from;
    const Result<std::string> text = move_yaml_entry(file_, path_, to);
    ASSERT_TRUE(text.ok()) << text.failure().message;
    YamlPath moved = path_;
    if (!map) moved.back() = to;
    const Result<std::string> back = move_yaml_entry({file_.name, *text}, moved, from);
    ASSERT_TRUE(back.ok()) << back.failure().message;
    // An entry that comes first takes its note along below a blank line of its own.
    const bool has_note = !yaml_notes(file_, path_)->empty();
    if (to == 0 && has_note) return;
    EXPECT_EQ(*back, file_.text) << file_.name << path_in_words(path_) << "\n" << *text;
  }

  // A copy of the last entry goes behind it and is laid out as it is.
  void insert(const YamlNode& node, const YamlPlace& place) {
    if (node.items.empty()) return;
    if (!is_due()) return;
    const YamlEntry& last = place.entries.back();
    const Result<std::string> text =
        insert_yaml_item(file_, path_, node.items.size(), yaml_value_of(node.items.back()));
    ASSERT_TRUE(text.ok()) << text.failure().message;
    EXPECT_TRUE(text->starts_with(before(last.value.end)));
    EXPECT_TRUE(text->ends_with(behind(last.end)));
    YamlPath added = path_;
    added.emplace_back(node.items.size());
    const Result<std::string> back = remove_yaml_entry({file_.name, *text}, added);
    ASSERT_TRUE(back.ok()) << back.failure().message;
    EXPECT_EQ(*back, file_.text) << file_.name << path_in_words(path_) << "\n" << *text;
  }

  SourceFile file_;
  YamlDocument document_;
  YamlPath path_;
  int turn_ = 0, stride_ = 1;
};

TEST(EditingSites, ChangesValuesAndEntriesAlone) {
  const int stride = std::max(1, 8 / tests::many(1));
  int edits = 0, turn = 0;
  for (const tests::NamedText& file : tests::shipped_yaml_files()) {
    if (!file.name.starts_with("content/")) continue;
    Walk walk(file);
    walk.all(turn, stride);
    turn = walk.turn();
    edits += walk.edits;
  }
  EXPECT_GT(edits, 4'000 / stride);
}

}  // namespace
}  // namespace core

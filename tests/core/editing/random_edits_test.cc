// Thousands of random edits in sequences over all files, each followed by its opposite: trees,
// bytes outside the entry, and comments are compared.
#include "tests/core/editing/random_edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/editing/yaml_edit.h"
#include "core/editing/yaml_notes.h"
#include "tests/core/editing/edited_files.h"
#include "tests/support/repeats.h"

namespace core {
namespace {

using tests::RandomEdit;
using What = RandomEdit::What;
using Notes = std::multiset<std::string>;

constexpr int kSequence = 20;

std::vector<tests::NamedText> all_texts() {
  std::vector<tests::NamedText> texts = tests::shipped_yaml_files();
  std::erase_if(texts, [](const tests::NamedText& one) { return one.text.size() > 9'000; });
  // Twice the corpus: its files are small but nasty.
  for (const int time : {1, 2})
    for (const tests::EditCase& one : tests::edit_cases("yaml"))
      if (one.refused.empty()) texts.push_back({one.name + std::to_string(time), one.before});
  return texts;
}

Notes notes_of(const YamlDocument& document, std::size_t begin, std::size_t end) {
  const std::vector<std::string> notes = notes_between(document, begin, end);
  return {notes.begin(), notes.end()};
}

Notes all_notes(const YamlDocument& document) {
  return notes_of(document, 0, document.text.size());
}

bool contains_all(const Notes& whole, const Notes& entry) {
  return std::includes(whole.begin(), whole.end(), entry.begin(), entry.end());
}

// One edit, checked, and its opposite.
class Checked {
 public:
  Checked(std::string name, SourceFile file) : name_(std::move(name)), file_(std::move(file)) {}

  // Returns the text after the edit, or an empty text after a failure.
  std::string check(const RandomEdit& edit) {
    const Result<YamlDocument> before = read_document(file_);
    words_ = name_ + ": " + tests::in_words(edit) + "\n" + file_.text;
    const Result<std::string> text = tests::made(file_, edit);
    if (!text) return failed(text.failure().message);
    const Result<YamlDocument> after = read_document({file_.name, *text});
    if (!after) return failed(after.failure().message);
    check_comments(*before, *after, edit);
    check_outside(*before, *after, edit);
    if (in_block_with_others(*before, edit)) {
      check_others(before->text, after->text, edit);
      check_notes_of_entries(*before, *after, edit);
    }
    take_back(*before, *text, edit);
    return *text;
  }

  int exact = 0, inexact = 0;

 private:
  std::string failed(const std::string& message) {
    ADD_FAILURE() << words_ << "\n" << message;
    return {};
  }

  // All comments stay but those of removed or replaced values.
  void check_comments(const YamlDocument& before, const YamlDocument& after,
                      const RandomEdit& edit) {
    Notes kept = all_notes(before);
    const Result<YamlSpot> spot = find_spot(before, edit.path);
    const bool whole = edit.what == What::set && spot->entry() == nullptr;
    if (whole) return;
    if (edit.what == What::remove || edit.what == What::set) {
      const YamlEntry& entry = *spot->entry();
      for (const std::string& note :
           notes_between(before, entry.begin, before.lines().end(entry.end)))
        kept.erase(kept.find(note));
    }
    EXPECT_TRUE(contains_all(all_notes(after), kept)) << words_ << "\nbecame\n" << after.text;
  }

  // Bytes before and behind the list or map that was edited, and its blank lines, are the same.
  void check_outside(const YamlDocument& before, const YamlDocument& after,
                     const RandomEdit& edit) {
    const bool of_entry = edit.what == What::move || edit.what == What::remove;
    YamlPath path = edit.path;
    if (of_entry) path.pop_back();
    const Result<YamlSpot> spot = find_spot(before, path);
    const YamlEntry* entry = spot->entry();
    if (entry == nullptr) return;
    const std::size_t begin = entry->key_end;
    const std::size_t behind = std::max(entry->blank_end, before.lines().next(entry->end));
    EXPECT_EQ(before.text.substr(0, begin), after.text.substr(0, begin)) << words_;
    const std::string rest = before.text.substr(behind);
    EXPECT_TRUE(after.text.ends_with(rest)) << words_ << "\nbecame\n" << after.text;
  }

  // An entry of a block that comes or goes changes no other byte: one text is the other with a
  // piece cut out. A text at the end of a file without line end may need a new header.
  void check_others(const std::string& before, const std::string& after, const RandomEdit& edit) {
    if (edit.what == What::move || edit.what == What::set || !before.ends_with('\n')) return;
    const std::string& longer = edit.what == What::remove ? before : after;
    const std::string& shorter = edit.what == What::remove ? after : before;
    const auto [a, b] = std::ranges::mismatch(shorter, longer);
    const auto same = static_cast<std::size_t>(a - shorter.begin());
    EXPECT_TRUE(longer.ends_with(shorter.substr(same))) << words_ << "\nbecame\n" << after;
  }

  void take_back(const YamlDocument& before, const std::string& text, const RandomEdit& edit) {
    const RandomEdit back = tests::opposite(before, edit);
    const Result<std::string> again = tests::made({file_.name, text}, back);
    if (!again) {
      failed("became\n" + text + "\nand was not taken back: " + again.failure().message);
      return;
    }
    const Result<YamlDocument> restored = read_document({file_.name, *again});
    const bool same = same_content(restored->root, before.root);
    EXPECT_TRUE(same) << words_ << "\nbecame\n" << text << "\nthen\n" << *again;
    const bool bytes = *again == file_.text;
    ++(bytes ? exact : inexact);
    if (must_be_exact(before, edit)) {
      EXPECT_TRUE(bytes) << words_ << "\nbecame\n" << text << "\nthen\n" << *again;
    }
  }

  // An entry of a block that moves takes its notes along, and those beside it keep theirs.
  void check_notes_of_entries(const YamlDocument& before, const YamlDocument& after,
                              const RandomEdit& edit) {
    if (edit.what != What::move) return;
    YamlPath path = edit.path;
    path.pop_back();
    const std::vector<YamlEntry>& old = find_spot(before, path)->place->entries;
    const std::vector<YamlEntry>& now = find_spot(after, path)->place->entries;
    const std::size_t from = find_spot(before, edit.path)->index;
    std::vector<Notes> intended;
    for (const YamlEntry& entry : old)
      intended.push_back(notes_of(before, entry.begin, before.lines().end(entry.end)));
    std::rotate(intended.begin() + static_cast<std::ptrdiff_t>(std::min(from, edit.at)),
                intended.begin() + static_cast<std::ptrdiff_t>(from < edit.at ? from + 1 : from),
                intended.begin() + static_cast<std::ptrdiff_t>(std::max(from, edit.at) + 1));
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Notes notes = notes_of(after, now[i].begin, after.lines().end(now[i].end));
      // At the top of a file a note is the head of the file.
      if (i == 0 && now[i].own_line && old[0].begin == 0) continue;
      EXPECT_TRUE(notes == intended[i]) << words_ << "\nbecame\n" << after.text << "\nentry " << i;
    }
  }

  static bool in_block_with_others(const YamlDocument& before, const RandomEdit& edit) {
    YamlPath path = edit.path;
    const bool of_entry = edit.what == What::move || edit.what == What::remove;
    if (of_entry) path.pop_back();
    const Result<YamlSpot> spot = find_spot(before, path);
    return spot->place->style == YamlStyle::block &&
           spot->place->entries.size() > (of_entry ? 1U : 0U);
  }

  // True if the opposite of the edit knows everything that the edit took away.
  static bool must_be_exact(const YamlDocument& before, const RandomEdit& edit) {
    if (edit.what == What::remove) return false;
    if (edit.what == What::set) return false;
    YamlPath path = edit.path;
    if (edit.what == What::move) path.pop_back();
    const Result<YamlSpot> spot = find_spot(before, path);
    if (spot->place->entries.empty() || spot->place->style == YamlStyle::pair) return false;
    // Nothing between commas may have become the word null.
    const auto is_empty = [](const YamlEntry& entry) {
      return entry.value.style == YamlStyle::empty;
    };
    if (spot->place->style == YamlStyle::flow &&
        std::ranges::any_of(spot->place->entries, is_empty))
      return false;
    // A note on the first entry may have got a blank line above it.
    if (edit.what == What::move && spot->place->style == YamlStyle::block &&
        !notes_between(before, spot->place->begin, spot->place->end_with_comment).empty())
      return false;
    // A block text at the end brings its line end.
    if (!before.text.ends_with('\n')) return false;
    return before.text.find('|') == std::string::npos && before.text.find('>') == std::string::npos;
  }

  std::string name_;
  SourceFile file_;
  std::string words_;
};

TEST(RandomEdits, AreMadeExactlyAndTakenBack) {
  const std::vector<tests::NamedText> texts = all_texts();
  const int sequences = tests::many(2'000 / kSequence);
  int exact = 0, inexact = 0, edits = 0;
  for (int seed = 1; seed <= sequences && !HasFailure(); ++seed) {
    tests::Random random(static_cast<std::uint64_t>(seed));
    const tests::NamedText& start = texts[tests::random_below(random, texts.size())];
    SourceFile file{"a.yaml", start.text};
    for (int i = 0; i < kSequence && !HasFailure(); ++i) {
      const Result<YamlDocument> document = read_document(file);
      ASSERT_TRUE(document.ok());
      Checked checked(start.name + " seed " + std::to_string(seed), file);
      const std::string text = checked.check(tests::random_edit(*document, random));
      exact += checked.exact;
      inexact += checked.inexact;
      ++edits;
      if (!text.empty() && text.size() < 40'000) file.text = text;
    }
  }
  EXPECT_EQ(edits, sequences * kSequence);
  RecordProperty("taken_back_to_the_byte", exact);
  RecordProperty("taken_back_to_the_tree", inexact);
  EXPECT_GT(exact, inexact);
}

}  // namespace
}  // namespace core

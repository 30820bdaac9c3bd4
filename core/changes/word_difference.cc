// A longest common sequence of tokens, by lines and then by words.
#include "core/changes/word_difference.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/base/text.h"

namespace core {
namespace {

using PartKind = TextPart::Kind;
using Tokens = std::vector<std::string_view>;

// Cells of the table of one comparison; beyond, all counts as replaced.
constexpr std::size_t kMostCells = 4'000'000;
constexpr const char* kLeftOut = "…\n";

Tokens lines_of(std::string_view text) {
  Tokens lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

Tokens words_of(std::string_view text) {
  Tokens words;
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size() && is_word_byte(text[size])) ++size;
    if (size == 0) size = std::max<std::size_t>(1, decode_character(text).size);
    words.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return words;
}

class Difference {
 public:
  // Called for tokens that differ; equal ones are added as they are.
  using Replaced = void (*)(const Tokens& gone, const Tokens& come, std::vector<TextPart>& parts);

  Difference(const Tokens& before, const Tokens& after, Replaced replaced)
      : before_(before), after_(after), replaced_(replaced) {}

  void run(std::vector<TextPart>& parts) {
    const std::size_t most = std::min(before_.size(), after_.size());
    while (head_ < most && before_[head_] == after_[head_]) ++head_;
    while (tail_ < most - head_ &&
           before_[before_.size() - 1 - tail_] == after_[after_.size() - 1 - tail_])
      ++tail_;
    for (std::size_t i = 0; i < head_; ++i) add(PartKind::same, before_[i], parts);
    middle(parts);
    for (std::size_t i = before_.size() - tail_; i < before_.size(); ++i)
      add(PartKind::same, before_[i], parts);
  }

  static void add(PartKind kind, std::string_view text, std::vector<TextPart>& parts) {
    if (parts.empty() || parts.back().kind != kind) parts.push_back({kind, {}});
    parts.back().text += text;
  }

 private:
  void flush(Tokens& gone, Tokens& come, std::vector<TextPart>& parts) const {
    if (!gone.empty() || !come.empty()) replaced_(gone, come, parts);
    gone.clear();
    come.clear();
  }

  void middle(std::vector<TextPart>& parts) {
    const std::size_t rows = before_.size() - head_ - tail_;
    const std::size_t columns = after_.size() - head_ - tail_;
    Tokens gone;
    Tokens come;
    std::size_t i = 0;
    std::size_t j = 0;
    if (rows > 0 && columns > 0 && (rows + 1) <= kMostCells / (columns + 1)) {
      const std::vector<std::uint32_t> lengths = common_lengths(rows, columns);
      const auto at = [&](std::size_t row, std::size_t column) {
        return lengths[row * (columns + 1) + column];
      };
      while (i < rows && j < columns) {
        if (before_[head_ + i] == after_[head_ + j]) {
          flush(gone, come, parts);
          add(PartKind::same, before_[head_ + i], parts);
          ++i;
          ++j;
        } else if (at(i + 1, j) >= at(i, j + 1)) {
          gone.push_back(before_[head_ + i++]);
        } else {
          come.push_back(after_[head_ + j++]);
        }
      }
    }
    for (; i < rows; ++i) gone.push_back(before_[head_ + i]);
    for (; j < columns; ++j) come.push_back(after_[head_ + j]);
    flush(gone, come, parts);
  }

  // Of the rests of both from each pair of places.
  std::vector<std::uint32_t> common_lengths(std::size_t rows, std::size_t columns) const {
    std::vector<std::uint32_t> lengths((rows + 1) * (columns + 1), 0);
    const std::size_t width = columns + 1;
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        lengths[i * width + j] =
            before_[head_ + i] == after_[head_ + j]
                ? lengths[(i + 1) * width + j + 1] + 1
                : std::max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
      }
    }
    return lengths;
  }

  const Tokens& before_;
  const Tokens& after_;
  Replaced replaced_;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};

std::string text_of_tokens(const Tokens& tokens) {
  std::string all;
  for (const std::string_view token : tokens) all += token;
  return all;
}

void replace_words(const Tokens& gone, const Tokens& come, std::vector<TextPart>& parts) {
  for (const std::string_view word : gone) Difference::add(PartKind::gone, word, parts);
  for (const std::string_view word : come) Difference::add(PartKind::come, word, parts);
}

// One word that stayed between two changes of a line.
bool is_island(const std::vector<TextPart>& parts, std::size_t i) {
  const TextPart& part = parts[i];
  const bool is_between = i > 0 && i + 1 < parts.size();
  return is_between && part.kind == PartKind::same && part.text != "\n" &&
         words_of(part.text).size() == 1;
}

// "[-方-]{+路+}明[-亮-]{+远+}" -> "[-方明亮-]{+路明远+}", as people read it.
std::vector<TextPart> without_islands(const std::vector<TextPart>& parts) {
  std::vector<TextPart> made;
  std::string gone;
  std::string come;
  const auto flush = [&] {
    if (!gone.empty()) made.push_back({PartKind::gone, std::exchange(gone, {})});
    if (!come.empty()) made.push_back({PartKind::come, std::exchange(come, {})});
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const TextPart& part = parts[i];
    const bool stays = part.kind == PartKind::same && !is_island(parts, i);
    if (stays) flush();
    if (stays) made.push_back(part);
    if (!stays && part.kind != PartKind::come) gone += part.text;
    if (!stays && part.kind != PartKind::gone) come += part.text;
  }
  flush();
  return made;
}

void replace_lines(const Tokens& gone, const Tokens& come, std::vector<TextPart>& parts) {
  const std::string before = text_of_tokens(gone);
  const std::string after = text_of_tokens(come);
  std::vector<TextPart> within;
  const Tokens old_words = words_of(before);
  const Tokens new_words = words_of(after);
  Difference(old_words, new_words, replace_words).run(within);
  for (const TextPart& part : without_islands(within)) Difference::add(part.kind, part.text, parts);
}

// The last or first lines of a text.
std::string lines_at_end(const std::string& text, int count) {
  std::size_t at = text.size();
  for (int i = 0; i <= count && at > 0 && at != std::string::npos; ++i) {
    at = text.rfind('\n', at - 1);
    if (at == std::string::npos) return text;
  }
  return at == 0 && count > 0 ? text : text.substr(at + 1);
}

std::string lines_at_start(const std::string& text, int count) {
  std::size_t at = 0;
  for (int i = 0; i <= count; ++i) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) return text;
    at = end + 1;
  }
  return text.substr(0, at);
}

}  // namespace

std::vector<TextPart> word_difference(std::string_view before, std::string_view after) {
  std::vector<TextPart> parts;
  const Tokens old_lines = lines_of(before);
  const Tokens new_lines = lines_of(after);
  Difference(old_lines, new_lines, replace_lines).run(parts);
  return parts;
}

std::vector<TextPart> only_changes(const std::vector<TextPart>& parts, int around) {
  std::vector<TextPart> made;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const TextPart& part = parts[i];
    const bool is_first = i == 0;
    const bool is_last = i + 1 == parts.size();
    const std::string start = is_first ? "" : lines_at_start(part.text, around);
    const std::string end = is_last ? "" : lines_at_end(part.text, around);
    if (part.kind != PartKind::same || start.size() + end.size() >= part.text.size()) {
      made.push_back(part);
    } else {
      made.push_back({PartKind::same, start + kLeftOut + end});
    }
  }
  return made;
}

}  // namespace core

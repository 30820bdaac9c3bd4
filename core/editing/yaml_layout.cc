// Gives comments and blank lines to the entries that they belong to.
#include "core/editing/yaml_layout.h"

#include <algorithm>

#include "core/editing/splices.h"
#include "core/editing/yaml_scan.h"

namespace core {
namespace {

// Completes the places that the scanner found.
class Ownership {
 public:
  explicit Ownership(std::string_view text) : text_(text), lines_(text) {}

  void root(YamlPlace& place) {
    is_file_head_ = true;
    place_of_value(place, 0);
  }

 private:
  // `from` is where the value may begin: behind its key, its dash, or 0.
  void place_of_value(YamlPlace& place, std::size_t from) {
    const bool file_head = std::exchange(is_file_head_, false);
    place.end_with_comment = behind_comment(place.end);
    if (place.style == YamlStyle::block) block(place, from, file_head);
    if (place.style == YamlStyle::flow || place.style == YamlStyle::pair) flow(place);
  }

  std::size_t behind_comment(std::size_t at) const {
    const std::size_t mark = std::min(text_.find_first_not_of(" \t", at), text_.size());
    return mark < text_.size() && text_[mark] == '#' ? lines_.end(mark) : at;
  }

  void block(YamlPlace& place, std::size_t from, bool file_head) {
    const std::size_t region = from == 0 ? 0 : lines_.next(from);
    std::size_t limit = region;
    for (YamlEntry& entry : place.entries) {
      entry.own_line = lines_.begins_line(entry.mark);
      entry.begin = entry.own_line ? begin_with_notes(entry.mark, limit) : entry.mark;
      place_of_value(entry.value, entry.from);
      entry.end = end_with_notes(entry, place.column);
      limit = lines_.next(entry.end);
      entry.blank_end = lines_.after_blanks(limit);
    }
    settle_first(place, region, file_head);
    place.end_with_comment = place.entries.back().end;
  }

  // The start of the first of the comment lines that touch the entry from above.
  std::size_t begin_with_notes(std::size_t mark, std::size_t limit) const {
    std::size_t begin = lines_.start(mark);
    while (begin > limit) {
      const std::size_t above = lines_.start(begin - 1);
      if (!lines_.is_comment(above)) break;
      if (lines_.first_mark(above) - above > lines_.column(mark)) break;
      begin = above;
    }
    return begin;
  }

  // The end of the last line that belongs to the entry.
  std::size_t end_with_notes(const YamlEntry& entry, std::size_t column) const {
    const bool block = entry.value.style == YamlStyle::block;
    const std::size_t value_end = block ? entry.value.entries.back().end : entry.value.end;
    std::size_t end = lines_.end(std::max(entry.from, value_end));
    std::size_t line = lines_.after_blanks(lines_.next(end));
    while (line < text_.size() && lines_.is_comment(line) &&
           lines_.first_mark(line) - line > column) {
      end = lines_.end(line);
      line = lines_.after_blanks(lines_.next(line));
    }
    return end;
  }

  static bool has_notes(const YamlEntry& entry, const Lines& lines) {
    return entry.begin < lines.start(entry.mark);
  }

  void settle_first(YamlPlace& place, std::size_t region, bool file_head) const {
    YamlEntry& first = place.entries.front();
    if (!first.own_line || !has_notes(first, lines_)) return;
    const bool apart = first.begin > region && lines_.is_blank(first.begin - 1);
    const bool others_too =
        !file_head && place.entries.size() > 1 &&
        std::all_of(place.entries.begin() + 1, place.entries.end(),
                    [this](const YamlEntry& entry) { return has_notes(entry, lines_); });
    if (!apart && !others_too) first.begin = lines_.start(first.mark);
  }

  void flow(YamlPlace& place) {
    std::size_t limit = lines_.next(place.begin);
    for (YamlEntry& entry : place.entries) {
      place_of_value(entry.value, entry.from);
      entry.own_line = place.style == YamlStyle::flow && lines_.begins_line(entry.mark);
      entry.begin = entry.mark;
      if (entry.own_line) {
        entry.begin = lines_.start(entry.mark);
        while (entry.begin > limit && lines_.is_comment(entry.begin - 1))
          entry.begin = lines_.start(entry.begin - 1);
      }
      entry.end = std::max(entry.from, entry.value.end);
      const std::size_t behind = entry.comma == YamlPlace::kNone ? entry.end : entry.comma + 1;
      limit = lines_.next(behind);
      entry.blank_end = lines_.after_blanks(limit);
    }
  }

  std::string_view text_;
  Lines lines_;
  bool is_file_head_ = false;
};

std::string line_and_column(std::string_view text, std::size_t at) {
  const Lines lines(text);
  at = std::min(at, text.size());
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::string_view before = text.substr(lines.start(at), lines.column(at));
  const auto column = std::ranges::count_if(
      before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return std::to_string(line + 1) + ":" + std::to_string(column + 1);
}

}  // namespace

Result<YamlPlace> yaml_layout(std::string_view text, const YamlNode& root) {
  try {
    YamlPlace place = YamlScanner(text).scan(root);
    Ownership(text).root(place);
    return place;
  } catch (const Unclear& unclear) {
    return Failure{FailureCode::refused, line_and_column(text, unclear.at)};
  }
}

}  // namespace core

// A recursive descent over text and tree together.
#include "core/editing/yaml_scan.h"

#include <algorithm>
#include <array>

#include "core/input/source_text.h"

namespace core {
namespace {

using Kind = YamlNode::Kind;

constexpr std::array<std::string_view, 4> kNullWords = {"~", "null", "Null", "NULL"};
constexpr std::string_view kBlank = " \t";
constexpr std::string_view kWhite = " \t\r\n";

}  // namespace

// The next byte that is neither white nor part of a comment.
std::size_t YamlScanner::skip(std::size_t at) const {
  for (;;) {
    at = std::min(text_.find_first_not_of(kWhite, at), text_.size());
    if (at == text_.size() || text_[at] != '#') return at;
    at = lines_.end(at);
  }
}

bool YamlScanner::is_document_mark(std::size_t at) const {
  const std::string_view rest = text_.substr(at);
  return lines_.column(at) == 0 && (rest.starts_with("---") || rest.starts_with("...")) &&
         kWhite.find(byte(at + 3)) != std::string_view::npos;
}

std::size_t YamlScanner::document_start() const {
  std::size_t at = 0;
  for (;;) {
    const std::size_t mark = skip(at);
    if (byte(mark) == '%') {
      at = lines_.next(mark);
    } else if (mark < text_.size() && text_[mark] == '-' && is_document_mark(mark)) {
      return mark + 3;
    } else {
      return at;
    }
  }
}

bool YamlScanner::is_sign(std::size_t at, char sign) const {
  return byte(at) == sign && kWhite.find(byte(at + 1)) != std::string_view::npos;
}

YamlPlace YamlScanner::scan(const YamlNode& root) {
  const std::size_t start = document_start();
  YamlPlace place = value(root, start, -1);
  if (place.style == YamlStyle::empty) {
    const std::size_t stop = skip(start);
    place.begin = place.end = stop == text_.size() ? stop : lines_.start(stop);
  }
  std::size_t rest = skip(place.end);
  while (rest < text_.size() && is_document_mark(rest)) rest = skip(rest + 3);
  if (rest < text_.size()) throw Unclear{rest};
  return place;
}

YamlPlace YamlScanner::value(const YamlNode& node, std::size_t from, long column) {
  if (node.kind == Kind::null) return null_value(from, column);
  const std::size_t at = skip(from);
  if (node.kind == Kind::scalar) return scalar(node, at, column);
  const char first = byte(at);
  if (node.kind == Kind::list) return first == '[' ? flow_list(node, at) : block_list(node, at);
  return first == '{' ? flow_map(node, at) : block_map(node, at);
}

// Behind the word for null that stands at `at`, or `at`.
std::size_t YamlScanner::null_word(std::size_t at, bool flow) const {
  for (const std::string_view word : kNullWords) {
    if (!text_.substr(std::min(at, text_.size())).starts_with(word)) continue;
    const char next = byte(at + word.size());
    const bool ends = kWhite.find(next) != std::string_view::npos ||
                      (flow && std::string_view(",]}").find(next) != std::string_view::npos);
    if (ends) return at + word.size();
  }
  return at;
}

YamlPlace YamlScanner::null_value(std::size_t from, long column) const {
  YamlPlace place;
  place.begin = place.end = from;
  const std::size_t at = skip(from);
  const bool belongs =
      lines_.start(at) == lines_.start(from) || static_cast<long>(lines_.column(at)) > column;
  const std::size_t end = belongs ? null_word(at, false) : at;
  if (end == at) return place;
  place.style = YamlStyle::plain;
  place.begin = at;
  place.end = end;
  return place;
}

YamlPlace YamlScanner::scalar(const YamlNode& node, std::size_t at, long column) const {
  const char first = byte(at);
  if (first == '|' || first == '>') return block_text(at, column);
  YamlPlace place;
  place.begin = at;
  place.style = YamlStyle::plain;
  if (first == '"') place.style = YamlStyle::double_quoted;
  if (first == '\'') place.style = YamlStyle::single_quoted;
  place.end = place.style == YamlStyle::plain ? end_of_plain(at, node.scalar)
                                              : find_end_of_quoted(text_, at);
  if (place.end == std::string_view::npos) throw Unclear{at};
  return place;
}

// A line end within a plain text reads as a blank, and n + 1 of them as n line ends.
std::size_t YamlScanner::end_of_plain(std::size_t at, std::string_view value) const {
  std::size_t read = 0;
  while (read < value.size()) {
    const std::size_t mark = std::min(text_.find_first_not_of(kBlank, at), text_.size());
    if (mark < text_.size() && (text_[mark] == '\n' || text_[mark] == '\r')) {
      const std::size_t next = std::min(text_.find_first_not_of(kWhite, mark), text_.size());
      const auto breaks = static_cast<std::size_t>(
          std::count(text_.begin() + static_cast<std::ptrdiff_t>(mark),
                     text_.begin() + static_cast<std::ptrdiff_t>(next), '\n'));
      const std::string folded = breaks > 1 ? std::string(breaks - 1, '\n') : " ";
      if (!value.substr(read).starts_with(folded)) throw Unclear{at};
      read += folded.size();
      at = next;
    } else {
      if (at >= text_.size() || text_[at] != value[read]) throw Unclear{at};
      ++at;
      ++read;
    }
  }
  return at;
}

YamlPlace YamlScanner::block_text(std::size_t at, long column) const {
  YamlPlace place;
  place.style = text_[at] == '|' ? YamlStyle::literal : YamlStyle::folded;
  place.begin = at;
  place.header_end = std::min(text_.find_first_not_of("+-0123456789", at + 1), text_.size());
  long indent = -1;
  for (const char sign : text_.substr(at + 1, place.header_end - at - 1)) {
    if (sign == '+' || sign == '-') place.chomping = sign;
    if (sign >= '1' && sign <= '9') indent = std::max(column, 0L) + (sign - '0');
  }
  place.end = lines_.end(at);
  for (std::size_t line = lines_.next(at); line < text_.size(); line = lines_.next(line)) {
    const auto wide =
        static_cast<long>(std::min(text_.find_first_not_of(' ', line), lines_.end(line)) - line);
    const bool blank = lines_.end(line) == line + static_cast<std::size_t>(wide);
    if (!blank && indent < 0 && wide > column) indent = wide;
    if (!blank && (indent < 0 || wide < indent || is_document_mark(line))) break;
    if (!blank || place.chomping == '+' || (indent >= 0 && wide > indent))
      place.end = lines_.end(line);
  }
  place.column = static_cast<std::size_t>(std::max(indent, 0L));
  return place;
}

YamlPlace YamlScanner::block_list(const YamlNode& node, std::size_t at) {
  YamlPlace place;
  place.style = YamlStyle::block;
  place.begin = place.end = at;
  place.column = lines_.column(at);
  for (const YamlNode& item : node.items) {
    at = skip(place.end);
    if (!is_sign(at, '-') || lines_.column(at) != place.column) throw Unclear{at};
    YamlEntry entry;
    entry.mark = entry.key_begin = entry.key_end = at;
    entry.from = at + 1;
    entry.value = value(item, entry.from, static_cast<long>(place.column));
    place.end = std::max(entry.from, entry.value.end);
    place.entries.push_back(std::move(entry));
  }
  return place;
}

// Reads the key at `at` and the ':' behind it.
YamlEntry YamlScanner::key(const YamlNode::Entry& pair, std::size_t at) const {
  YamlEntry entry;
  entry.mark = entry.key_begin = at;
  if (is_sign(at, '?')) entry.key_begin = skip(at + 1);
  const char first = byte(entry.key_begin);
  const bool quoted = first == '"' || first == '\'';
  entry.key_end =
      quoted ? find_end_of_quoted(text_, entry.key_begin) : entry.key_begin + pair.key.size();
  const bool same = quoted || text_.substr(entry.key_begin).starts_with(pair.key);
  if (!same || entry.key_end == std::string_view::npos) throw Unclear{entry.key_begin};
  const std::size_t colon = skip(entry.key_end);
  if (byte(colon) != ':') throw Unclear{colon};
  entry.from = colon + 1;
  return entry;
}

YamlPlace YamlScanner::block_map(const YamlNode& node, std::size_t at) {
  YamlPlace place;
  place.style = YamlStyle::block;
  place.begin = place.end = at;
  place.column = lines_.column(at);
  for (const YamlNode::Entry& pair : node.entries) {
    at = skip(place.end);
    if (at >= text_.size() || lines_.column(at) != place.column) throw Unclear{at};
    YamlEntry entry = key(pair, at);
    entry.value = value(pair.value, entry.from, static_cast<long>(place.column));
    place.end = std::max(entry.from, entry.value.end);
    place.entries.push_back(std::move(entry));
  }
  return place;
}

YamlPlace YamlScanner::flow_value(const YamlNode& node, std::size_t from) {
  const std::size_t at = skip(from);
  if (node.kind == Kind::scalar) return scalar(node, at, 0);
  if (node.kind == Kind::list) return flow_list(node, at);
  if (node.kind == Kind::map) return flow_map(node, at);
  YamlPlace place;
  const std::size_t end = null_word(at, true);
  place.begin = place.end = from;
  if (end == at) return place;
  place.style = YamlStyle::plain;
  place.begin = at;
  place.end = end;
  return place;
}

// Notes a comma behind the entry; returns where the next entry may begin.
std::size_t YamlScanner::take_comma(YamlEntry& entry, std::size_t at) const {
  const std::size_t comma = skip(at);
  if (byte(comma) != ',') return at;
  entry.comma = comma;
  return comma + 1;
}

YamlPlace YamlScanner::flow_list(const YamlNode& node, std::size_t at) {
  if (byte(at) != '[') throw Unclear{at};
  YamlPlace place;
  place.style = YamlStyle::flow;
  place.begin = at++;
  for (const YamlNode& item : node.items) {
    YamlEntry entry;
    entry.value = flow_value(item, at);
    if (entry.value.style == YamlStyle::empty) entry.value.begin = entry.value.end = skip(at);
    entry.mark = entry.key_begin = entry.key_end = entry.from = entry.value.begin;
    at = take_comma(entry, entry.value.end);
    place.entries.push_back(std::move(entry));
  }
  place.end = skip(at);
  if (byte(place.end) != ']') throw Unclear{place.end};
  ++place.end;
  return place;
}

YamlPlace YamlScanner::flow_map(const YamlNode& node, std::size_t at) {
  YamlPlace place;
  place.begin = at;
  place.style = byte(at) == '{' ? YamlStyle::flow : YamlStyle::pair;
  const bool braces = place.style == YamlStyle::flow;
  if (!braces && node.entries.size() != 1) throw Unclear{at};
  if (braces) ++at;
  for (const YamlNode::Entry& pair : node.entries) {
    YamlEntry entry = key(pair, skip(at));
    entry.value = flow_value(pair.value, entry.from);
    at = std::max(entry.from, entry.value.end);
    if (braces) at = take_comma(entry, at);
    place.entries.push_back(std::move(entry));
  }
  place.end = braces ? skip(at) : at;
  if (!braces) return place;
  if (byte(place.end) != '}') throw Unclear{place.end};
  ++place.end;
  return place;
}

}  // namespace core

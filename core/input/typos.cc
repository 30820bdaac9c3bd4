// Tables of characters, and one small function for each place in a line where they do harm.
#include "core/input/typos.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/contains.h"
#include "core/base/text.h"

namespace core {
namespace {

using Found = std::optional<Typo>;

constexpr std::array<char32_t, 7> kInvisible = {0x00AD, 0x200B, 0x200C, 0x200E,
                                                0x200F, 0x2060, 0xFEFF};
constexpr std::array<char32_t, 16> kOddBlanks = {0x00A0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
                                                 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
                                                 0x202F, 0x205F, 0x3000, 0x2028};
constexpr std::array<char32_t, 3> kColons = {0xFF1A, 0xFE55, 0x2236};
constexpr std::array<char32_t, 5> kDashes = {0xFF0D, 0x2014, 0x2013, 0x2212, 0xFE63};
constexpr std::array<char32_t, 3> kDoubleQuotes = {0x201C, 0x201D, 0xFF02};
constexpr std::array<char32_t, 3> kSingleQuotes = {0x2018, 0x2019, 0xFF07};
constexpr std::array<char32_t, 4> kBrackets = {0xFF5B, 0xFF5D, 0xFF3B, 0xFF3D};
constexpr char32_t kHash = 0xFF03;
constexpr char32_t kComma = 0xFF0C;

CodePoint at(std::string_view text, std::size_t place) {
  return place < text.size() ? decode_character(text.substr(place)) : CodePoint{};
}

std::string code_of(char32_t character) {
  return fmt::format("U+{:04X}", static_cast<unsigned>(character));
}

std::string_view character_at(std::string_view line, std::size_t place) {
  return line.substr(place, std::max<std::size_t>(at(line, place).size, 1));
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::size_t behind_blanks(std::string_view line, std::size_t from) {
  while (from < line.size() && is_blank(line[from])) ++from;
  return from;
}

// "office_hours" at the place; the place itself if no key of ours can begin there.
std::size_t end_of_key(std::string_view line, std::size_t from) {
  if (from >= line.size() || line[from] < 'a' || line[from] > 'z') return from;
  const std::size_t end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-", from);
  return std::min(end, line.size());
}

Typo typo_at(std::string_view line, std::size_t place, Sentence message, Sentence hint) {
  return {place, place + character_at(line, place).size(), std::move(message), std::move(hint)};
}

// A blank or unseen character where only plain blanks may stand.
Typo odd_blank(std::string_view line, std::size_t place) {
  const char32_t found = at(line, place).value;
  if (contains(kInvisible, found))
    return typo_at(
        line, place,
        say("a character that cannot be seen stands here ({code})", {{"code", code_of(found)}}),
        say("delete it, or delete the line and type it again"));
  return typo_at(line, place,
                 say("this blank is not a plain one ({code})", {{"code", code_of(found)}}),
                 say("delete it and type blanks with the English keyboard"));
}

Found typo_in_indentation(std::string_view line) {
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  if (start < line.size() && line[start] == '\t')
    return typo_at(line, start, say("a tab is used as indentation"), say("indent with spaces"));
  if (odd_blanks_at(line.substr(start)) > 0) return odd_blank(line, start);
  return std::nullopt;
}

Found typo_in_mark(std::string_view line) {
  const std::size_t start = behind_blanks(line, 0);
  const CodePoint first = at(line, start);
  const std::size_t next = start + first.size;
  const bool before_blank =
      next < line.size() && (is_blank(line[next]) || odd_blanks_at(line.substr(next)) > 0);
  if (contains(kDashes, first.value) && before_blank)
    return typo_at(line, start, say("this is not the '-' that begins an item"),
                   say("write '- ' with the English keyboard"));
  if (first.value == kHash)
    return typo_at(line, start, say("a full-width '＃' begins no comment"),
                   say("write '#' with the English keyboard"));
  if (line.substr(start).starts_with('-') && odd_blanks_at(line.substr(start + 1)) > 0)
    return odd_blank(line, start + 1);
  return std::nullopt;
}

// "key：", "key :" with an odd blank, "key:value".
Found typo_around_key(std::string_view line, std::size_t start) {
  const std::size_t end = end_of_key(line, start);
  if (end == start) return std::nullopt;
  const std::size_t next = behind_blanks(line, end);
  const std::size_t odd = odd_blanks_at(line.substr(next));
  const CodePoint mark = at(line, next + odd);
  const bool is_colon = mark.value == ':' || contains(kColons, mark.value);
  if (odd > 0 && is_colon) return odd_blank(line, next);
  if (contains(kColons, mark.value))
    return typo_at(
        line, next,
        say("a full-width colon stands behind '{key}'", {{"key", line.substr(start, end - start)}}),
        say("write ':' with the English keyboard, and a blank behind it"));
  if (mark.value != ':' || next + 1 >= line.size()) return std::nullopt;
  if (odd_blanks_at(line.substr(next + 1)) > 0) return odd_blank(line, next + 1);
  if (is_blank(line[next + 1]) || line[next + 1] == '/') return std::nullopt;
  return typo_at(
      line, next,
      say("no blank stands behind the ':' of '{key}'", {{"key", line.substr(start, end - start)}}),
      say("write a space after ':'"));
}

// The offset behind "key: ", or the place itself.
std::size_t start_of_value(std::string_view line, std::size_t start) {
  const std::size_t end = end_of_key(line, start);
  const bool is_key =
      end > start && end + 1 < line.size() && line[end] == ':' && is_blank(line[end + 1]);
  return is_key ? behind_blanks(line, end + 1) : start;
}

// A value that begins with a Chinese quote, or begins with an ASCII one and ends with a Chinese.
Found typo_in_quotes(std::string_view line, std::size_t value) {
  const CodePoint first = at(line, value);
  const std::string_view rest = line.substr(value);
  const bool is_chinese =
      contains(kDoubleQuotes, first.value) || contains(kSingleQuotes, first.value);
  if (is_chinese && (rest.find(": ") != std::string_view::npos || rest.ends_with(':')))
    return typo_at(line, value, say("Chinese quotes do not protect a text that contains ': '"),
                   say("put ' with the English keyboard before and behind the whole text"));
  if (first.value != '"' && first.value != '\'') return std::nullopt;
  if (rest.find(static_cast<char>(first.value), 1) != std::string_view::npos) return std::nullopt;
  for (std::size_t place = value + 1; place < line.size();
       place += std::max<std::size_t>(at(line, place).size, 1)) {
    const char32_t found = at(line, place).value;
    const bool closes =
        first.value == '"' ? contains(kDoubleQuotes, found) : contains(kSingleQuotes, found);
    if (closes)
      return typo_at(
          line, place,
          say("a Chinese quote does not close what {quote} opens", {{"quote", rest.substr(0, 1)}}),
          say("write {quote} with the English keyboard", {{"quote", rest.substr(0, 1)}}));
  }
  return std::nullopt;
}

// Follows a line through braces: the places where a key may begin, and full-width marks that stand
// for those of YAML.
class FlowLine {
 public:
  FlowLine(std::string_view line, std::size_t start) : line_(line), at_(start) {}

  Found find() {
    while (at_ < line_.size()) {
      if (Found typo = look()) return typo;
    }
    return std::nullopt;
  }

 private:
  Found look() {
    const CodePoint here = core::at(line_, at_);
    const std::size_t size = std::max<std::size_t>(here.size, 1);
    const bool begins_value = at_ == value_;
    if (begins_value && (here.value == '"' || here.value == '\'')) return skip_quoted();
    if (here.value == '#' && at_ > 0 && is_blank(line_[at_ - 1])) return end();
    if (contains(kBrackets, here.value) && (begins_value || ends_here(size)))
      return typo_at(line_, at_, say("a full-width bracket stands here"),
                     say("write it with the English keyboard"));
    at_ += size;
    if (here.value == '{' || (here.value == ',' && braces_ > 0)) return enter(here.value == '{');
    if (here.value == '}') --braces_;
    if (braces_ > 0 && here.value == kComma && begins_key())
      return typo_at(line_, at_ - size, say("a full-width comma stands between two keys"),
                     say("write ',' with the English keyboard, and a blank behind it"));
    if (braces_ > 0 && here.value == ':' && at_ < line_.size() && is_blank(line_[at_]) &&
        at_ > value_)
      return typo_at(line_, at_ - 1, say("a text in braces contains ': '"),
                     say("put the whole text in quotes"));
    return std::nullopt;
  }

  // Goes to the key that may begin behind '{' or ','.
  Found enter(bool opens) {
    if (opens) ++braces_;
    const std::size_t key = behind_blanks(line_, at_);
    if (Found typo = typo_around_key(line_, key)) return typo;
    value_ = start_of_value(line_, key);
    at_ = value_;
    return value_ > key ? typo_in_quotes(line_, value_) : std::nullopt;
  }

  bool begins_key() const {
    const std::size_t key = behind_blanks(line_, at_);
    const std::size_t end = end_of_key(line_, key);
    const CodePoint mark = core::at(line_, end);
    return end > key && (mark.value == ':' || contains(kColons, mark.value));
  }

  bool ends_here(std::size_t size) const {
    return braces_ > 0 && behind_blanks(line_, at_ + size) == line_.size();
  }

  Found skip_quoted() {
    const std::size_t close = line_.find(line_[at_], at_ + 1);
    at_ = close == std::string_view::npos ? line_.size() : close + 1;
    return std::nullopt;
  }

  Found end() {
    at_ = line_.size();
    return std::nullopt;
  }

  std::string_view line_;
  std::size_t at_;
  std::size_t value_ = std::string_view::npos;  // where the value at hand begins
  int braces_ = 0;
};

}  // namespace

std::size_t odd_blanks_at(std::string_view text) {
  std::size_t size = 0;
  for (CodePoint here = at(text, 0); here.size > 0; here = at(text, size)) {
    if (!contains(kInvisible, here.value) && !contains(kOddBlanks, here.value)) break;
    size += here.size;
  }
  return size;
}

std::optional<Typo> find_yaml_typo(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (Found typo = typo_in_indentation(line)) return typo;
  std::size_t start = behind_blanks(line, 0);
  if (start == line.size() || line[start] == '#') return std::nullopt;
  if (Found typo = typo_in_mark(line)) return typo;
  while (line.substr(start).starts_with("- ")) start = behind_blanks(line, start + 1);
  if (Found typo = typo_around_key(line, start)) return typo;
  const std::size_t value = start_of_value(line, start);
  if (Found typo = typo_in_quotes(line, value)) return typo;
  const bool is_quoted = value < line.size() && (line[value] == '"' || line[value] == '\'');
  if (is_quoted) return std::nullopt;
  const CodePoint first = at(line, value);
  const bool opens_wide = first.value == kBrackets[0] || first.value == kBrackets[2];
  if (opens_wide)
    return typo_at(line, value, say("a full-width bracket stands here"),
                   say("write it with the English keyboard"));
  return first.value == '{' || first.value == '[' ? FlowLine(line, value).find() : std::nullopt;
}

std::optional<Typo> find_odd_character(std::string_view word) {
  // A Chinese word may well stand in Chinese brackets.
  const bool is_ascii = std::ranges::all_of(
      half_width(word), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  for (std::size_t place = 0; place < word.size();
       place += std::max<std::size_t>(at(word, place).size, 1)) {
    if (odd_blanks_at(word.substr(place)) > 0) return odd_blank(word, place);
    const std::string_view wide = character_at(word, place);
    if (!is_ascii || half_width(wide) == wide) continue;
    return typo_at(word, place, say("'{wide}' is a full-width character", {{"wide", wide}}),
                   say("write '{plain}' with the English keyboard", {{"plain", half_width(word)}}));
  }
  return std::nullopt;
}

Sentence typing_hint(std::string_view word, Sentence otherwise) {
  const std::optional<Typo> typo = find_odd_character(word);
  return typo ? joined(typo->message, typo->hint) : std::move(otherwise);
}

}  // namespace core

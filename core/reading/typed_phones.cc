// Looks for stretches of digits with separators, and cuts them into whole numbers.
#include "core/reading/typed_phones.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/plain_spelling.h"
#include "core/base/text.h"
#include "core/reading/phone.h"

namespace core {
namespace {

// Fewer digits are a floor, an hour, the beginning of a number that was not finished.
constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMobileDigits = 11;

constexpr std::string_view kListComma = "\u3001";

// 手机号码, 手机号, 手机, 联系电话, 电话号码, 电话, 号码
constexpr std::array<std::string_view, 9> kLabels = {"\u624b\u673a\u53f7\u7801",
                                                     "\u624b\u673a\u53f7",
                                                     "\u624b\u673a",
                                                     "\u8054\u7cfb\u7535\u8bdd",
                                                     "\u7535\u8bdd\u53f7\u7801",
                                                     "\u7535\u8bdd",
                                                     "\u53f7\u7801",
                                                     "tel",
                                                     "phone"};
// 转, 分机 and others, as they stand in plain spelling
constexpr std::array<std::string_view, 5> kExtensionWords = {"\u8f6c", "\u5206\u673a", "ext", "#",
                                                             "x"};

// A text by characters: as it was typed, and in the spelling of numbers.
struct Typed {
  std::vector<std::string> shown;
  std::vector<std::string> plain;

  std::size_t size() const { return plain.size(); }
  char at(std::size_t i) const { return i < size() && plain[i].size() == 1 ? plain[i][0] : '\0'; }
  bool is_digit_at(std::size_t i) const { return is_digit(at(i)); }
  bool is_one_of(std::size_t i, std::string_view marks) const {
    return at(i) != '\0' && marks.find(at(i)) != std::string_view::npos;
  }
  std::string joined_plain(std::size_t from, std::size_t to) const {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += plain[i];
    return text;
  }
  std::string joined_shown(std::size_t from, std::size_t to) const {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += shown[i];
    return text;
  }
};

Typed by_characters(std::string_view typed) {
  Typed text;
  for (const std::string& character : characters(trimmed(typed))) {
    std::string plain = plain_character(character);
    if (plain.empty()) continue;  // is not seen
    text.shown.push_back(plain == " " ? plain : character);
    text.plain.push_back(ascii_lower(plain));
  }
  return text;
}

constexpr std::string_view kBlank = " ";
constexpr std::string_view kInNumber = " -.()+,/\"";
constexpr std::string_view kBeforeNumber = " (+";
constexpr std::string_view kAfterNumber = " -,/";

// The place behind the marks from `at` on.
std::size_t behind(const Typed& text, std::size_t at, std::string_view marks) {
  while (text.is_one_of(at, marks)) ++at;
  return at;
}

bool begins_number(const Typed& text, std::size_t at) {
  return text.is_digit_at(at) ||
         (text.is_one_of(at, "(+") && text.is_digit_at(behind(text, at, kBeforeNumber)));
}

// How many characters an extension's word takes, if digits follow it; 0: there is none.
std::size_t extension_word(const Typed& text, std::size_t at) {
  for (const std::string_view word : kExtensionWords) {
    const std::size_t length = character_count(word);
    const bool here = at + length <= text.size() && text.joined_plain(at, at + length) == word;
    if (here && text.is_digit_at(behind(text, at + length, " ."))) return length;
  }
  return 0;
}

// The end of the digits, separators and extension's words from `from` on, behind the last digit.
std::size_t end_of_digits(const Typed& text, std::size_t from) {
  std::size_t end = from;
  for (std::size_t at = from; at < text.size();) {
    if (text.is_digit_at(at)) {
      end = ++at;
    } else if (text.is_one_of(at, kInNumber)) {
      ++at;
    } else if (const std::size_t length = extension_word(text, at)) {
      at += length;
    } else {
      break;
    }
  }
  return end;
}

std::size_t digits_between(const Typed& text, std::size_t from, std::size_t to) {
  return digits_in(text.joined_plain(from, to)).size();
}

// The longest number that begins at `from` and ends where a new one may begin.
struct Found {
  std::string number;
  std::size_t end = 0;
};
std::optional<Found> number_at(const Typed& text, std::size_t from, std::size_t to) {
  constexpr std::string_view kCuts = " -(+,/";
  for (std::size_t end = to; end > from; --end) {
    if (end != to && !text.is_one_of(end, kCuts)) continue;
    auto number = normalised_phone(text.joined_plain(from, end));
    if (!number) continue;
    while (text.is_one_of(end - 1, kAfterNumber)) --end;
    return Found{std::move(*number), end};
  }
  return std::nullopt;
}

// True if the few digits in [from, to) say something of their own: behind a bracket, a comma or a
// slash, or with a word after them ("13812341234 8点以后").
bool are_words(const Typed& text, std::size_t from, std::size_t to) {
  if (digits_between(text, from, to) >= kFewestDigits) return false;
  if (text.is_one_of(from, "(,/")) return true;
  const std::size_t next = behind(text, to, kBlank);
  return text.is_one_of(from, kBlank) && next < text.size() && text.at(next) == '\0' &&
         text.plain[next] != kListComma;
}

class Reader {
 public:
  explicit Reader(std::string_view typed) : text_(by_characters(typed)) {}

  TypedPhones read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = begins_number(text_, at) ? end_of_digits(text_, at) : at;
      if (end == at) {
        add_words(at, at + 1);
        ++at;
      } else {
        read_digits(at, end);
        at = end;
      }
    }
    drop_label();
    if (numbers_ == 0 || !wrong_.empty()) return {.pieces = {}, .mistake = mistake()};
    return {.pieces = std::move(pieces_), .mistake = ""};
  }

 private:
  void add_words(std::size_t from, std::size_t to) {
    if (pieces_.empty() || pieces_.back().is_number) pieces_.emplace_back();
    pieces_.back().text += text_.joined_shown(from, to);
  }

  // Two numbers never touch, or they would be read as one.
  void add_number(std::string number) {
    if (!pieces_.empty() && pieces_.back().is_number) pieces_.push_back({" ", false});
    pieces_.push_back({std::move(number), true});
    ++numbers_;
  }

  // A bracket before a number stays with the words, unless it closes within the number.
  std::size_t skip_to_number(std::size_t at, std::size_t to) {
    std::size_t begin = behind(text_, at, kAfterNumber);
    const bool open = text_.at(begin) == '(';
    const std::string rest = text_.joined_plain(begin, to);
    if (open && rest.find(')') == std::string::npos) ++begin;
    if (begin > at) add_words(at, begin);
    return begin;
  }

  void read_digits(std::size_t from, std::size_t to) {
    const std::size_t before = numbers_;
    for (std::size_t at = from; at < to;) {
      if (at != from && are_words(text_, at, to)) return add_words(at, to);
      at = skip_to_number(at, to);
      const std::optional<Found> found = number_at(text_, at, to);
      if (!found) {
        add_words(at, to);
        // A few digits too many belong to the number before them.
        const bool is_rest = numbers_ != before && digits_between(text_, at, to) < kFewestDigits;
        if (is_rest) numbers_ = before;
        return note_wrong(is_rest ? from : at, to);
      }
      add_number(found->number);
      at = found->end;
    }
  }

  void note_wrong(std::size_t from, std::size_t to) {
    std::string digits = digits_in(text_.joined_plain(from, to));
    if (digits.size() >= kFewestDigits) wrong_.push_back(std::move(digits));
  }

  static bool is_only_marks(std::string_view words) {
    return std::ranges::all_of(characters(words), [](const std::string& character) {
      const std::string plain = ascii_lower(plain_character(character));
      const bool ascii = plain.empty() || (plain.size() == 1 && plain[0] > 0);
      return plain == kListComma ||
             (ascii &&
              (plain.empty() || (!is_digit(plain[0]) && (plain[0] < 'a' || plain[0] > 'z'))));
    });
  }

  static bool is_label(std::string_view words) {
    std::string label;
    for (const std::string& character : characters(words)) {
      if (!is_only_marks(character)) label += ascii_lower(plain_character(character));
    }
    return label.empty() || contains(kLabels, label);
  }

  // Around the only number.
  void drop_label() {
    const auto number = std::ranges::find(pieces_, true, &PhonePiece::is_number);
    if (numbers_ != 1 || pieces_.size() > 3) return;
    const bool before = number == pieces_.begin() || is_label(pieces_.front().text);
    const bool after = number + 1 == pieces_.end() || is_only_marks(pieces_.back().text);
    if (before && after) pieces_ = {PhonePiece{number->text, true}};
  }

  std::string mistake() const {
    if (numbers_ + wrong_.size() > 1) return "phone_one";
    if (wrong_.empty() || wrong_.front().size() < 2) return "phone";
    const std::string& digits = wrong_.front();
    const bool mobile = digits[0] == '1' && digits[1] >= '3';
    if (!mobile || digits.size() == kMobileDigits) return "phone";
    return digits.size() < kMobileDigits ? "phone_short" : "phone_long";
  }

  Typed text_;
  std::vector<PhonePiece> pieces_;
  std::vector<std::string> wrong_;  // digits that are no number
  std::size_t numbers_ = 0;
};

}  // namespace

std::string TypedPhones::text() const {
  std::string all;
  for (const PhonePiece& piece : pieces) all += piece.text;
  return all;
}

std::vector<std::string> TypedPhones::numbers() const {
  std::vector<std::string> all;
  for (const PhonePiece& piece : pieces) {
    if (piece.is_number) all.push_back(piece.text);
  }
  return all;
}

TypedPhones read_phones(std::string_view typed) {
  return Reader(typed).read();
}

}  // namespace core

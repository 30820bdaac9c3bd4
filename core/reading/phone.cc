// Recognises phone numbers: splits them at separators, then checks the shapes of the Chinese
// numbering plan; of other countries only how long a number can be.
#include "core/reading/phone.h"

#include <algorithm>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/plain_spelling.h"
#include "core/base/text.h"

namespace core {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr char kExtensionMark = 'x';
constexpr std::size_t kLongestExtension = 6;

// A separator that people type, and its normal form, in plain spelling and small letters.
struct Spelling {
  std::string_view typed;
  std::string_view meant;
};
constexpr Spelling kSpellings[] = {
    {"\u8f6c", "x"},        // 转
    {"\u5206\u673a", "x"},  // 分机
    {"ext.", "x"},
    {"ext", "x"},
    {"#", "x"},
    {",", "x"},  // as phones store an extension
    {".", "-"},
    {")", "-"},
    {"(", ""},
    {" ", ""},
    {"\"", ""},
};

// Numbers beside the mainland's that are known by their length.
struct Region {
  std::string_view code;
  std::size_t least, most;  // digits behind the code
  bool called_from_here;    // people leave out the "+"
};
constexpr Region kRegions[] = {
    {"852", 8, 8, true}, {"853", 8, 8, true}, {"886", 8, 9, true}, {"1", 10, 10, false}};
// ITU-T E.164, with the country code.
constexpr std::size_t kShortestAbroad = 7;
constexpr std::size_t kLongestAbroad = 15;
constexpr std::string_view kMainland = "86";

bool is_digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         text.find_first_not_of(kDigits) == std::string_view::npos;
}

bool is_mobile(std::string_view digits) {
  return is_digits(digits, 11, 11) && digits[0] == '1' && digits[1] >= '3';
}

// "138/0013/8000"; two numbers may stand between slashes too.
void join_at_slashes(std::string& text) {
  if (is_mobile(digits_in(text))) std::ranges::replace(text, '/', '-');
}

std::string in_plain_spelling(std::string_view typed) {
  constexpr std::string_view kTrunkZero = "(0)";  // "+44 (0)20": dialled only within the country
  std::string text = ascii_lower(plain_spelling(typed));
  const std::size_t zero = text.find(kTrunkZero);
  if (zero != std::string::npos && zero > 0) text.erase(zero, kTrunkZero.size());
  for (const Spelling& spelling : kSpellings) {
    for (std::size_t at = text.find(spelling.typed); at != std::string::npos;
         at = text.find(spelling.typed, at)) {
      text.replace(at, spelling.typed.size(), spelling.meant);
    }
  }
  join_at_slashes(text);
  return text;
}

// Length of the area code at the front ("010", "02x", "0539"), or 0.
std::size_t area_length(std::string_view digits) {
  if (digits.size() < 3 || digits[0] != '0' || digits[1] == '0') return 0;
  return digits[1] == '1' || digits[1] == '2' ? 3 : 4;
}

bool is_local(std::string_view digits) {
  return is_digits(digits, 7, 8) && digits[0] >= '2';
}

// Joins "0539" and "1234567". Area codes are checked by shape only, because fictional ones must
// pass.
std::optional<std::string> landline(std::string_view area, std::string_view local) {
  if (!is_digits(area, 3, 4) || area_length(area) != area.size() || !is_digits(local, 7, 8))
    return std::nullopt;
  return std::string(area) + "-" + std::string(local);
}

std::optional<std::string> from_digits(std::string_view digits) {
  if (!is_digits(digits, 7, 12)) return std::nullopt;
  if (is_mobile(digits)) return std::string(digits);
  if (digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800")))
    return std::string(digits);
  if (is_local(digits)) return std::string(digits);
  const std::size_t area = area_length(digits);
  if (area == 0 || digits.size() < area) return std::nullopt;
  return landline(digits.substr(0, area), digits.substr(area));
}

// Removes +86, 0086 or 86. A landline gets back the 0 that the international form drops.
std::string without_country(std::string text) {
  const bool plus = text.starts_with("+86");
  const bool zeros = text.starts_with("0086");
  const bool bare = text.starts_with("86") && std::ranges::count_if(text, is_digit) == 13;
  if (!plus && !zeros && !bare) return text;
  text.erase(0, plus ? 3 : zeros ? 4 : 2);
  while (text.starts_with('-')) text.erase(0, 1);
  const bool mobile = text.size() >= 2 && text[0] == '1' && text[1] >= '3';
  const bool complete = text.starts_with('0') || text.starts_with("400") || text.starts_with("800");
  return mobile || complete ? text : "0" + text;
}

std::vector<std::string> groups_of(const std::string& text) {
  std::vector<std::string> groups = split(text, '-');
  std::erase(groups, "");
  return groups;
}

// "+85291234567" from the digits behind "+" or "00".
std::optional<std::string> abroad(std::string digits) {
  if (!is_digits(digits, kShortestAbroad, kLongestAbroad) || digits[0] == '0' ||
      digits.starts_with(kMainland))
    return std::nullopt;
  for (const Region& region : kRegions) {
    if (!digits.starts_with(region.code)) continue;
    // The 0 with which calls within Taiwan begin.
    if (digits.substr(region.code.size()).starts_with('0')) digits.erase(region.code.size(), 1);
    const std::size_t rest = digits.size() - region.code.size();
    if (rest < region.least || rest > region.most || digits[region.code.size()] == '0')
      return std::nullopt;
  }
  return "+" + digits;
}

// Without "+" only where the code stands apart or the number is in one piece: "8521234-5678" is a
// local number with an extension.
std::optional<std::string> abroad_without_mark(const std::vector<std::string>& groups) {
  const std::string digits = joined(groups, "");
  for (const Region& region : kRegions) {
    const bool apart = !groups.empty() && groups.front() == region.code;
    if (region.called_from_here && digits.starts_with(region.code) && (apart || groups.size() == 1))
      return abroad(digits);
  }
  return std::nullopt;
}

// Nothing for a number of the mainland.
std::optional<std::string> abroad_in(const std::string& text) {
  constexpr std::string_view kAsDialled = "00";
  const std::size_t mark = text.starts_with('+') ? 1 : text.starts_with(kAsDialled) ? 2 : 0;
  const std::vector<std::string> groups = groups_of(text.substr(mark));
  return mark == 0 ? abroad_without_mark(groups) : abroad(joined(groups, ""));
}

std::string concatenated(const std::vector<std::string>& groups, std::size_t count) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i) digits += groups[i];
  return digits;
}

// The number from groups separated by '-'; the last group may be an extension.
std::optional<std::string> from_groups(const std::vector<std::string>& groups) {
  const std::size_t count = groups.size();
  const bool may_extend = count >= 2 && is_digits(groups[count - 1], 1, kLongestExtension);
  auto written_apart = count >= 2 ? landline(groups[0], groups[1]) : std::nullopt;
  if (written_apart && count == 2) return written_apart;
  if (written_apart && (count > 3 || !may_extend)) return std::nullopt;
  if (written_apart) return *written_apart + "-" + groups[2];
  if (auto number = from_digits(concatenated(groups, count))) return number;
  if (!may_extend) return std::nullopt;
  const auto number = from_digits(concatenated(groups, count - 1));
  if (!number) return std::nullopt;
  return *number + "-" + groups[count - 1];
}

}  // namespace

std::optional<std::string> normalised_phone(std::string_view typed) {
  const std::string text = in_plain_spelling(typed);
  if (auto number = abroad_in(text)) return number;
  const std::vector<std::string> parts = split(without_country(text), kExtensionMark);
  const std::vector<std::string> groups = groups_of(parts[0]);
  if (parts.size() == 1) return from_groups(groups);
  const auto number = from_digits(concatenated(groups, groups.size()));
  const std::string extension = joined(groups_of(parts[1]), "");
  if (parts.size() > 2 || !number || !is_digits(extension, 1, kLongestExtension))
    return std::nullopt;
  return *number + "-" + extension;
}

bool is_abroad(std::string_view normalised) {
  return normalised.starts_with('+');
}

std::string dialled_digits(std::string_view normalised) {
  const std::vector<std::string> groups = split(normalised, '-');
  const std::size_t parts = area_length(groups.front()) == groups.front().size() ? 2 : 1;
  std::string digits = concatenated(groups, std::min(parts, groups.size()));
  for (std::size_t i = parts; i < groups.size(); ++i) digits += "," + groups[i];
  return digits;
}

std::vector<std::string> phones_in(std::string_view text) {
  constexpr std::string_view kMarks[] = {"\u3001", "\uFF0C", "\uFF1B", "\uFF0F",
                                         ";",      "/",      "\u6216", "\n"};
  std::string list(text);
  for (const std::string_view mark : kMarks) {
    for (std::size_t at = list.find(mark); at != std::string::npos; at = list.find(mark, at))
      list.replace(at, mark.size(), ",");
  }
  std::vector<std::string> phones;
  for (const std::string& part : split(list, ',')) phones.push_back(trimmed(part));
  std::erase(phones, "");
  return phones;
}

bool is_published_phone(std::string_view text) {
  const std::vector<std::string> phones = phones_in(text);
  return !phones.empty() && std::ranges::all_of(phones, [](const std::string& phone) {
    return is_digits(phone, 3, 6) || normalised_phone(phone).has_value();
  });
}

std::vector<std::string> published_phones(std::string_view text) {
  if (!is_published_phone(text)) return {};
  std::vector<std::string> phones = phones_in(text);
  return phones.size() == 1 ? phones : phones_in(half_width(text));
}

}  // namespace core

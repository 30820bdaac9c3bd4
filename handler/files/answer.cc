// Writes and reads the answer of the cleaning program.
#include "handler/files/answer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "core/base/ascii.h"

namespace handler::files {
namespace {

constexpr std::size_t kMostOfHead = 64;

template <class Value, std::size_t kSize>
std::optional<Value> named(const std::array<std::string_view, kSize>& names,
                           std::string_view name) {
  const auto* const found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

// Takes the word before the next blank.
std::string_view next_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

bool fits(FileType type, int width, int height) {
  if (type == FileType::pdf) return width == 0 && height == 0;
  return width > 0 && height > 0 && width <= kMostSide && height <= kMostSide &&
         std::int64_t{width} * height <= kMostPixels;
}

std::optional<Outcome> read_cleaned(std::string_view head, std::size_t start, std::string&& text) {
  const std::optional<FileType> type = named<FileType>(kTypeNames, next_word(head));
  const std::optional<int> width = core::number_from_digits(next_word(head));
  const std::optional<int> height = core::number_from_digits(next_word(head));
  const std::optional<int> length = core::number_from_digits(next_word(head));
  if (!type || !width || !height || !length || !head.empty()) return std::nullopt;
  if (!fits(*type, *width, *height)) return std::nullopt;
  if (text.size() - start != static_cast<std::size_t>(*length)) return std::nullopt;
  text.erase(0, start);
  if (type_by_first_bytes(text) != *type) return std::nullopt;
  return Cleaned{*type, std::move(text), *width, *height};
}

}  // namespace

std::string head_of_answer(const Outcome& outcome) {
  if (const Unfit* unfit = std::get_if<Unfit>(&outcome))
    return "unfit " + std::string(name_of(*unfit)) + "\n";
  const Cleaned& file = std::get<Cleaned>(outcome);
  return "ok " + std::string(name_of(file.type)) + " " + std::to_string(file.width) + " " +
         std::to_string(file.height) + " " + std::to_string(file.bytes.size()) + "\n";
}

std::optional<Outcome> read_answer(std::string&& text) {
  const std::size_t line = std::string_view(text).substr(0, kMostOfHead).find('\n');
  if (line == std::string_view::npos) return std::nullopt;
  const std::string first_line = text.substr(0, line);
  std::string_view head = first_line;
  const std::string_view word = next_word(head);
  if (word == "ok") return read_cleaned(head, line + 1, std::move(text));
  const std::optional<Unfit> reason = named<Unfit>(kUnfitNames, head);
  if (word != "unfit" || !reason || text.size() != line + 1) return std::nullopt;
  return *reason;
}

}  // namespace handler::files

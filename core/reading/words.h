// Words of a table, as YAML files write them: each value with its name.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace core {

// The name of a word in its table, which has every value.
template <class Word, std::size_t N>
constexpr std::string_view name_in(const std::array<std::pair<Word, std::string_view>, N>& table,
                                   Word word) {
  for (const auto& [value, name] : table) {
    if (value == word) return name;
  }
  return {};
}

template <class Word, std::size_t N>
constexpr std::optional<Word> word_in(const std::array<std::pair<Word, std::string_view>, N>& table,
                                      std::string_view name) {
  for (const auto& [value, text] : table) {
    if (text == name) return value;
  }
  return std::nullopt;
}

}  // namespace core

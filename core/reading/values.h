// Shared by the readers of a site's files: dates, phones, hours, limits, words of a table, and
// texts that must not repeat a limit.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/input/map_reader.h"
#include "core/input/yaml_reader.h"
#include "core/reading/words.h"
#include "core/time/time_limit.h"
#include "core/time/work_time.h"

namespace core {

// Every function below reports mistakes through the reader, and then returns nothing or the
// fallback.

// Hints for a wrong id, phone or text of hours.
inline constexpr FixedSentence kIdHint =
    say("use lower-case letters, digits and '_', and begin with a letter");
inline constexpr FixedSentence kPhoneHint =
    say("write it as 0539-1234567, 13812341234, 400-123-4567 or 12345");
inline constexpr FixedSentence kHoursHint = say("write them as 09:00-12:00, 13:30-17:00");

// Lower-case letters, digits and '_', beginning with a letter, at most 40 characters.
bool is_id(std::string_view text);

// `schema: 1`, the first key of every file.
void read_schema(MapReader& reader);
// The required key `id`, which must be an id (is_id).
std::string read_id(MapReader& reader);
std::optional<Day> optional_date(MapReader& reader, std::string_view key);
std::optional<Day> required_date(MapReader& reader, std::string_view key);
std::optional<TimeLimit> optional_limit(MapReader& reader, std::string_view key);
// A single limit.
std::optional<TimeLimit> limit_of(const YamlNode& node, Diagnostics& diagnostics);
std::optional<OfficeHours> optional_hours(MapReader& reader, std::string_view key);
// A published phone, returned as written.
std::string optional_phone(MapReader& reader, std::string_view key);
// The items of a required list that is not empty.
std::vector<const YamlNode*> required_list(MapReader& reader, std::string_view key);

// The list `key` of a file that holds nothing else.
std::vector<const YamlNode*> only_list(const YamlNode& root, std::string_view key,
                                       bool may_be_empty, Diagnostics& diagnostics);

// Texts that pages show next to limits. A number of workdays in such a text is reported, because it
// must come from the limits (policy.number-typed-twice).
std::string required_prose(MapReader& reader, std::string_view key, Diagnostics& diagnostics);
std::string optional_prose(MapReader& reader, std::string_view key, Diagnostics& diagnostics);
std::vector<std::string> optional_proses(MapReader& reader, std::string_view key,
                                         Diagnostics& diagnostics);

// Reports that `word` is not one of `names`: "'level' must be one of ...".
void report_unknown_word(MapReader& reader, std::string_view key, const std::string& code,
                         const std::string& word, const std::vector<std::string>& names);

template <class Word, std::size_t N>
std::vector<std::string> names_in(const std::array<std::pair<Word, std::string_view>, N>& table) {
  std::vector<std::string> names;
  names.reserve(N);
  for (const auto& entry : table) names.emplace_back(entry.second);
  return names;
}

// A word of a table. If the key is missing or empty: the fallback, without a report.
template <class Word, std::size_t N>
Word optional_word(MapReader& reader, std::string_view key, const std::string& code,
                   const std::array<std::pair<Word, std::string_view>, N>& table, Word fallback) {
  const std::string text = reader.optional_text(key);
  if (text.empty()) return fallback;
  if (const std::optional<Word> word = word_in(table, text)) return *word;
  report_unknown_word(reader, key, code, text, names_in(table));
  return fallback;
}

// As above, but the key is required; nothing if it is missing or wrong.
template <class Word, std::size_t N>
std::optional<Word> required_word(MapReader& reader, std::string_view key, const std::string& code,
                                  const std::array<std::pair<Word, std::string_view>, N>& table) {
  const std::string text = reader.required_text(key);
  if (text.empty()) return std::nullopt;
  const std::optional<Word> word = word_in(table, text);
  if (!word) report_unknown_word(reader, key, code, text, names_in(table));
  return word;
}

}  // namespace core

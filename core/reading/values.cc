// Converts texts of site files to values, and reports each mistake with its position and a
// correction.
#include "core/reading/values.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/input/typos.h"
#include "core/reading/ids.h"
#include "core/reading/phone.h"
#include "core/reading/typed_numbers.h"
#include "core/time/written_day.h"

namespace core {
namespace {

constexpr std::size_t kLongestId = 40;
constexpr FixedSentence kLimitHint =
    say("write on_the_spot, at_once, same_workday, 3 workdays or 0.5 workday");

// "10" and a number before a Chinese word are meant as workdays. `limit` of a clock may be by_tier.
Sentence hint_for_limit(const std::string& text, bool of_clock) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool plain = end == text.size() || static_cast<unsigned char>(text[end]) >= 0x80;
  if (end > 0 && end <= 3 && text.front() != '0' && plain)
    return say(
        "write it as '{limit}'",
        {{"limit", text.substr(0, end) + (end == 1 && text[0] == '1' ? " workday" : " workdays")}});
  return of_clock ? joined(kLimitHint, say("or by_tier")) : kLimitHint;
}

std::optional<Day> checked_date(MapReader& reader, std::string_view key, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<Day> day = day_from_iso(text);
  if (!day) {
    WrongDay wrong = wrong_day(text);
    reader.error(key, "site.date", std::move(wrong.message), std::move(wrong.hint));
  }
  return day;
}

// The span of a part of a text that is on one line of the file; otherwise of the whole value.
Span part_of(const YamlNode& node, const TypedNumber& part) {
  Span span = node.span;
  const auto before = static_cast<int>(character_count(node.scalar.substr(0, part.offset)));
  const auto length = static_cast<int>(
      character_count(std::string_view(node.scalar).substr(part.offset, part.length)));
  const int quote = node.quoted ? 1 : 0;
  if (before + length + 2 * quote > span.length) return span;
  span.column += before + quote;
  span.length = length;
  return span;
}

void refuse_typed_numbers(const YamlNode& node, Diagnostics& diagnostics) {
  const std::optional<TypedNumber> found = find_typed_workdays(node.scalar);
  if (!found) return;
  diagnostics.error(part_of(node, *found), "policy.number-typed-twice",
                    say("'{number}' is typed into a text",
                        {{"number", node.scalar.substr(found->offset, found->length)}}),
                    say("leave it out: pages print the number from the limits"));
}

void refuse_typed_numbers(MapReader& reader, std::string_view key, Diagnostics& diagnostics) {
  const YamlNode* node = reader.optional_node(key);
  if (node == nullptr) return;
  if (node->kind == YamlNode::Kind::scalar) refuse_typed_numbers(*node, diagnostics);
  for (const YamlNode& item : node->items) refuse_typed_numbers(item, diagnostics);
}

}  // namespace

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > kLongestId || text[0] < 'a' || text[0] > 'z') return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

void read_schema(MapReader& reader) {
  const std::string schema = reader.required_text("schema");
  if (schema.empty() || schema == "1") return;
  reader.error("schema", "site.schema",
               say("this program reads schema 1, not '{schema}'",
                   {{"schema", shortened(schema, kShownCharacters)}}),
               say("write 1, or use the program that the file was written for"));
}

std::string read_id(MapReader& reader) {
  std::string id = reader.required_text("id");
  if (id.empty() || is_id(id)) return id;
  reader.error("id", "site.id-form",
               say("'{id}' is not an id", {{"id", shortened(id, kShownCharacters)}}),
               typing_hint(id, kIdHint));
  return {};
}

std::optional<Day> optional_date(MapReader& reader, std::string_view key) {
  return checked_date(reader, key, reader.optional_text(key));
}

std::optional<Day> required_date(MapReader& reader, std::string_view key) {
  return checked_date(reader, key, reader.required_text(key));
}

std::optional<TimeLimit> limit_of(const YamlNode& node, Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::scalar) {
    if (const auto limit = time_limit_from_text(node.scalar)) return limit;
  }
  diagnostics.error(
      node.span, "policy.limit-form",
      say("'{text}' is not a limit", {{"text", shortened(node.scalar, kShownCharacters)}}),
      typing_hint(node.scalar, hint_for_limit(node.scalar, false)));
  return std::nullopt;
}

std::optional<TimeLimit> optional_limit(MapReader& reader, std::string_view key) {
  const std::string text = reader.optional_text(key);
  if (text.empty()) return std::nullopt;
  const std::optional<TimeLimit> limit = time_limit_from_text(text);
  if (!limit) {
    reader.error(key, "policy.limit-form",
                 say("'{text}' is not a limit", {{"text", shortened(text, kShownCharacters)}}),
                 typing_hint(text, hint_for_limit(text, key == "limit")));
  }
  return limit;
}

std::optional<OfficeHours> optional_hours(MapReader& reader, std::string_view key) {
  const std::string text = reader.optional_text(key);
  if (text.empty()) return std::nullopt;
  std::optional<OfficeHours> hours = office_hours_from_text(text);
  if (!hours) {
    reader.error(
        key, "site.hours",
        say("'{text}' are not office hours", {{"text", shortened(text, kShownCharacters)}}),
        kHoursHint);
  }
  return hours;
}

std::string optional_phone(MapReader& reader, std::string_view key) {
  std::string text = reader.optional_text(key);
  if (text.empty() || is_published_phone(text)) return text;
  reader.error(key, "site.phone",
               say("'{text}' is not a phone number", {{"text", shortened(text, kShownCharacters)}}),
               typing_hint(text, kPhoneHint));
  return {};
}

std::vector<const YamlNode*> required_list(MapReader& reader, std::string_view key) {
  const YamlNode* node = reader.required_node(key);
  if (node != nullptr && node->kind == YamlNode::Kind::list && node->items.empty()) {
    reader.error(key, "site.empty-list", say("'{key}' must not be empty", {{"key", key}}));
  }
  return reader.optional_list(key);
}

std::vector<const YamlNode*> only_list(const YamlNode& root, std::string_view key,
                                       bool may_be_empty, Diagnostics& diagnostics) {
  MapReader reader(root, say("file of {key}", {{"key", key}}), diagnostics);
  read_schema(reader);
  auto items = may_be_empty && reader.required_node(key) != nullptr ? reader.optional_list(key)
               : may_be_empty                                       ? std::vector<const YamlNode*>{}
                                                                    : required_list(reader, key);
  reader.finish();
  return items;
}

std::string required_prose(MapReader& reader, std::string_view key, Diagnostics& diagnostics) {
  std::string text = reader.required_text(key);
  refuse_typed_numbers(reader, key, diagnostics);
  return text;
}

std::string optional_prose(MapReader& reader, std::string_view key, Diagnostics& diagnostics) {
  std::string text = reader.optional_text(key);
  refuse_typed_numbers(reader, key, diagnostics);
  return text;
}

std::vector<std::string> optional_proses(MapReader& reader, std::string_view key,
                                         Diagnostics& diagnostics) {
  std::vector<std::string> texts = reader.optional_texts(key);
  refuse_typed_numbers(reader, key, diagnostics);
  return texts;
}

void report_unknown_word(MapReader& reader, std::string_view key, const std::string& code,
                         const std::string& word, const std::vector<std::string>& names) {
  Sentence hint = did_you_mean(word, names);
  if (hint.empty()) hint = say("write one of: {words}", {{"words", joined(names, ", ")}});
  reader.error(key, code,
               say("'{key}' cannot be '{word}'",
                   {{"key", key}, {"word", shortened(word, kShownCharacters)}}),
               typing_hint(word, std::move(hint)));
}

}  // namespace core

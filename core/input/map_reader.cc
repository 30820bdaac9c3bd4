// Reads the keys of one map: converts each value strictly, and reports keys that are missing, wrong
// or unknown.
#include "core/input/map_reader.h"

#include <charconv>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/input/typos.h"

namespace core {
namespace {

std::string shown(const std::string& value) {
  return shortened(value, kShownCharacters);
}

FixedSentence name_of(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::null:
      return say("empty");
    case YamlNode::Kind::scalar:
      return say("a text");
    case YamlNode::Kind::list:
      return say("a list");
    case YamlNode::Kind::map:
      return say("a map");
  }
  return say("empty");
}

// What stands where something else was expected: the text itself, or what kind of thing it is.
Sentence found(const YamlNode& value) {
  if (value.kind != YamlNode::Kind::scalar) return name_of(value.kind);
  return say("'{text}'", {{"text", shown(value.scalar)}});
}

Sentence hint_for_text(const YamlNode& value) {
  if (value.kind != YamlNode::Kind::map) return {};
  return say("put a text that contains ': ' in quotes");
}

// A text stands where keys were meant.
Sentence hint_for_map(const YamlNode& value) {
  if (value.kind == YamlNode::Kind::scalar && !value.quoted) {
    if (value.scalar.find(':') != std::string::npos) return say("write a space after ':'");
    if (const auto typo = find_yaml_typo(value.scalar)) return joined(typo->message, typo->hint);
  }
  return say("write lines like 'key: value'");
}

// Decimal digits with an optional minus and no leading zero, which YAML 1.1 would read as octal.
bool is_plain_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return false;
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

Sentence hint_for_number(std::string_view text) {
  if (text.starts_with('0') && text.find_first_not_of("0123456789") == std::string_view::npos)
    return say("write it without the leading zero");
  return typing_hint(text, say("write decimal digits only, for example 3"));
}

// False if the number does not fit into an int; callers treat that as out of range.
bool parse_number(const std::string& text, int& number) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc() && end == text.data() + text.size();
}

}  // namespace

MapReader::MapReader(const YamlNode& node, Sentence what, Diagnostics& diagnostics)
    : node_(&node), what_(std::move(what)), diagnostics_(&diagnostics) {
  known_.reserve(16);
  if (node.kind == YamlNode::Kind::map) return;
  diagnostics.error(node.span, "yaml.not-a-map",
                    say("the {what} must be a map, but is {kind}",
                        {{"what", what_}, {"kind", name_of(node.kind)}}),
                    hint_for_map(node));
}

const YamlNode* MapReader::find(std::string_view key) {
  if (!contains(known_, key)) known_.emplace_back(key);
  const YamlNode* value = node_->find(key);
  return value == nullptr || value->kind == YamlNode::Kind::null ? nullptr : value;
}

std::string MapReader::optional_text(std::string_view key, std::string fallback) {
  const YamlNode* value = find(key);
  if (value == nullptr) return fallback;
  if (value->kind == YamlNode::Kind::scalar) return value->scalar;
  error(
      key, "yaml.not-text",
      say("'{key}' must be a text, but is {kind}", {{"key", key}, {"kind", name_of(value->kind)}}),
      hint_for_text(*value));
  return fallback;
}

std::string MapReader::required_text(std::string_view key) {
  const YamlNode* value = required_node(key);
  if (value == nullptr) return {};
  if (value->kind == YamlNode::Kind::scalar && trimmed(value->scalar).empty())
    error(key, "yaml.missing-key",
          say("'{key}' of the {what} must not be empty", {{"key", key}, {"what", what_}}));
  return optional_text(key);
}

int MapReader::optional_number(std::string_view key, int fallback, int least, int most) {
  const YamlNode* value = find(key);
  if (value == nullptr) return fallback;
  if (value->kind != YamlNode::Kind::scalar || !is_plain_number(value->scalar)) {
    error(key, "yaml.not-a-number",
          say("'{key}' must be a whole number, but is {kind}",
              {{"key", key}, {"kind", found(*value)}}),
          hint_for_number(value->scalar));
    return fallback;
  }
  int number = 0;
  if (parse_number(value->scalar, number) && number >= least && number <= most) return number;
  error(key, "yaml.out-of-range",
        say("'{key}' must be from {least} to {most}, but is {number}",
            {{"key", key}, {"least", least}, {"most", most}, {"number", shown(value->scalar)}}));
  return fallback;
}

int MapReader::required_number(std::string_view key, int least, int most) {
  if (required_node(key) == nullptr) return least;
  return optional_number(key, least, least, most);
}

bool MapReader::optional_flag(std::string_view key, bool fallback) {
  const YamlNode* value = find(key);
  if (value == nullptr) return fallback;
  if (value->scalar == "true") return true;
  if (value->scalar == "false") return false;
  error(
      key, "yaml.not-a-flag",
      say("'{key}' must be true or false, but is {kind}", {{"key", key}, {"kind", found(*value)}}),
      typing_hint(value->scalar, say("write true or false")));
  return fallback;
}

std::vector<std::string> MapReader::optional_texts(std::string_view key) {
  const YamlNode* value = find(key);
  if (value == nullptr) return {};
  if (value->kind == YamlNode::Kind::scalar) return {value->scalar};
  if (value->kind == YamlNode::Kind::map) {
    error(key, "yaml.not-a-list",
          say("'{key}' must be a list of texts, but is a map", {{"key", key}}));
    return {};
  }
  std::vector<std::string> texts;
  for (const YamlNode& item : value->items) {
    if (item.kind == YamlNode::Kind::scalar) {
      texts.push_back(item.scalar);
    } else {
      diagnostics_->error(item.span, "yaml.not-text",
                          say("an item of '{key}' must be a text, but is {kind}",
                              {{"key", key}, {"kind", name_of(item.kind)}}),
                          hint_for_text(item));
    }
  }
  return texts;
}

const YamlNode* MapReader::optional_node(std::string_view key) {
  return find(key);
}

const YamlNode* MapReader::required_node(std::string_view key) {
  const YamlNode* value = find(key);
  if (value == nullptr && node_->kind == YamlNode::Kind::map) {
    const bool there = node_->find(key) != nullptr;
    error(key, "yaml.missing-key",
          there ? say("'{key}' of the {what} must not be empty", {{"key", key}, {"what", what_}})
                : say("the {what} has no '{key}'", {{"what", what_}, {"key", key}}),
          there ? Sentence() : say("add '{key}: ...'", {{"key", key}}));
  }
  return value;
}

std::vector<const YamlNode*> MapReader::optional_list(std::string_view key) {
  const YamlNode* value = find(key);
  if (value == nullptr) return {};
  if (value->kind != YamlNode::Kind::list) {
    error(key, "yaml.not-a-list",
          say("'{key}' must be a list, but is {kind}",
              {{"key", key}, {"kind", name_of(value->kind)}}),
          say("begin each item with '- '"));
    return {};
  }
  std::vector<const YamlNode*> items;
  for (const YamlNode& item : value->items) items.push_back(&item);
  return items;
}

Span MapReader::span_of(std::string_view key) const {
  const YamlNode* value = node_->find(key);
  return value == nullptr ? node_->span : value->span;
}

void MapReader::error(std::string_view key, std::string code, Sentence message, Sentence hint) {
  diagnostics_->error(span_of(key), std::move(code), std::move(message), std::move(hint));
}

void MapReader::finish() {
  for (const YamlNode::Entry& entry : node_->entries) {
    if (contains(known_, entry.key)) continue;
    std::vector<std::string> unused;
    for (const std::string& key : known_)
      if (node_->find(key) == nullptr) unused.push_back(key);
    Sentence hint = typing_hint(entry.key, did_you_mean(entry.key, unused));
    if (hint.empty() && !known_.empty())
      hint = say("the keys of this map are: {keys}", {{"keys", joined(known_, ", ")}});
    diagnostics_->error(
        entry.key_span, "yaml.unknown-key",
        say("the {what} has an unknown key '{key}'", {{"what", what_}, {"key", shown(entry.key)}}),
        hint);
  }
}

}  // namespace core

// What a change writes into a YAML file, and the path to where it goes.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

// A key of a map or the index of a list's entry, from 0.
using YamlStep = std::variant<std::string, std::size_t>;
// From the root of the file: {"bodies", 0, "roster", 2, "name"}. Empty: the root.
using YamlPath = std::vector<YamlStep>;

// A value to be written. How it is quoted and laid out follows from the file.
struct YamlValue {
  enum class Kind {
    nothing,  // "key:"
    text,     // in quotes if other YAML readers would take it for a number, a date or the like
    word,     // a number, a date, true or false: without quotes wherever the syntax allows
    list,
    map,
  };
  struct Entry;

  Kind kind = Kind::nothing;
  std::string text;              // UTF-8; lines end with LF
  std::vector<YamlValue> items;  // of a list
  std::vector<Entry> entries;    // of a map; a key occurs once
};

struct YamlValue::Entry {
  std::string key;
  YamlValue value;
};

YamlValue yaml_text(std::string text);
YamlValue yaml_word(std::string word);
YamlValue yaml_list(std::vector<YamlValue> items);
YamlValue yaml_map(std::vector<YamlValue::Entry> entries);
// The same value as one that was read. A plain scalar becomes a word, every other a text.
YamlValue yaml_value_of(const YamlNode& node);

// The tree that the strict reader makes of the value, without spans.
YamlNode node_of(const YamlValue& value);
// True if both trees hold the same; spans and quotes do not count.
bool same_tree(const YamlNode& a, const YamlNode& b);
// The same, but the order of the keys of a map does not count either.
bool same_content(const YamlNode& a, const YamlNode& b);

// The value at `path`, or null.
const YamlNode* find_value(const YamlNode& root, const YamlPath& path);
YamlNode* find_value(YamlNode& root, const YamlPath& path);

// "bodies[0].roster[2].name", for messages; "the whole file" for an empty path.
std::string path_in_words(const YamlPath& path);

}  // namespace core

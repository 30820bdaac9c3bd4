// A new value as YAML text, laid out as the file around it is.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/editing/yaml_document.h"
#include "core/editing/yaml_words.h"

namespace core {

// How a file indents what stands below a key.
struct YamlIndents {
  std::size_t map = 2;   // the keys of a map, counted from the key above them
  std::size_t list = 2;  // the dashes of a list; often 0
};

// What the nearest lists and maps before `at` do; those behind it if there are none before.
YamlIndents indents_near(const YamlDocument& document, std::size_t at);

// A value that stands where a new one will, or beside it: the new one is laid out alike. Both
// pointers may be null.
struct YamlModel {
  const YamlNode* node = nullptr;
  const YamlPlace* place = nullptr;
  long key_column = -1;  // of the key that holds it; -1 if none does

  bool is_flow() const { return place != nullptr && place->style == YamlStyle::flow; }
  // What a plain scalar there looks like; text if it is none.
  YamlLooks plain_looks() const;
  YamlModel child(const std::string& key) const;
  // Its last entry that is a list or map, else its last entry.
  YamlModel any_item() const;
};

// The last other list or map of the file below the same key that has entries.
YamlModel model_elsewhere(const YamlDocument& document, const std::string& key);

// A value as text: `first` goes behind the key or dash (empty if nothing stands there), `lines`
// follow on lines of their own, indented already.
struct RenderedYaml {
  std::string first;
  std::vector<std::string> lines;
  bool needs_line_end = false;  // its last line must not end with the file: the value would change
};

// Where a value will stand.
struct YamlGround {
  std::size_t column = 0;          // of the key or dash that will hold it
  std::size_t content_column = 0;  // of what stands behind a dash; unused below a key
  bool in_list = false;
  bool in_flow = false;
  bool may_hold_block_texts = true;  // else texts of several lines are quoted
  YamlIndents indents;
};

RenderedYaml rendered(const YamlValue& value, const YamlGround& ground, const YamlModel& model,
                      YamlStyle old = YamlStyle::empty);

// The value on one line, in brackets or braces if it is a list or map.
std::string rendered_in_flow(const YamlValue& value, const YamlModel& model,
                             YamlStyle old = YamlStyle::empty);

// A whole entry without its indentation: "key: " or `dash` before the value.
RenderedYaml rendered_entry(const std::string& key, const YamlValue& value,
                            const YamlGround& ground, const YamlModel& model);
RenderedYaml rendered_item(const std::string& dash, const YamlValue& value,
                           const YamlGround& ground, const YamlModel& model);

// "a: 1, b: 2" within braces: one entry.
std::string flow_entry(const std::string& key, const YamlValue& value, const YamlModel& model);

// `first` and the lines, joined by line ends.
std::string joined(const RenderedYaml& rendered, std::string_view line_end);

}  // namespace core

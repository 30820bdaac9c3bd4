// Changes a YAML file as a careful person would: only the bytes that must change do. Comments,
// order, quotes, blank lines, line ends and a byte order mark stay, and so does a missing line end
// at the end of the file. The text is never made from a model.
//
// Every function takes a file as it stands and returns its new text. It reads the new text with the
// strict reader; the result is exactly the requested tree, or the function fails and says so.
// All functions are pure and thread-safe. Failures name the place, "FILE:LINE:COLUMN: message":
// - invalid: the strict reader refuses the file, or the value holds what no text may hold (control
//   characters, ill-formed UTF-8), an empty key or a key that occurs twice;
// - not_found: the path leads nowhere, or an index lies behind the end;
// - conflict: the key is there already;
// - refused: the path leads to a value of another kind, or the file uses a form that cannot be
//   edited without changing something else.
//
//   const SourceFile duty{"duty.yaml", "entries:\n  - {from: 2026-11-01, name: 甲}  # 代班\n"};
//   set_yaml_value(duty, {"entries", 0u, "name"}, yaml_text("乙"));
//   // entries:
//   //   - {from: 2026-11-01, name: 乙}  # 代班
//
// Indices are std::size_t: write 0u or std::size_t{0}.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/editing/yaml_document.h"
#include "core/editing/yaml_value.h"

namespace core {

// Puts `value` in the place of the value at `path`. A value that is the same already changes no
// byte. Quotes keep their kind, block texts their form and indentation. Between two maps, or two
// lists, only the entries that differ are changed; keys that stay keep the order of the file.
// A value of nothing leaves "key:".
//
//   set_yaml_value(file, {"windows", 3u, "phone"}, yaml_text("0539-1234567"));
Result<std::string> set_yaml_value(const SourceFile& file, const YamlPath& path,
                                   const YamlValue& value);

// Puts an entry into the list at `list` so that its index is `at`: 0 is the first, the size of the
// list the last. It is laid out as its neighbour: in braces or as lines, with as many blanks behind
// the dash, and set apart by blank lines if all entries are. An empty value becomes a list.
//
//   insert_yaml_item(file, {"bodies", 0u, "roster"}, 2,
//                    yaml_map({{"role", yaml_text("成员")}, {"name", yaml_text("甲")}}));
Result<std::string> insert_yaml_item(const SourceFile& file, const YamlPath& list, std::size_t at,
                                     const YamlValue& value);

// Adds a key to the map at `map`: behind the last key present that stands before it in `order`, at
// the beginning if none does, and at the end if `order` does not name it.
//
//   insert_yaml_key(file, {"windows", 3u}, "phone", yaml_text("0539-1234567"),
//                   {"id", "area", "hall", "address", "phone", "set_up"});
Result<std::string> insert_yaml_key(const SourceFile& file, const YamlPath& map,
                                    const std::string& key, const YamlValue& value,
                                    const std::vector<std::string>& order = {});

// Moves the entry at `entry`, of a list or map, so that its index becomes `to`. Its comments go
// along (yaml_layout.h says which are its own); blank lines between entries stay where they are.
Result<std::string> move_yaml_entry(const SourceFile& file, const YamlPath& entry, std::size_t to);

// Takes the entry at `entry` out of its list or map, with its comments. The last one leaves "[]" or
// "{}".
Result<std::string> remove_yaml_entry(const SourceFile& file, const YamlPath& entry);

// The comments that go with the entry if it is moved or removed, without '#', in file order.
Result<std::vector<std::string>> yaml_notes(const SourceFile& file, const YamlPath& entry);

}  // namespace core

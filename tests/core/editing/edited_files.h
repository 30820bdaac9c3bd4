// What the tests of editing edit: the YAML files that ship, and a corpus of small nasty YAML and
// CSV files.
#pragma once

#include <string>
#include <vector>

#include "core/editing/yaml_document.h"

namespace tests {

struct NamedText {
  std::string name;
  std::string text;
};

// Every YAML file of the sites, the calendar, the unseen sites and the templates, sorted by name.
std::vector<NamedText> shipped_yaml_files();

// A case of the corpus: what a file is, what is done to it, and what it becomes.
//
//   @case 1 what it shows
//   @before crlf bom cut      its words are optional: CR LF line ends, a byte order mark, no line
//   名单: [甲]                  end at the end; they hold for @after too
//   @do insert 名单 1 "乙"      then further lines of @do
//   @after
//   名单: [甲, 乙]
//
// One empty line before the next @case is none of the text.
// Or, in place of @after, a line "@refused WORDS" for a failure whose message contains WORDS.
struct EditCase {
  std::string name;
  std::string before;
  std::vector<std::string> steps;
  std::string after;
  std::string refused;
};

// The cases of all files in tests/core/editing/corpus whose names begin with `kind`: yaml or csv.
std::vector<EditCase> edit_cases(const std::string& kind);

// Makes one step on a YAML text:
//   set PATH VALUE | insert PATH INDEX VALUE | add PATH KEY [order:KEY,KEY] VALUE | move PATH INDEX
//   | remove PATH
// A path is written as 名单/0/姓名, '.' for the root. VALUE is YAML on one line: a plain scalar is
// a word, a quoted one a text, nothing an empty value.
core::Result<std::string> make_step(const core::SourceFile& file, const std::string& step);

core::YamlPath path_from(const std::string& words);

}  // namespace tests

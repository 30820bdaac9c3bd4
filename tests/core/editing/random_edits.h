// Random edits of YAML texts, each with the edit that takes it back.
#pragma once

#include <optional>
#include <random>
#include <string>

#include "core/editing/yaml_document.h"

namespace tests {

struct RandomEdit {
  enum class What { set, insert, add, move, remove };

  What what = What::set;
  core::YamlPath path;  // of the value, the list or map, or the entry
  std::string key;      // of add
  std::size_t at = 0;   // of insert and move; of remove: where the entry stood
  core::YamlValue value;
};

using Random = std::mt19937_64;

std::size_t random_below(Random& random, std::size_t limit);

// A text as people and mischief write it: Chinese, signs, numbers, lines, blanks.
std::string random_text(Random& random);
core::YamlValue random_value(Random& random, int depth);
// Any edit that is possible in the document.
RandomEdit random_edit(const core::YamlDocument& document, Random& random);

core::Result<std::string> made(const core::SourceFile& file, const RandomEdit& edit);

// What takes the edit back, for a document before it.
RandomEdit opposite(const core::YamlDocument& before, const RandomEdit& edit);

std::string in_words(const RandomEdit& edit);

}  // namespace tests

// A YAML file that is being edited: its text, its tree and the place of every value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/editing/splices.h"
#include "core/editing/yaml_layout.h"
#include "core/editing/yaml_value.h"

namespace core {

struct YamlDocument {
  std::string name;
  std::string mark;  // the byte order mark, or empty
  std::string text;  // without it
  YamlNode root;
  YamlPlace place;  // of the root
  std::string_view line_end = "\n";
  // False where a new text below '|' would take lines that follow it.
  bool may_hold_block_texts = true;

  Lines lines() const { return Lines(text); }
};

// What the strict reader refuses is a failure (invalid) with its first mistake:
// "FILE:LINE:COLUMN: message; hint".
Result<YamlDocument> read_document(const SourceFile& source);

// A refusal (refused unless `code` says otherwise) at a byte of the text.
Failure refused_at(const YamlDocument& document, std::size_t at, const std::string& message,
                   FailureCode code = FailureCode::refused);

// A value of the document with what is around it.
struct YamlSpot {
  const YamlNode* node = nullptr;
  const YamlPlace* place = nullptr;
  const YamlNode* parent = nullptr;  // the list or map that holds it; null for the root
  const YamlPlace* parent_place = nullptr;
  std::size_t index = 0;  // within the parent
  bool in_flow = false;   // within brackets or braces

  const YamlEntry* entry() const {
    return parent_place == nullptr ? nullptr : &parent_place->entries[index];
  }
  bool in_list() const { return parent != nullptr && parent->kind == YamlNode::Kind::list; }
  // Where the value may begin: behind the key or dash; 0 for the root.
  std::size_t from() const { return entry() == nullptr ? 0 : entry()->from; }
};

// not_found if nothing is there.
Result<YamlSpot> find_spot(const YamlDocument& document, const YamlPath& path);

// The same document for another try, with texts of several lines in quotes.
YamlDocument without_block_texts(YamlDocument document);

// Makes the splices and reads the text again. It must hold exactly `intended`, else nothing was
// changed and the failure (refused) says so. Returns the text of the file with its mark.
Result<std::string> finished(const YamlDocument& document, std::vector<Splice> splices,
                             const YamlNode& intended, std::size_t at);

}  // namespace core

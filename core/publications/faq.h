// A site's own questions and answers, added to those that are derived from its policy.
#pragma once

#include <string>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

struct FaqEntry {
  std::string id;  // a derived question with this id is replaced
  std::string question;
  std::vector<std::string> answer;  // paragraphs
  Span span;
};

struct FaqChanges {
  std::vector<std::string> hide;  // ids of derived questions to leave out
  std::vector<FaqEntry> entries;
};

// The ids of the derived questions, in page order.
const std::vector<std::string>& derived_questions();

// Reads faq.yaml. A number of workdays typed into an answer is an error: derived answers take it
// from the policy.
FaqChanges read_faq(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core

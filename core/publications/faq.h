// A site's own questions and answers, over those that every site has because they follow from its
// policy.
#pragma once

#include <string>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

struct FaqEntry {
  std::string id;  // that of a derived question replaces it
  std::string question;
  std::vector<std::string> answer;  // paragraphs
  Span span;
};

struct FaqChanges {
  std::vector<std::string> hide;  // ids of derived questions that this site leaves out
  std::vector<FaqEntry> entries;
};

// The ids of the derived questions, in the order of the page.
const std::vector<std::string>& derived_questions();

// Reads faq.yaml; a number of workdays typed into an answer is an error, because the derived
// answers take it from the policy.
FaqChanges read_faq(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core

// Special services and help beyond the normal procedure: commitments instead of proofs, service at
// home, assistance policies (PZ-18, PZ-19, PZ-22, SG-17).
#pragma once

#include <string>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

struct Measure {
  std::string id;
  std::string name;  // "容缺受理"
  std::string kind;  // "commitment" | "fault_tolerant" | "service" | "assistance"
  std::string text;
  std::string audience;  // the people it is for, or empty
  std::string basis;     // id of a document, or empty
  std::string who;       // whom to ask about it, or empty
  std::string contact;   // phone, or empty
  Span span;
  Span basis_span;
};

// In page order.
const std::vector<std::string>& measure_kinds();

std::vector<Measure> read_measures(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core

// Which of the switchable fields a site asks.
#pragma once

#include <map>
#include <string>

#include "core/input/yaml_reader.h"

namespace core {

// forms.yaml, `report: {id_number: off | optional | required, address: ..., visits: on | off,
// ...}`: which switchable fields are asked. Labels and hints come from the texts
// ("form.<id>.label"), so they are not in this file.
struct ReportFormSwitches {
  std::map<std::string, std::string> fields;  // field id -> "off" | "optional" | "required"
};
ReportFormSwitches read_report_switches(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core

// The command doctor: checks the machine, the data folder and what is published, and changes
// nothing.
#pragma once

#include <iosfwd>
#include <string>

#include "handler/health/finding.h"
#include "handler/runtime.h"

namespace handler {

struct DoctorOptions {
  std::string keys;      // the file that handler keys export made, to compare; "": none
  std::string language;  // "zh", "en"; "": as the environment says
};

// Prints each finding with its level, what it means and its remedy. Returns 1 if one is red, else
// 0. The one thing that is ever written is that a copy of the keys was compared and is good, as
// compare_keys() notes it, and only into a database of this program's version.
int examine(const RuntimeOptions& runtime, const DoctorOptions& options, std::ostream& out);

// One finding a line, its remedy below it. Exposed for tests.
void print_findings(const health::Findings& findings, bool chinese, std::ostream& out);

}  // namespace handler

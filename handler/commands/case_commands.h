// The commands on cases: explain and tick. What cannot be done throws core::Refused.
#pragma once

#include <iosfwd>
#include <string>

#include "handler/runtime.h"

namespace handler {

struct CaseOptions {
  std::string site;
  std::string number;  // serial number or case id
};

// Prints every clock of the case with its day-by-day count. Prints no personal data.
void explain_case(const RuntimeOptions& runtime, const CaseOptions& subject, std::ostream& out);

// Records due events for the cases of every published site once; run by a timer. Fails with
// `unavailable` if some cases could not be processed; the others were.
void tick_cases(RuntimeOptions runtime, std::ostream& out);

}  // namespace handler

// The commands on cases: explain, tick and verify.
#pragma once

#include <iosfwd>
#include <string>

#include "core/base/result.h"
#include "handler/runtime.h"

namespace handler {

struct CaseOptions {
  std::string site;
  std::string number;  // serial number or case id
};

// Every clock of the case with its day-by-day count. No personal data is printed.
core::Status explain_case(const RuntimeOptions& runtime, const CaseOptions& subject,
                          std::ostream& out);

// Records what time made of the cases of every published site, once; run by a timer. Fails with
// `unavailable` if some could not be looked at; the others were.
core::Status tick_cases(RuntimeOptions runtime, std::ostream& out);

// Recomputes all chains; the failure names the first altered event.
core::Status verify(const RuntimeOptions& runtime, std::ostream& out);

}  // namespace handler

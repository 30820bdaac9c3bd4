// The commands on cases: explain and verify.
#pragma once

#include <iosfwd>
#include <string>

#include "core/base/result.h"
#include "handler/world.h"

namespace handler {

struct CaseOptions {
  std::string site;
  std::string number;  // serial number or case id
};

// Every clock of the case with its day-by-day count. No personal data is printed.
core::Status explain_case(const WorldOptions& world, const CaseOptions& subject, std::ostream& out);

// Recomputes all chains; the failure names the first altered event.
core::Status verify(const WorldOptions& world, std::ostream& out);

}  // namespace handler

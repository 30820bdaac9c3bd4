// The texts that make a policy version: kept with the cases that were accepted under it, hashed,
// and read again.
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"
#include "core/policy/policy.h"
#include "core/time/work_time.h"

namespace core {

// The texts that make up a policy version, by file name ("policy.yaml", "calendar/2026.yaml"). The
// store keeps them with the cases accepted under it.
using PolicyTexts = std::map<std::string, std::string>;

// A stored policy version. Reads also versions that a newer program would not publish any more (a
// stricter check, a removed key); `corrupt` if a value has no meaning any more.
struct PolicyVersion {
  Policy policy;
  WorkTime time;
  std::string version;
};
Result<PolicyVersion> read_policy_version(const PolicyTexts& texts);
std::string version_of(const PolicyTexts& texts);

// The hash of all that counting takes from a calendar with its closures. Two published versions
// with the same hash count every day alike.
std::string version_of(const Calendar& calendar);

}  // namespace core

// The texts that make a policy version: kept with the cases that were accepted under it, hashed,
// and read again.
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"
#include "core/policy/policy.h"
#include "core/time/work_time.h"

namespace core {

// The texts that make a policy version, by file name ("policy.yaml", "calendar/2026.yaml"); kept in
// the store with the cases accepted under it.
using PolicyTexts = std::map<std::string, std::string>;

// What a stored policy version says, also one that a newer program would not publish any more (a
// stricter check, a key that is gone); `corrupt` if a value no longer has a meaning.
struct PolicyVersion {
  Policy policy;
  WorkTime time;
  std::string version;
};
Result<PolicyVersion> read_policy_version(const PolicyTexts& texts);
std::string version_of(const PolicyTexts& texts);

}  // namespace core

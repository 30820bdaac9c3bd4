// Computes the version hash of a policy's texts, and reads stored versions again.
#include "core/policy/policy_version.h"

#include <algorithm>

#include "core/base/crypto.h"
#include "core/policy/policy_reader.h"
#include "core/time/calendar_reader.h"

namespace core {
namespace {

constexpr std::size_t kVersionDigits = 32;
constexpr std::string_view kPolicyFile = "policy.yaml";

// An unknown key is no obstacle: the program that stored the version understood it.
bool cannot_be_read(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics.sorted(), [](const Diagnostic& one) {
    return one.severity == Severity::error && one.code != "yaml.unknown-key";
  });
}

}  // namespace

std::string version_of(const PolicyTexts& texts) {
  std::vector<std::string> parts;
  for (const auto& [name, text] : texts) {
    parts.push_back(name);
    parts.push_back(text);
  }
  return to_hex(hash_parts(parts.data(), parts.size())).substr(0, kVersionDigits);
}

std::string version_of(const Calendar& calendar) {
  return to_hex(hash(calendar.text())).substr(0, kVersionDigits);
}

Result<PolicyVersion> read_policy_version(const PolicyTexts& texts) {
  Diagnostics diagnostics;
  PolicyVersion version{.version = version_of(texts)};
  std::vector<CalendarYear> years;
  bool has_policy = false;
  for (const auto& [name, text] : texts) {
    const std::optional<YamlNode> root = read_yaml(name, text, diagnostics);
    if (!root) continue;
    if (name == kPolicyFile) {
      has_policy = true;
      version.policy = read_kept_policy(*root, diagnostics);
    } else {
      years.push_back(read_calendar_year(*root, diagnostics));
    }
  }
  if (!has_policy || cannot_be_read(diagnostics)) {
    return Failure{FailureCode::corrupt, "the policy version " + version.version +
                                             " cannot be read:\n" + diagnostics.text()};
  }
  version.time = {Calendar(std::move(years), version.policy.closures), version.policy.hours};
  return version;
}

}  // namespace core

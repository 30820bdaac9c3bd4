// Names breach targets: roles are looked up before bodies.
#include "core/site/target_name.h"

#include "core/policy/case_words.h"

namespace core {

std::string target_name(const Site& site, const Policy& rules, const std::string& target) {
  const auto role = word_in(kRoles, target);
  const RoleName* named = role ? rules.role(*role) : nullptr;
  if (named != nullptr) return named->name;
  const Body* body = site.body(target);
  return body != nullptr ? body->name : target;
}

}  // namespace core

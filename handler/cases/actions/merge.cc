// Checks both cases for a merge, the simplest reasons first.
#include "handler/cases/actions/merge.h"

#include "handler/cases/fold/states.h"

namespace handler::cases {
namespace {

// Merging must not show a unit a case that is restricted from it.
bool differ_in_restriction(const Case& one, const Case& other) {
  if (one.restricted != other.restricted) return true;
  return one.restricted && one.concerned_unit != other.concerned_unit;
}

}  // namespace

std::string merge_mistake(const Case& duplicate, const Case& main) {
  if (duplicate.site != main.site) return "unknown_case";
  if (duplicate.id == main.id) return "same_case";
  if (main.merged_into) return "case_is_merged";
  if (kEnded.contains(main.state)) return "case_is_over";
  if (differ_in_restriction(duplicate, main)) return "case_is_restricted";
  if (main.received_at > duplicate.received_at) return "case_is_younger";
  return duplicate.accepted_at && !main.accepted_at ? "case_is_not_accepted" : "";
}

}  // namespace handler::cases

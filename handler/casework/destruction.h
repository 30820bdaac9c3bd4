// Destroying what is kept of a person in one case, because its time is over or because the person
// asked for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/casework/services.h"

namespace handler::view {

enum class DestructionCause { retention, request };

struct DestructionOrder {
  std::string site;
  store::CaseId id = 0;
  std::vector<std::string> classes;  // of "identity", "words", "files"
  DestructionCause cause = DestructionCause::retention;
  std::string reason;
  std::int64_t user_id = 0;  // 0: the program itself
};

// Appends to destroyed.list first, destroys the parts, records one event `parts_destroyed` in the
// case. `refused` for an open case, one merged into an open one, or one on hold.
core::Status destroy_of_case(view::Services& services, const DestructionOrder& order);

}  // namespace handler::view

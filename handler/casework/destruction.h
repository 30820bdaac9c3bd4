// Destroys what is kept of an ended case: at the end of its time, or because a person asked for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/cases/jobs/retention.h"
#include "handler/casework/services.h"

namespace handler::view {

enum class DestructionCause { retention, request };

struct DestructionOrder {
  std::string site;
  store::CaseId id = 0;
  std::vector<std::string> classes;  // of core::kKept: "identity", "words", "files"
  DestructionCause cause = DestructionCause::retention;
  std::string reason = {};              // of a request; a text for staff
  std::int64_t user_id = 0;             // 0: the program itself
  std::optional<core::Role> role = {};  // in which the user acts
};

// Why nothing of the case is destroyed. A merged case is spared as long as its main case is:
// `merged` is never the answer.
cases::Spared spared_with_main(const Services& services, const LiveSite& site,
                               const cases::Case& subject);

// Appends the parts to destroyed.list, destroys them and what finds the case by them, records one
// event `parts_destroyed`, and removes what the files still hold. `refused` for an open case, one
// that is merged into an open one, and one on hold (its own, or its main case's); `invalid` for a
// class that is not known; `conflict` if the case was changed meanwhile. Success says that the
// texts are gone from the tables; where a reader still needs old bytes of the files, the next tick
// removes them. Without anything left of these classes nothing happens. Thread-safe.
core::Status destroy_of_case(Services& services, const DestructionOrder& order);

// The same without the last step: call Store::forget_destroyed() after many of these.
core::Status destroy_texts(Services& services, const DestructionOrder& order);

}  // namespace handler::view

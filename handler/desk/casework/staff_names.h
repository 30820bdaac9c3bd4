// Names of staff, for pages and papers that only staff see.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/base/text.h"
#include "handler/cases/fold/event.h"
#include "handler/store/store.h"

namespace handler::desk {

// Reads each name once; make one object per request.
class StaffNames {
 public:
  explicit StaffNames(store::Store& store) : store_(store) {}
  // "" for the system, the reporter, and deleted users.
  const std::string& of(const cases::Actor& actor) {
    static const std::string kNoName;
    if (actor.kind != cases::Actor::Kind::staff) return kNoName;
    const auto known = names_.find(actor.user);
    if (known != names_.end()) return known->second;
    const core::Result<store::User> user = store_.user_by_id(actor.user);
    return names_[actor.user] = user ? core::unpadded(user->display_name) : std::string();
  }

 private:
  store::Store& store_;
  std::map<std::int64_t, std::string> names_;
};

}  // namespace handler::desk

// Reads names of staff from the store.
#include "handler/desk/casework/staff_names.h"

namespace handler::desk {

const std::string& StaffNames::of(const cases::Actor& actor) {
  static const std::string kNobody;
  if (actor.kind != cases::Actor::Kind::staff) return kNobody;
  const auto known = names_.find(actor.user);
  if (known != names_.end()) return known->second;
  const core::Result<store::User> user = store_.user_by_id(actor.user);
  return names_[actor.user] = user ? user->display_name : std::string();
}

}  // namespace handler::desk

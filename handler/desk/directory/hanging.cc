// Counts with the queries of the warning about stranded cases.
#include "handler/desk/directory/hanging.h"

#include <algorithm>

#include "core/base/contains.h"

namespace handler::desk {

core::Result<Hanging> hanging_on(const Visit& visit, const std::string& window,
                                 const std::string& unit) {
  store::Store& store = visit.services.store;
  const core::Result<std::vector<store::HolderCount>> counts = store.count_holders(visit.site.id());
  if (!counts) return counts.failure();
  const core::Result<std::vector<store::User>> users = store.users_of_site(visit.site.id());
  if (!users) return users.failure();
  Hanging hanging;
  for (const store::HolderCount& one : *counts) {
    const bool of_window = !window.empty() && one.window == window;
    const bool of_unit = !unit.empty() && (one.unit == unit || core::contains(one.assisting, unit));
    if (of_window || of_unit) hanging.cases += one.count;
  }
  for (const store::User& user : *users) {
    const bool bound = std::ranges::any_of(user.grants, [&](const cases::Grant& grant) {
      return grant.site == visit.site.id() &&
             ((!window.empty() && grant.window == window) || (!unit.empty() && grant.unit == unit));
    });
    if (bound && !user.disabled) ++hanging.accounts;
  }
  return hanging;
}

std::string hanging_in_words(const Visit& visit, const core::Result<Hanging>& hanging) {
  const core::Texts& texts = visit.texts();
  if (!hanging) return texts.get("desk.publishing.directory.hanging.unknown");
  if (!hanging->any()) return texts.get("desk.publishing.directory.hanging.nothing");
  return texts.format(
      "desk.publishing.directory.hanging.some",
      {{"cases", std::to_string(hanging->cases)}, {"accounts", std::to_string(hanging->accounts)}});
}

}  // namespace handler::desk

// Counts the try before the password is hashed, so that concurrent guesses count, too.
#include "handler/desk/entrance/own_password.h"

#include <string>

#include "handler/desk/entrance/passwords.h"

namespace handler::desk {

TryLimit tries_of_password(const Visit& visit) {
  return {"password:" + std::to_string(visit.user.id), kTriesPerPerson};
}

core::Result<PasswordCheck> check_own_password(const Visit& visit, std::string_view typed) {
  const TryLimit tries = tries_of_password(visit);
  const core::Result<int> count = visit.services.store.count_up(tries.key, kTryWindowSeconds);
  if (!count) return count.failure();
  if (*count > tries.most) return PasswordCheck::must_wait;
  const HashTurn turn(visit.gate, Lane::known);
  if (!turn) return core::Failure{core::FailureCode::busy, "too many passwords at once"};
  if (!is_password(typed, visit.user.password_hash)) return PasswordCheck::wrong;
  (void)visit.services.store.reset_count(tries.key);
  return PasswordCheck::right;
}

}  // namespace handler::desk

// Counts the try before the password is hashed, so that concurrent guesses count, too.
#include "handler/desk/entrance/own_password.h"

#include <string>

#include "core/base/crypto.h"

namespace handler::desk {
namespace {

constexpr int kWindowSeconds = 60;
constexpr int kTriesPerPerson = 5;

}  // namespace

core::Result<PasswordCheck> check_own_password(const Visit& visit, std::string_view typed) {
  const HashTurn turn(visit.gate);
  if (!turn) return core::Failure{core::FailureCode::busy, "too many passwords at once"};
  const std::string counter = "password:" + std::to_string(visit.user.id);
  const core::Result<int> tries = visit.services.store.count_up(counter, kWindowSeconds);
  if (!tries) return tries.failure();
  if (*tries > kTriesPerPerson) return PasswordCheck::must_wait;
  if (!core::password_matches(typed, visit.user.password_hash)) return PasswordCheck::wrong;
  (void)visit.services.store.reset_count(counter);
  return PasswordCheck::right;
}

}  // namespace handler::desk

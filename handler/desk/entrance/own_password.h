// The password of the signed-in user once more, before something that cannot be undone.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "handler/desk/entrance/tries.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// Of the user's password: five a minute, wherever it is asked for.
TryLimit tries_of_password(const Visit& visit);

enum class PasswordCheck { right, wrong, must_wait };

// Counts one try of tries_of_password(); a right password forgets all of them. Fails `busy` if
// too many passwords are being checked, or as the store does if the try cannot be counted; then the
// password was not looked at. Safe from any thread.
core::Result<PasswordCheck> check_own_password(const Visit& visit, std::string_view typed);

}  // namespace handler::desk

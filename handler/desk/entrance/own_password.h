// The password of the signed-in user once more, before something that cannot be undone.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "handler/desk/visit.h"

namespace handler::desk {

enum class PasswordCheck { right, wrong, must_wait };

// At most five tries a minute and user, together with those of changing the password. Fails `busy`
// if too many passwords are being checked, or as the store does if the try cannot be counted; then
// the password was not looked at. Safe from any thread.
core::Result<PasswordCheck> check_own_password(const Visit& visit, std::string_view typed);

}  // namespace handler::desk

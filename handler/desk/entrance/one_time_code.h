// Optional second step of sign-in: a code from an authenticator app.
#pragma once

#include "handler/desk/entrance/own_password.h"
#include "handler/desk/entrance/resume_form.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The page that asks for the code after a correct password. It carries a signed token of that fact,
// valid for five minutes.
web::Response ask_for_code(view::Services& services, const view::LiveSite& site,
                           const store::User& user, const std::optional<TypedForm>& typed);

// A correct code starts the session. Each code works once; each user has five tries a minute,
// counted over all addresses; a browser that knows the user has five of its own.
web::Response sign_in_with_code(view::Services& services, const view::LiveSite& site,
                                const web::Request& request);

// Of a user who has them: one more code before something that cannot be undone. Counts one try of
// five a minute; `unavailable` if it cannot be counted or the secret cannot be opened.
core::Result<PasswordCheck> check_own_code(const Visit& visit, std::string_view typed);

// Turning it on shows a new secret as a QR code and as text. It takes effect only when a code made
// with it is sent together with the current password. Turning it off needs both, too.
web::Response show_code_form(const Visit& visit);
// Ends all sessions of the user, including this one.
web::Response change_code(const Visit& visit);

}  // namespace handler::desk

// The second step of signing in, for those who want one: a code that an app on their phone shows.
#pragma once

#include "handler/desk/entrance/resume_form.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The page that asks for the code once the password was right. It carries a signed token that says
// so, good for five minutes.
web::Response ask_for_code(view::Services& services, const view::LiveSite& site,
                           const store::User& user, const std::optional<TypedForm>& typed);

// A right code starts the session. Each code is good once; five tries a minute for each person,
// from wherever they come.
web::Response sign_in_with_code(view::Services& services, const view::LiveSite& site,
                                const web::Request& request);

// Turning it on: shows a fresh secret as a QR code and as letters; taken over only when a code of
// it comes back together with the present password. Turning it off asks for both too.
web::Response show_code_form(const Visit& visit);
// Ends every session of the person, this one too.
web::Response change_code(const Visit& visit);

}  // namespace handler::desk

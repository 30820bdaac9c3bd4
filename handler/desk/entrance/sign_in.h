// Signing in and out, and changing one's password.
#pragma once

#include "handler/desk/entrance/resume_form.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The answer to a POST whose session is over: the sign-in form, 403, with what was typed.
web::Response sign_in_again(const view::Services& services, const view::LiveSite& site,
                            const web::Request& request);

web::Response show_sign_in(view::Services& services, const view::LiveSite& site,
                           const web::Request& request);

// A right password starts a session with a fresh id. Wrong ones cost time, never the account: after
// five tries within a minute from one address for one login, that pair waits for the next minute;
// everybody else signs in as before.
web::Response sign_in(view::Services& services, const view::LiveSite& site,
                      const web::Request& request, HashGate& gate);

// Gives the browser a session with a fresh id, and ends the one it had. For whoever has shown all
// that a sign-in asks for; what they had typed before goes on with them.
web::Response start_session(view::Services& services, const view::LiveSite& site,
                            const web::Request& request, const store::User& user,
                            const std::optional<TypedForm>& typed);

web::Response sign_out(const Visit& visit);
web::Response show_password_form(const Visit& visit);
// Ends every session of the person, this one too. As many tries a minute as a sign-in has.
web::Response change_password(const Visit& visit);

}  // namespace handler::desk

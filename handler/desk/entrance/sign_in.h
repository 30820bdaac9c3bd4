// Sign-in, sign-out and change of password.
#pragma once

#include "handler/desk/entrance/resume_form.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The answer to a POST with an expired session: 403 with the sign-in form and the typed values.
web::Response sign_in_again(const view::Services& services, const view::LiveSite& site,
                            const web::Request& request);

web::Response show_sign_in(view::Services& services, const view::LiveSite& site,
                           const web::Request& request);

// A correct password starts a session with a new id, and marks the browser as known to this user.
// Failed tries never lock the account: what must wait, waits for the next minute. Limits within a
// minute, each with its own sentence: five tries for one login from one address; ten wrong ones for
// one login, thirty from one address, sixty from its network (/24, /48). A known browser skips all
// of these, has five tries of its own, and goes first at the gate.
web::Response sign_in(view::Services& services, const view::LiveSite& site,
                      const web::Request& request, HashGate& gate);

// Starts a session with a new id and ends the browser's old one. Call only after all steps of
// sign-in. Values typed before are carried into the new session.
web::Response start_session(view::Services& services, const view::LiveSite& site,
                            const web::Request& request, const store::User& user,
                            const std::optional<TypedForm>& typed);

web::Response sign_out(const Visit& visit);
web::Response show_password_form(const Visit& visit);
// Ends all sessions of the user, including this one. Tries are limited as for sign-in.
web::Response change_password(const Visit& visit);

}  // namespace handler::desk

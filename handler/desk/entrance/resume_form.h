// What somebody typed while the session ran out: carried through signing in, shown before it is
// sent again, and never sent by itself.
#pragma once

#include <optional>
#include <string>

#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::desk {

struct TypedForm {
  std::string path;  // one of ours that takes such forms
  web::Fields fields;
};

// Of a POST that came without a good session: nothing if its form is none that people type into.
std::optional<TypedForm> typed_form_of(const view::Services& services, const view::LiveSite& site,
                                       const web::Request& request);
// Of the sign-in form that carries it.
std::optional<TypedForm> typed_form_in(const view::Services& services, const view::LiveSite& site,
                                       const web::Fields& form);

// Adds CARRIED (PATH, HIDDEN[]) for the sign-in form, and TYPED[] with what was typed, to be
// copied.
void add_typed_form(core::TemplateData& data, const view::LiveSite& site, const TypedForm& typed);

// Only TYPED[].
void add_typed(core::TemplateData& data, const view::LiveSite& site, const TypedForm& typed);

// After signing in: everything that was typed, with a button that sends it under the new session.
web::Response resume_page(const view::Services& services, const view::LiveSite& site,
                          const TypedForm& typed, const std::string& session_id);

}  // namespace handler::desk

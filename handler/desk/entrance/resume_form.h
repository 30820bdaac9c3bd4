// Text typed while the session expired: kept through sign-in and shown before it is sent again;
// never sent automatically.
#pragma once

#include <optional>
#include <string>

#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::desk {

struct TypedForm {
  std::string path;  // a path of the desk that accepts such forms
  web::Fields fields;
};

// From a POST without a valid session; nullopt if its form has no typed texts.
std::optional<TypedForm> typed_form_of(const view::Services& services, const view::LiveSite& site,
                                       const web::Request& request);
// From the sign-in form that carries it.
std::optional<TypedForm> typed_form_in(const view::Services& services, const view::LiveSite& site,
                                       const web::Fields& form);

// Adds CARRIED (PATH, HIDDEN[]) for the sign-in form, and TYPED[] with the texts for copying.
void add_typed_form(core::TemplateData& data, const view::LiveSite& site, const TypedForm& typed);

// Adds only TYPED[], HAS_TYPED if there are any, and FILES_LOST if files came with the texts.
void add_typed(core::TemplateData& data, const view::LiveSite& site, const TypedForm& typed);

// The page after sign-in: all typed values, with a button that sends them in the new session.
web::Response resume_page(const view::Services& services, const view::LiveSite& site,
                          const TypedForm& typed, const std::string& session_id);

}  // namespace handler::desk

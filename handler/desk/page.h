// A page of the desk: the site's name, the user and their roles, and one template.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The site's name of the role, else the desk's.
std::string role_name(const Visit& visit, core::Role role);

// How the desk names where a report came from, under these rules: "来访". If others run the
// channel, their name follows.
std::string channel_name(const Visit& visit, const core::Policy& rules, const std::string& channel);

// The text key of the sentence for a form that could not be kept: because the clock is held, or for
// any other failure of the store. The page shows the typed values again.
std::string why_not_kept(const core::Failure& failure);

// The section of a page that says why it could not do its work: CLOCK_HELD or UNAVAILABLE. For
// pages that keep nothing typed.
std::string unavailable_section(const core::Failure& failure);

// With more windows a form asks for a name or id instead of offering a list.
inline constexpr std::size_t kMostWindowsToChoose = 60;

// For signed-in staff; adds CSRF, DESK_ROOT, PERSON, ROLES.
web::Response desk_page(const Visit& visit, int status, std::string_view template_name,
                        const std::string& title, const core::TemplateData& data);

// The page for a request that has no page of its own to answer with: `section` of desk/failure says
// what happened; with the way back to the worklist. `typed` holds TYPED[], for copying.
web::Response failure_page(const Visit& visit, int status, const std::string& section,
                           const core::TemplateData& typed = {});
// The same after the store recorded nothing, for requests in which nothing was typed.
web::Response not_kept_page(const Visit& visit, const core::Failure& failure);

// For the sign-in pages, where the user is not known yet.
web::Response entrance_page(const view::Services& services, const view::LiveSite& site, int status,
                            std::string_view template_name, const std::string& title,
                            const core::TemplateData& data);

}  // namespace handler::desk

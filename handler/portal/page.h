// A page of the portal: one template inside the site's frame, with links relative to the site's
// root.
#pragma once

#include <string>
#include <string_view>

#include "core/page/page_frame.h"
#include "core/page/page_template.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// The field with which an answered page's form asks for that page in the other edition: "large" or
// "standard".
inline constexpr std::string_view kEditionField = "edition";

// Renders `template_name` ("portal/receipt") inside the frame; `page` marks the navigation entry.
// The edition follows from the requested path.
web::Response portal_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, int status, std::string_view template_name,
                          std::string_view page, const std::string& title,
                          const core::TemplateData& data);

}  // namespace handler::portal

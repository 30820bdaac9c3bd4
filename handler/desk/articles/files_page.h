// Pictures and PDF of the site: uploaded into the draft, and removed when no page uses them.
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// GET /publishing/files: the form, what the draft brings, and what no page uses.
web::Response show_site_files(const Visit& visit);
// POST /publishing/files: each file is cleaned and kept in the draft under a name of its own; 422
// names those that are refused, and keeps the others.
web::Response receive_site_files(const Visit& visit);
// POST /publishing/files/remove (field `file`): 422 if a page uses it, or if it could not be put
// back.
web::Response remove_site_file(const Visit& visit);

// For the partial desk/publishing_upload on other pages: the answer opens beside what is being
// typed.
void add_upload_form(core::TemplateData& data);

}  // namespace handler::desk

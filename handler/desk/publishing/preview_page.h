// The real pages as a draft, or a publication that waits for a second person, would make them.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// The pages that would differ. Makes the preview, which takes as long as a build of the site.
web::Response show_preview(const Visit& visit);
// One of them (number from 1), with links to the page before and after.
web::Response show_preview_page(const Visit& visit);
// A file of the preview: pages run no script there and send no form.
web::Response show_preview_file(const Visit& visit);

// The same of the publication in the path, for people who may see publications.
web::Response show_publication_preview(const Visit& visit);
web::Response show_publication_preview_page(const Visit& visit);
web::Response show_publication_preview_file(const Visit& visit);

}  // namespace handler::desk

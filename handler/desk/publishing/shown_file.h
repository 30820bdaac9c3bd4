// Pictures and PDF that are not public yet, or were replaced: shown so that nothing in them can
// act.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// GET /publishing/draft/files/{file}: as the person's draft has it, else as it stands. 404 if the
// draft removes it or there is none.
web::Response show_draft_site_file(const Visit& visit);
// GET /publishing/history/{publication}/files/{side}/{file}: side "before" or "after", for people
// who may see publications.
web::Response show_published_site_file(const Visit& visit);

// Adds VIEW[] for the partial desk/publishing_view: a picture, or a link to another file. `words`
// ("以后") stand before its name, unless they are ""; `address` is one of the above.
void add_view(core::TemplateData& data, const Visit& visit, const std::string& words,
              const std::string& name, const std::string& address, std::size_t bytes);

}  // namespace handler::desk

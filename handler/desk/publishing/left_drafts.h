// The drafts of people who left: another editor takes one over, or it is dropped.
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// For the front page: how many there are that this person may do something about. Nothing if there
// are none, or if they cannot be read.
void add_left_notice(core::TemplateData& data, const Visit& visit);

// The list, for administrators, and for editors whose scope holds a draft's changes.
web::Response show_left_drafts(const Visit& visit);
// The draft becomes the editor's own (fields `user` and `version`), who must have none.
web::Response take_left_draft(const Visit& visit);
// The draft is gone (the same fields).
web::Response drop_left_draft(const Visit& visit);

}  // namespace handler::desk

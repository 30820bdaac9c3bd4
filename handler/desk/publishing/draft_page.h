// The person's draft in words, what stands in its way, and the form that publishes it or hands it
// to a second person.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

web::Response show_draft(const Visit& visit);
// The whole draft goes, if it is the one that the page showed.
web::Response drop_draft(const Visit& visit);
// What the draft says of one file goes (field `file`).
web::Response drop_draft_file(const Visit& visit);
// Asks for the publication. The draft must be the one that the page showed (field `version`),
// inside the person's scope, and without mistakes of its own.
web::Response publish_draft(const Visit& visit);

}  // namespace handler::desk

// Documents: the published rules and what they rest on, with their attachments and their wording.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/documents.
web::Response show_documents(const Visit& visit);
// GET and POST /publishing/documents-new. A POST may also ask for a look at the wording, or for a
// file to be inserted: then nothing is kept.
web::Response show_new_document(const Visit& visit);
web::Response add_new_document(const Visit& visit);
// GET /publishing/documents/{item}; POST …/change, …/move, …/remove. 404 for one that is not there,
// 409 if it says something else than the page that was sent. A document that something rests on is
// not removed: 422.
web::Response show_document(const Visit& visit);
web::Response change_document(const Visit& visit);
web::Response move_document(const Visit& visit);
web::Response take_document_out(const Visit& visit);

}  // namespace handler::desk

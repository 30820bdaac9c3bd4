// The publications of the site: the list, and one with what it changed, who agreed, what became of
// it, and what may be done with it.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// Query `before`: the ones older than that number.
web::Response show_publications(const Visit& visit);
web::Response show_publication(const Visit& visit);
// As the second person, bound to the files that the page showed (field `content`).
web::Response agree_to_publication(const Visit& visit);
web::Response decline_publication(const Visit& visit);
// By its author, before the publisher has begun.
web::Response withdraw_publication(const Visit& visit);
// Its changes become the author's draft again after it was declined, withdrawn or failed; the
// person must have no other draft.
web::Response redraft_publication(const Visit& visit);
// Asks for one more publication with the bytes from before this one, if its files still stand as it
// left them.
web::Response put_back_publication(const Visit& visit);

}  // namespace handler::desk

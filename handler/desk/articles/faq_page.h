// Questions and answers: the site's own, and those that are derived from the rules.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/faq: both lists.
web::Response show_questions(const Visit& visit);
// POST /publishing/faq-derived: leaves the derived question `id` out (`hidden` is "yes") or shows
// it again. 404 if there is none.
web::Response hide_question(const Visit& visit);
// GET and POST /publishing/faq-new; the query `replaces` names a derived question.
web::Response show_new_question(const Visit& visit);
web::Response add_new_question(const Visit& visit);
// GET /publishing/faq/{item}; POST …/change, …/move, …/remove. 404 for one that is not there, 409
// if it says something else than the page that was sent.
web::Response show_question(const Visit& visit);
web::Response change_question(const Visit& visit);
web::Response move_question(const Visit& visit);
web::Response take_question_out(const Visit& visit);

}  // namespace handler::desk

// Measures: special services and help beyond the normal procedure.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/measures.
web::Response show_measures(const Visit& visit);
// GET and POST /publishing/measures-new. An id that an earlier measure had is refused: cases name
// it.
web::Response show_new_measure(const Visit& visit);
web::Response add_new_measure(const Visit& visit);
// GET /publishing/measures/{item}; POST …/change, …/move, …/remove. 404 for one that is not there,
// 409 if it says something else than the page that was sent.
web::Response show_measure(const Visit& visit);
web::Response change_measure(const Visit& visit);
web::Response move_measure(const Visit& visit);
web::Response take_measure_out(const Visit& visit);

}  // namespace handler::desk

// The first page of publishing: the subjects with what each holds, what grows old, the person's
// draft, and the last publications.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// For editors; for administrators and auditors only the publications.
web::Response show_publishing(const Visit& visit);

}  // namespace handler::desk

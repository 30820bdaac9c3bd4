// Drafts and the record of publications against the hashes that their rows carry.
#pragma once

#include "handler/store/check/findings.h"
#include "handler/store/database/database.h"

namespace handler::store {

// Every draft and publication, with files and steps, and that no number is missing.
void check_publications(Database& database, Findings& findings);

}  // namespace handler::store

// The chunks of files as rows; only this file pair names their table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handler/store/cases/case_record.h"
#include "handler/store/sqlite/database.h"

namespace handler::store {

// All in the caller's transaction.

// The chunks of a new part, of which one is in memory at a time. Throws Refused with
// `unavailable` if the spool cannot be read.
void insert_chunks(Database& database, std::int64_t part, const SealedChunks& chunks);
// Of those parts that belong to the case; the others are passed over.
void delete_chunks(Database& database, const std::string& site, CaseId id,
                   const std::vector<std::int64_t>& parts);
// What does not fit between the chunks of a part and its reference in an event; "" if all does.
// Reads all of them, one by one.
std::string wrong_in_chunks(Database& database, std::int64_t part, const core::Json& reference);

}  // namespace handler::store

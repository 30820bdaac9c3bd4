// The chunks of files as rows, of which only this file pair names the table, and how many bytes
// they are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handler/store/cases/case_record.h"
#include "handler/store/database/database.h"

namespace handler::store {

// All in the caller's transaction.

// The chunks of a new part, of which one is in memory at a time. Throws Refused with
// `unavailable` if the spool cannot be read.
void insert_chunks(Database& database, std::int64_t part, const SealedChunks& chunks);
// Of those parts that belong to the case; the others are passed over.
void delete_chunks(Database& database, const std::string& site, CaseId id,
                   const std::vector<std::int64_t>& parts);
// The plain bytes of the files that these events of the case refer to and that are not destroyed.
// The rows of the parts decide: a part of a restored case may be gone although no event of its
// history says so.
std::int64_t held_file_bytes(Database& database, CaseId id,
                             const std::vector<cases::Event>& events);
// What does not fit between the chunks of a part and its reference in an event; "" if all does.
// Reads all of them, one by one.
std::string wrong_in_chunks(Database& database, std::int64_t part, const core::Json& reference);

}  // namespace handler::store

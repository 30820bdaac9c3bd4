// Events and parts as rows of their tables, in both directions.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "handler/store/cases/case_record.h"
#include "handler/store/database/database.h"

namespace handler::store {

// The newest event of a site, to which the next one is chained.
struct ChainHead {
  std::int64_t seq = 0;
  std::string hash;
};

ChainHead read_chain_head(Database& database, const std::string& site);
void insert_event(Database& database, const cases::Event& event);
// In order of seq, with corrected times filled in.
std::vector<cases::Event> read_events(Database& database, CaseId id);
// A site's chain in order of seq. An event that differs in any byte from what insert_event writes
// goes to `broken` instead, with a sentence that names it. Throws Refused if the table cannot be
// read.
void visit_site_events(Database& database, const std::string& site,
                       const std::function<void(const cases::Event&)>& take,
                       const std::function<void(std::int64_t seq, const std::string&)>& broken);
// All sites that have an event, sorted; asks once for each.
std::vector<std::string> sites_with_events(Database& database);

// With the chunks of a file. Returns the part's id.
std::int64_t insert_part(Database& database, const std::string& site, CaseId id, const Part& part);

enum class SealedBodies { read, leave_out };
std::map<std::int64_t, Part> read_parts(Database& database, CaseId id, SealedBodies sealed);

}  // namespace handler::store

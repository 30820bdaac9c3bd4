// The tables cases, events, parts and serials: reading them, and adding to them inside somebody's
// transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/store/database.h"
#include "handler/store/history_memory.h"
#include "handler/store/store.h"

namespace handler::store {

// What a write needs to know of the moment.
struct WriteMoment {
  core::Instant now{};
};

// All of these run in the caller's transaction and fail with its failure.
core::Result<AddedReport> insert_report(Database& database, const NewReport& report,
                                        const WriteMoment& moment);
// `conflict` if the case moved on; not_found if it is not the site's. Value: the record after it.
core::Result<CaseRecord> append_events(Database& database, const std::string& site, CaseId id,
                                       std::int64_t seen_seq, const std::vector<NewEvent>& events,
                                       const Refold& refold, const WriteMoment& moment);
// Makes the row and the lists of a case again if they are not what this program keeps.
core::Status refold_case(Database& database, const std::string& site, CaseId id,
                         const Refold& refold);
// Several cases at once. Value: the first one's record.
core::Result<CaseRecord> append_additions(Database& database, const std::string& site,
                                          const std::vector<Addition>& additions,
                                          const WriteMoment& moment);
core::Status wipe_parts(Database& database, const std::string& site, CaseId id);
core::Status write_phone_index(Database& database, const std::string& site, CaseId id,
                               const std::string& index);

// `memory` may be null: then everything is read.
core::Result<CaseRecord> read_case_by_ticket(Database& database, const std::string& site,
                                             const std::string& ticket_hash, HistoryMemory* memory);
core::Result<CaseRecord> read_case(Database& database, const std::string& site, CaseId id,
                                   HistoryMemory* memory);
// Cases that a step of the schema left to be listed anew.
core::Result<std::vector<CaseRow>> read_unlisted(Database& database, CaseId after, int limit);
core::Result<std::vector<CaseRow>> read_cases_with_jobs(Database& database, const JobQuery& query);
core::Result<CasePage> read_case_page(Database& database, const CaseFilter& filter);
core::Result<std::vector<MarkCount>> read_mark_counts(Database& database, const CaseFilter& filter,
                                                      core::Instant now, CountBy by);
core::Result<std::vector<CaseRow>> read_cases_by_phone(Database& database, const std::string& site,
                                                       const std::string& index);
core::Result<std::vector<CaseRow>> read_open_cases_by_trace(Database& database,
                                                            const std::string& site,
                                                            const std::string& trace);
// Number of events that verify; the failure names the first that does not.
core::Result<std::int64_t> verify_chains(Database& database);

}  // namespace handler::store

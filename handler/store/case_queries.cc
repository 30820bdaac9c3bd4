// Reads single cases: whole records, and the few rows that a phone number or an update asks for.
#include <utility>

#include "handler/store/case_rows.h"
#include "handler/store/case_tables.h"
#include "handler/store/event_rows.h"

namespace handler::store {
namespace {

core::Result<CaseRecord> record_of(Database& database, const core::Result<Rows>& rows,
                                   SealedBodies sealed, HistoryMemory* memory) {
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::not_found, "no such case"};
  CaseRecord record;
  record.row = row_of(rows->front());
  if (memory != nullptr) record.history = memory->find(record.row.id, record.row.last_seq);
  if (!record.history) {
    core::Result<std::vector<cases::Event>> events = read_events(database, record.row.id);
    if (!events) return events.failure();
    record.history = std::make_shared<const std::vector<cases::Event>>(std::move(*events));
    if (memory != nullptr) memory->keep(record.row.id, record.row.last_seq, record.history);
  }
  core::Result<std::map<std::int64_t, Part>> parts = read_parts(database, record.row.id, sealed);
  if (!parts) return parts.failure();
  record.parts = std::move(*parts);
  return record;
}

}  // namespace

core::Result<CaseRecord> read_case_by_ticket(Database& database, const std::string& site,
                                             const std::string& ticket_hash,
                                             HistoryMemory* memory) {
  return record_of(database,
                   database.run("SELECT " + row_columns("cases") +
                                    " FROM cases WHERE ticket_hash = $1 AND site = $2",
                                {ticket_hash, site}),
                   SealedBodies::leave_out, memory);
}

core::Result<CaseRecord> read_case(Database& database, const std::string& site, CaseId id,
                                   HistoryMemory* memory) {
  return record_of(database,
                   database.run("SELECT " + row_columns("cases") +
                                    " FROM cases WHERE case_id = $1 AND site = $2",
                                {id, site}),
                   SealedBodies::read, memory);
}

core::Result<std::vector<CaseRow>> read_unlisted(Database& database, CaseId after, int limit) {
  const core::Result<Rows> rows =
      database.run("SELECT " + row_columns("cases") +
                       " FROM cases WHERE listed <> 1 AND case_id > $1 ORDER BY case_id LIMIT $2",
                   {after, std::int64_t{limit}});
  if (!rows) return rows.failure();
  std::vector<CaseRow> found;
  for (const Row& row : *rows) found.push_back(row_of(row));
  return found;
}

core::Result<std::vector<CaseRow>> read_cases_with_jobs(Database& database, const JobQuery& query) {
  const core::Result<Rows> rows = database.run(
      "SELECT " + row_columns("cases") +
          " FROM cases WHERE case_id IN ("
          "SELECT case_id FROM cases WHERE site = $1 AND job_key <> '~' AND job_key <= $2 UNION "
          "SELECT case_id FROM cases WHERE site = $1 AND awaited_notice <> 0 AND "
          "awaited_notice <= $3) AND case_id > $4 ORDER BY case_id LIMIT $5",
      {query.site, core::to_iso(query.now), std::int64_t{query.known_year}, query.behind,
       std::int64_t{query.limit}});
  if (!rows) return rows.failure();
  std::vector<CaseRow> found;
  for (const Row& row : *rows) found.push_back(row_of(row));
  return found;
}

core::Result<std::vector<CaseRow>> read_cases_by_phone(Database& database, const std::string& site,
                                                       const std::string& index) {
  const core::Result<Rows> rows =
      database.run("SELECT " + row_columns("cases") +
                       " FROM cases WHERE site = $1 AND phone_index = $2 AND phone_index <> '' "
                       "ORDER BY case_id DESC LIMIT 50",
                   {site, index});
  if (!rows) return rows.failure();
  std::vector<CaseRow> found;
  for (const Row& row : *rows) found.push_back(row_of(row));
  return found;
}

core::Result<std::vector<CaseRow>> read_open_cases_by_trace(Database& database,
                                                            const std::string& site,
                                                            const std::string& trace) {
  const core::Result<Rows> rows = database.run(
      "SELECT " + row_columns("cases") +
          " FROM cases WHERE case_id IN (SELECT case_id FROM case_traces WHERE site = $1 AND trace "
          "= "
          "$2) AND state NOT IN ('closed', 'declined', 'withdrawn', 'transferred_out', 'archived', "
          "'merged') ORDER BY case_id DESC LIMIT 50",
      {site, trace});
  if (!rows) return rows.failure();
  std::vector<CaseRow> found;
  for (const Row& row : *rows) found.push_back(row_of(row));
  return found;
}

}  // namespace handler::store

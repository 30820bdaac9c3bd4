// Reads single cases completely, and finds cases by phone number, trace or listing version; writes
// traces.
#include "handler/store/cases/case_queries.h"

#include <chrono>
#include <utility>

#include "core/base/check.h"
#include "handler/store/cases/case_rows.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/database/connections.h"

namespace handler::store {
namespace {

// After this time a report that waits aside is counted.
constexpr std::chrono::days kLongAside{3};

// What is remembered, for a read before which the database was lost so often.
struct Memory {
  HistoryMemory& histories;
  std::uint64_t losses;
};

// `memory` may be null: then all events are read.
CaseRecord record_of(Database& database, CaseRow row, SealedBodies sealed, const Memory* memory) {
  CaseRecord record;
  if (memory != nullptr)
    record.history = memory->histories.find(row.id, row.last_seq, memory->losses);
  if (!record.history) {
    record.history =
        std::make_shared<const std::vector<cases::Event>>(read_events(database, row.id));
    if (memory != nullptr)
      memory->histories.keep(row.id, row.last_seq, memory->losses, record.history);
  }
  record.parts = read_parts(database, row.id, sealed);
  record.row = std::move(row);
  return record;
}

std::optional<CaseRecord> find_by_ticket(Database& database, const std::string& site,
                                         const std::string& ticket_hash, const Memory& memory) {
  const Rows rows =
      run(database, rows_where("ticket_hash = $1 AND site = $2"), {ticket_hash, site});
  if (rows.empty()) return std::nullopt;
  return record_of(database, row_of(rows.front()), SealedBodies::leave_out, &memory);
}

CaseRecord read_case(Database& database, const std::string& site, CaseId id, const Memory* memory) {
  const Row row = only(run(database, rows_where("case_id = $1 AND site = $2"), {id, site}), "case");
  return record_of(database, row_of(row), SealedBodies::read, memory);
}

}  // namespace

CaseRecord read_case(Database& database, const std::string& site, CaseId id) {
  return read_case(database, site, id, nullptr);
}

void write_traces(Database& database, const std::string& site, const CaseTraces& traces) {
  only(run(database,
           "UPDATE cases SET traced = 1, phone_index = $3 WHERE site = $1 AND case_id = $2 "
           "RETURNING case_id",
           {site, traces.id, traces.phone_index}),
       "case");
  run(database, "DELETE FROM case_traces WHERE case_id = $1", {traces.id});
  for (const std::string& trace : traces.traces) {
    run(database,
        "INSERT INTO case_traces(site, trace, case_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        {site, trace, traces.id});
  }
}

core::PolicyTexts read_policy_texts(Database& database, const std::string& version) {
  const Rows rows =
      run(database, "SELECT name, text FROM policy_versions WHERE version = $1 ORDER BY name",
          {version});
  if (rows.empty()) {
    throw Refused(core::FailureCode::not_found,
                  "the policy version " + version + " is not in the database");
  }
  core::PolicyTexts texts;
  for (const Row& row : rows) texts[row.text(0)] = row.text(1);
  return texts;
}

core::Result<CaseRecord> CaseQueries::case_by_ticket(const std::string& site,
                                                     const std::string& ticket_hash) {
  const Memory memory{memory_, connections_.losses()};
  return connections_.read([&](Database& database) {
    std::optional<CaseRecord> found = find_by_ticket(database, site, ticket_hash, memory);
    if (!found) throw Refused(core::FailureCode::not_found, "no such case");
    return std::move(*found);
  });
}

core::Result<CaseRecord> CaseQueries::case_by_id(const std::string& site, CaseId id) {
  const Memory memory{memory_, connections_.losses()};
  return connections_.read(
      [&](Database& database) { return read_case(database, site, id, &memory); });
}

core::Result<std::vector<CaseRow>> CaseQueries::unlisted_cases(CaseId after, int limit) {
  return connections_.list(rows_where("listed <> 1 AND case_id > $1 ORDER BY case_id LIMIT $2"),
                           {after, std::int64_t{limit}}, row_of);
}

core::Result<std::vector<CaseRow>> CaseQueries::cases_with_jobs(const JobQuery& query) {
  return connections_.list(
      rows_where("case_id IN (SELECT case_id FROM cases WHERE site = $1 AND job_key <> '~' AND "
                 "job_key <= $2 UNION SELECT case_id FROM cases WHERE site = $1 AND "
                 "$3 <> '' AND calendar <> '' AND calendar < $3 UNION SELECT case_id FROM cases "
                 "WHERE site = $1 AND $3 <> '' AND calendar <> '' AND calendar > $3) AND "
                 "case_id > $4 ORDER BY case_id LIMIT $5"),
      {query.site, core::to_iso(query.now), query.calendar, query.behind,
       std::int64_t{query.limit}},
      row_of);
}

core::Result<std::vector<CaseRow>> CaseQueries::cases_to_destroy(const RetentionQuery& query) {
  return connections_.list(
      rows_where("case_id IN (SELECT case_id FROM cases WHERE site = $1 AND destroy_key <> '~' AND "
                 "destroy_key <= $2 UNION SELECT case_id FROM cases WHERE site = $1 AND "
                 "retention <> '' AND retention < $3 UNION SELECT case_id FROM cases WHERE "
                 "site = $1 AND retention <> '' AND retention > $3) AND "
                 "case_id > $4 ORDER BY case_id LIMIT $5"),
      {query.site, core::to_iso(query.now), query.retention, query.behind,
       std::int64_t{query.limit}},
      row_of);
}

core::Result<std::vector<CaseRow>> CaseQueries::cases_by_phone_index(const std::string& site,
                                                                     const std::string& index) {
  return connections_.list(
      rows_where("case_id IN (SELECT case_id FROM cases WHERE site = $1 AND phone_index = $2 AND "
                 "phone_index <> '' UNION SELECT case_id FROM case_traces WHERE site = $1 AND "
                 "trace = $3) ORDER BY case_id DESC LIMIT 50"),
      {site, index, std::string(kFurtherPhone) + index}, row_of);
}

core::Status CaseQueries::keep_traces(const std::string& site,
                                      const std::vector<CaseTraces>& traces) {
  return connections_.write([&](Database& database) {
    for (const CaseTraces& each : traces) {
      const Row row =
          only(run(database, "SELECT traced FROM cases WHERE site = $1 AND case_id = $2",
                   {site, each.id}),
               "case");
      if (!row.flag(0)) write_traces(database, site, each);
    }
  });
}

core::Result<std::vector<std::string>> CaseQueries::traces_of(const std::string& site, CaseId id) {
  return connections_.list("SELECT trace FROM case_traces WHERE case_id = $2 AND site = $1",
                           {site, id}, [](const Row& row) { return row.text(0); });
}

core::Result<std::vector<CaseRow>> CaseQueries::open_cases_by_trace(const std::string& site,
                                                                    const std::string& trace) {
  return connections_.list(
      rows_where("case_id IN (SELECT case_id FROM case_traces WHERE site = $1 AND trace = $2) AND "
                 "state NOT IN ('closed', 'declined', 'withdrawn', 'transferred_out', 'archived', "
                 "'merged', 'turned_away') ORDER BY case_id DESC LIMIT 50"),
      {site, trace}, row_of);
}

core::Result<std::vector<CaseRecord>> CaseQueries::cases_without_traces(const std::string& site,
                                                                        int limit) {
  return connections_.read([&](Database& database) {
    const Rows rows =
        run(database, rows_where("site = $1 AND traced = 0 ORDER BY case_id DESC LIMIT $2"),
            {site, std::int64_t{limit}});
    return each(rows, [&](const Row& row) {
      return record_of(database, row_of(row), SealedBodies::read, nullptr);
    });
  });
}

core::Result<bool> CaseQueries::is_traced(const std::string& site, CaseId id) {
  return connections_.read([&](Database& database) {
    const Rows rows =
        run(database, "SELECT traced FROM cases WHERE site = $1 AND case_id = $2", {site, id});
    return !rows.empty() && rows.front().flag(0);
  });
}

core::Result<std::vector<CaseId>> CaseQueries::cases_between(const std::string& site,
                                                             core::Instant from,
                                                             core::Instant until, int most) {
  BANCHENG_CHECK(most > 0);
  return connections_.list(
      "SELECT case_id FROM cases WHERE site = $1 AND submitted_at >= $2 AND submitted_at < $3 "
      "AND state <> 'turned_away' AND (state <> 'set_aside' OR submitted_at < $5) "
      "ORDER BY submitted_at, case_id LIMIT $4",
      {site, core::to_iso(from), core::to_iso(until), std::int64_t{most},
       core::to_iso(connections_.now() - kLongAside)},
      [](const Row& row) -> CaseId { return row.number(0); });
}

core::Result<std::vector<RecordedCase>> CaseQueries::cases_recorded_between(core::Instant from,
                                                                            core::Instant to) {
  return connections_.list(
      "SELECT site, case_id, MIN(recorded_at), MAX(recorded_at) FROM events "
      "WHERE recorded_at >= $1 AND recorded_at <= $2 GROUP BY site, case_id ORDER BY site, case_id",
      {core::to_iso(from), core::to_iso(to)}, [](const Row& row) {
        return RecordedCase{row.text(0), row.number(1), row.time(2), row.time(3)};
      });
}

core::Result<std::vector<SetAside>> CaseQueries::set_aside() {
  return connections_.read([](Database& database) { return read_set_aside(database); });
}

core::Status CaseQueries::keep_policy_version(const std::string& site, const std::string& version,
                                              const core::PolicyTexts& texts) {
  if (policy_version(version)) return core::success();
  return connections_.write([&](Database& database) {
    for (const auto& [name, text] : texts) {
      run(database,
          "INSERT INTO policy_versions(version, site, name, text) VALUES ($1, $2, $3, $4) ON "
          "CONFLICT DO NOTHING",
          {version, site, name, text});
    }
  });
}

core::Result<core::PolicyTexts> CaseQueries::policy_version(const std::string& version) {
  return connections_.read(
      [&](Database& database) { return read_policy_texts(database, version); });
}

}  // namespace handler::store

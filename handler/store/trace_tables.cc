// A case is traced once: the same words leave the same traces.
#include "handler/store/trace_tables.h"

namespace handler::store {

core::Status write_traces(Database& database, const std::string& site, CaseId id,
                          const std::vector<std::string>& traces) {
  const core::Result<Rows> found = database.run(
      "UPDATE cases SET traced = 1 WHERE site = $1 AND case_id = $2 RETURNING case_id", {site, id});
  if (!found) return found.failure();
  if (found->empty()) return core::Failure{core::FailureCode::not_found, "no such case"};
  const core::Result<Rows> cleared =
      database.run("DELETE FROM case_traces WHERE case_id = $1", {id});
  if (!cleared) return cleared.failure();
  for (const std::string& trace : traces) {
    const core::Result<Rows> done = database.run(
        "INSERT INTO case_traces(site, trace, case_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        {site, trace, id});
    if (!done) return done.failure();
  }
  return core::success();
}

core::Result<std::vector<CaseId>> read_untraced(Database& database, const std::string& site,
                                                int limit) {
  const core::Result<Rows> rows = database.run(
      "SELECT case_id FROM cases WHERE site = $1 AND traced = 0 ORDER BY case_id DESC LIMIT $2",
      {site, std::int64_t{limit}});
  if (!rows) return rows.failure();
  std::vector<CaseId> found;
  for (const Row& row : *rows) found.push_back(row.number(0));
  return found;
}

core::Result<std::vector<std::string>> read_traces(Database& database, const std::string& site,
                                                   CaseId id) {
  const core::Result<Rows> rows =
      database.run("SELECT trace FROM case_traces WHERE case_id = $2 AND site = $1", {site, id});
  if (!rows) return rows.failure();
  std::vector<std::string> traces;
  for (const Row& row : *rows) traces.push_back(row.text(0));
  return traces;
}

core::Result<bool> read_traced(Database& database, const std::string& site, CaseId id) {
  const core::Result<Rows> rows =
      database.run("SELECT traced FROM cases WHERE site = $1 AND case_id = $2", {site, id});
  if (!rows) return rows.failure();
  return !rows->empty() && rows->front().flag(0);
}

}  // namespace handler::store

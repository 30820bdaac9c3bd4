// Reads by the time of submission, and notes filings and presences once each.
#include "handler/store/report_tables.h"

#include "core/base/check.h"

namespace handler::store {

core::Result<std::vector<CaseId>> read_cases_between(Database& database, const std::string& site,
                                                     core::Instant from, core::Instant until,
                                                     int most) {
  BANCHENG_CHECK(most > 0);
  const core::Result<Rows> rows = database.run(
      "SELECT case_id FROM cases WHERE site = $1 AND submitted_at >= $2 AND submitted_at < $3 "
      "ORDER BY submitted_at, case_id LIMIT $4",
      {site, core::to_iso(from), core::to_iso(until), std::int64_t{most}});
  if (!rows) return rows.failure();
  std::vector<CaseId> found;
  for (const Row& row : *rows) found.push_back(row.number(0));
  return found;
}

core::Status insert_filed(Database& database, const std::string& site, const Filed& filed) {
  const core::Result<Rows> known =
      database.run("SELECT 1 FROM filed WHERE site = $1 AND filing = $2 AND period = $3",
                   {site, filed.filing, filed.period});
  if (!known) return known.failure();
  if (!known->empty()) {
    return core::Failure{core::FailureCode::conflict,
                         filed.filing + " of " + filed.period + " was noted before"};
  }
  const core::Result<Rows> noted = database.run(
      "INSERT INTO filed(site, filing, period, user_id, filed_at) VALUES ($1, $2, $3, $4, $5)",
      {site, filed.filing, filed.period, filed.user, core::to_iso(filed.at)});
  if (!noted) return noted.failure();
  return core::success();
}

core::Result<std::vector<Filed>> read_filed(Database& database, const std::string& site) {
  const core::Result<Rows> rows = database.run(
      "SELECT filing, period, user_id, filed_at FROM filed WHERE site = $1 "
      "ORDER BY period DESC, filing",
      {site});
  if (!rows) return rows.failure();
  std::vector<Filed> found;
  for (const Row& row : *rows) {
    found.push_back({row.text(0), row.text(1), row.number(2),
                     core::from_iso(row.text(3)).value_or(core::Instant{})});
  }
  return found;
}

core::Status insert_presence(Database& database, const std::string& site,
                             const cases::Presence& presence) {
  const std::string day = core::to_iso(presence.day);
  const core::Result<Rows> known = database.run(
      "SELECT 1 FROM presences WHERE site = $1 AND day = $2 AND part = $3 AND who = $4",
      {site, day, presence.part, presence.who});
  if (!known) return known.failure();
  if (!known->empty()) {
    return core::Failure{core::FailureCode::conflict, "the leader was noted before on " + day};
  }
  const core::Result<Rows> noted = database.run(
      "INSERT INTO presences(site, day, part, who, note, user_id, noted_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {site, day, presence.part, presence.who, presence.note, presence.recorded_by,
       core::to_iso(presence.at)});
  if (!noted) return noted.failure();
  return core::success();
}

core::Result<std::vector<cases::Presence>> read_presences(Database& database,
                                                          const std::string& site, core::Day from,
                                                          core::Day to) {
  const core::Result<Rows> rows = database.run(
      "SELECT day, part, who, note, user_id, noted_at FROM presences "
      "WHERE site = $1 AND day >= $2 AND day <= $3 ORDER BY noted_at, who",
      {site, core::to_iso(from), core::to_iso(to)});
  if (!rows) return rows.failure();
  std::vector<cases::Presence> found;
  for (const Row& row : *rows) {
    found.push_back({core::day_from_iso(row.text(0)).value_or(core::Day{}), row.text(1),
                     row.text(2), row.text(3), row.number(4),
                     core::from_iso(row.text(5)).value_or(core::Instant{})});
  }
  return found;
}

}  // namespace handler::store

// Keeps policy texts for as long as cases need them, and counters for as long as their period
// lasts.
#include "handler/store/small_tables.h"

#include <chrono>

#include "core/base/check.h"

namespace handler::store {
namespace {

std::int64_t seconds_of(core::Instant now) {
  return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
}

core::Status done(const core::Result<Rows>& rows) {
  if (!rows) return rows.failure();
  return core::success();
}

}  // namespace

core::Status insert_policy_version(Database& database, const std::string& site,
                                   const std::string& version, const core::PolicyTexts& texts) {
  for (const auto& [name, text] : texts) {
    const core::Status kept =
        done(database.run("INSERT INTO policy_versions(version, site, name, text) VALUES ($1, $2, "
                          "$3, $4) ON CONFLICT DO NOTHING",
                          {version, site, name, text}));
    if (!kept) return kept;
  }
  return core::success();
}

core::Result<core::PolicyTexts> read_policy_texts(Database& database, const std::string& version) {
  const core::Result<Rows> rows = database.run(
      "SELECT name, text FROM policy_versions WHERE version = $1 ORDER BY name", {version});
  if (!rows) return rows.failure();
  if (rows->empty()) {
    return core::Failure{core::FailureCode::not_found,
                         "the policy version " + version + " is not in the database"};
  }
  core::PolicyTexts texts;
  for (const Row& row : *rows) texts[row.text(0)] = row.text(1);
  return texts;
}

core::Status sweep_counters(Database& database, core::Instant now) {
  return done(database.run("DELETE FROM counters WHERE expires_at < $1", {seconds_of(now)}));
}

core::Result<int> add_to_counter(Database& database, const std::string& key, int window_seconds,
                                 core::Instant now) {
  BANCHENG_CHECK(window_seconds > 0);
  const std::int64_t period = seconds_of(now) / window_seconds;
  const core::Result<Rows> rows = database.run(
      "INSERT INTO counters(key, period, count, expires_at) VALUES ($1, $2, 1, $3) "
      "ON CONFLICT (key) DO UPDATE SET count = CASE WHEN counters.period = $2 THEN counters.count "
      "+ 1 ELSE 1 END, "
      "period = $2, expires_at = $3 RETURNING count",
      {key, period, (period + 1) * window_seconds});
  if (!rows) return rows.failure();
  return static_cast<int>(rows->front().number(0));
}

core::Result<int> read_counter(Database& database, const std::string& key, int window_seconds,
                               core::Instant now) {
  BANCHENG_CHECK(window_seconds > 0);
  const core::Result<Rows> rows =
      database.run("SELECT count FROM counters WHERE key = $1 AND period = $2",
                   {key, seconds_of(now) / window_seconds});
  if (!rows) return rows.failure();
  return rows->empty() ? 0 : static_cast<int>(rows->front().number(0));
}

core::Status delete_counter(Database& database, const std::string& key) {
  return done(database.run("DELETE FROM counters WHERE key = $1", {key}));
}

}  // namespace handler::store

// Recomputes what cannot have changed: every site's hash chain, the commitments of the texts that
// are still there, and the policies that cases were accepted under.
#include <optional>
#include <utility>

#include "core/base/crypto.h"
#include "handler/store/case_tables.h"
#include "handler/store/event_rows.h"
#include "handler/store/small_tables.h"

namespace handler::store {
namespace {

core::Failure altered(const cases::Event& event, const std::string& how) {
  return {core::FailureCode::corrupt, "site " + event.site + ", event " +
                                          std::to_string(event.seq) + " (case " +
                                          std::to_string(event.case_id) + "): " + how};
}

core::Result<std::vector<std::string>> sites_of(Database& database) {
  const core::Result<Rows> rows =
      database.run("SELECT site FROM cases UNION SELECT site FROM events ORDER BY site");
  if (!rows) return rows.failure();
  std::vector<std::string> sites;
  for (const Row& row : *rows) sites.push_back(row.text(0));
  return sites;
}

core::Status check_event(const cases::Event& event, std::int64_t seq,
                         const std::string& previous_hash) {
  if (event.seq != seq)
    return altered(event, "event " + std::to_string(seq) + " is missing before it");
  if (event.prev != previous_hash) return altered(event, "does not follow the event before it");
  cases::Event again = event;
  cases::chain(again, previous_hash);
  if (again.hash != event.hash) return altered(event, "was changed after it was recorded");
  return core::success();
}

// The body as it was committed to, or nothing if its spelling is not ours.
std::optional<std::string> body_of(const Row& row) {
  return row.flag(0) ? core::from_base64url(row.text(1)) : row.text(1);
}

core::Status check_part(Database& database, const cases::Event& event,
                        const core::Json& reference) {
  const core::Result<Rows> rows = database.run(
      "SELECT sealed, body, salt, commitment, destroyed FROM parts WHERE part_id = $1 AND case_id "
      "= $2 AND site = $3",
      {reference.at("part").get<std::int64_t>(), event.case_id, event.site});
  if (!rows) return rows.failure();
  if (rows->empty()) return altered(event, "a text it refers to is gone");
  const Row& row = rows->front();
  const std::string expected = reference.at("commitment").get<std::string>();
  if (row.text(3) != expected) return altered(event, "a text it refers to was exchanged");
  const bool empty = row.text(1).empty() && row.text(2).empty();
  if (row.flag(4) && empty) return core::success();
  const std::optional<std::string> body = body_of(row);
  if (row.flag(4) || !body || commitment_of(row.text(2), *body) != expected) {
    return altered(event, "a text it refers to was changed");
  }
  return core::success();
}

bool is_reference(const core::Json& value) {
  return value.is_object() && value.contains("part") && value.at("part").is_number_integer() &&
         value.contains("commitment") && value.at("commitment").is_string();
}

core::Status check_parts(Database& database, const cases::Event& event) {
  for (const auto& [field, value] : event.data.items()) {
    if (!is_reference(value)) continue;
    if (const core::Status checked = check_part(database, event, value); !checked) return checked;
  }
  return core::success();
}

// Somebody may have deleted the row of a whole case and left its events.
core::Status check_owners(Database& database, const std::string& site) {
  const core::Result<Rows> rows = database.run(
      "SELECT seq, case_id FROM events WHERE site = $1 AND NOT EXISTS (SELECT 1 FROM cases WHERE "
      "cases.case_id = events.case_id AND cases.site = events.site) ORDER BY seq LIMIT 1",
      {site});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::success();
  cases::Event orphan;
  orphan.site = site;
  orphan.seq = rows->front().number(0);
  orphan.case_id = rows->front().number(1);
  return altered(orphan, "its case is gone");
}

// The row of every case must name the newest of its events: a chain cut off at its end would verify
// otherwise.
core::Status check_ends(Database& database, const std::string& site) {
  const core::Result<Rows> rows = database.run(
      "SELECT case_id, last_seq FROM cases WHERE site = $1 AND last_seq <> "
      "(SELECT COALESCE(MAX(seq), 0) FROM events WHERE events.case_id = cases.case_id) ORDER BY "
      "last_seq LIMIT 1",
      {site});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::success();
  const Row& row = rows->front();
  return core::Failure{core::FailureCode::corrupt,
                       "site " + site + ", event " + std::to_string(row.number(1)) + " (case " +
                           std::to_string(row.number(0)) + "): is missing at the end of the case"};
}

core::Result<std::int64_t> check_site(Database& database, const std::string& site) {
  constexpr int kStretch = 1000;
  std::string previous(cases::kFirstPrevious);
  std::int64_t seq = 0;
  while (true) {
    const core::Result<std::vector<cases::Event>> events =
        read_site_events(database, site, seq, kStretch);
    if (!events) return events.failure();
    for (const cases::Event& event : *events) {
      if (const core::Status checked = check_event(event, seq + 1, previous); !checked)
        return checked.failure();
      if (const core::Status checked = check_parts(database, event); !checked)
        return checked.failure();
      previous = event.hash;
      seq = event.seq;
    }
    if (events->size() < kStretch) break;
  }
  if (const core::Status owners = check_owners(database, site); !owners) return owners.failure();
  if (const core::Status ends = check_ends(database, site); !ends) return ends.failure();
  return seq;
}

// What a case was promised stands in its policy's texts; their hash stands in its events.
core::Status check_policies(Database& database) {
  const core::Result<Rows> versions =
      database.run("SELECT DISTINCT version FROM policy_versions ORDER BY version");
  if (!versions) return versions.failure();
  for (const Row& row : *versions) {
    const std::string version = row.text(0);
    const core::Result<core::PolicyTexts> texts = read_policy_texts(database, version);
    if (!texts) return texts.failure();
    if (core::version_of(*texts) == version) continue;
    return core::Failure{core::FailureCode::corrupt,
                         "the policy version " + version + " was changed after it was kept"};
  }
  return core::success();
}

}  // namespace

core::Result<std::int64_t> verify_chains(Database& database) {
  if (const core::Status policies = check_policies(database); !policies) return policies.failure();
  const core::Result<std::vector<std::string>> sites = sites_of(database);
  if (!sites) return sites.failure();
  std::int64_t events = 0;
  for (const std::string& site : *sites) {
    const core::Result<std::int64_t> checked = check_site(database, site);
    if (!checked) return checked.failure();
    events += *checked;
  }
  return events;
}

}  // namespace handler::store

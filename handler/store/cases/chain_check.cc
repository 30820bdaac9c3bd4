// Verifies the data that must not change: every site's hash chain, the commitments of the parts not
// destroyed, and the policies that cases were accepted under.
#include "handler/store/cases/chain_check.h"

#include <optional>

#include "core/base/crypto.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/sqlite/connections.h"

namespace handler::store {
namespace {

Refused altered(const cases::Event& event, const std::string& how) {
  return {core::FailureCode::corrupt, "site " + event.site + ", event " +
                                          std::to_string(event.seq) + " (case " +
                                          std::to_string(event.case_id) + "): " + how};
}

void check_event(const cases::Event& event, std::int64_t seq, const std::string& previous_hash) {
  if (event.seq != seq)
    throw altered(event, "event " + std::to_string(seq) + " is missing before it");
  if (event.prev != previous_hash) throw altered(event, "does not follow the event before it");
  cases::Event again = event;
  cases::chain(again, previous_hash);
  if (again.hash != event.hash) throw altered(event, "was changed after it was recorded");
}

// The committed body, or nullopt if the row is not encoded as the store writes it.
std::optional<std::string> body_of(const Row& row) {
  return row.flag(0) ? core::from_base64url(row.text(1)) : row.text(1);
}

void check_part(Database& database, const cases::Event& event, const core::Json& reference) {
  const Rows rows = run(
      database,
      "SELECT sealed, body, salt, commitment, destroyed FROM parts WHERE part_id = $1 AND case_id "
      "= $2 AND site = $3",
      {reference.at("part").get<std::int64_t>(), event.case_id, event.site});
  if (rows.empty()) throw altered(event, "a text it refers to is gone");
  const Row& row = rows.front();
  const std::string expected = reference.at("commitment").get<std::string>();
  if (row.text(3) != expected) throw altered(event, "a text it refers to was replaced");
  const bool empty = row.text(1).empty() && row.text(2).empty();
  if (row.flag(4) && empty) return;
  const std::optional<std::string> body = body_of(row);
  if (row.flag(4) || !body || commitment_of(row.text(2), *body) != expected)
    throw altered(event, "a text it refers to was changed");
}

bool is_reference(const core::Json& value) {
  return value.is_object() && value.contains("part") && value.at("part").is_number_integer() &&
         value.contains("commitment") && value.at("commitment").is_string();
}

void check_parts(Database& database, const cases::Event& event) {
  for (const auto& [field, value] : event.data.items()) {
    if (is_reference(value)) check_part(database, event, value);
  }
}

// Detects a deleted case row whose events are still there.
void check_owners(Database& database, const std::string& site) {
  const Rows rows = run(
      database,
      "SELECT seq, case_id FROM events WHERE site = $1 AND NOT EXISTS (SELECT 1 FROM cases WHERE "
      "cases.case_id = events.case_id AND cases.site = events.site) ORDER BY seq LIMIT 1",
      {site});
  if (rows.empty()) return;
  cases::Event orphan;
  orphan.site = site;
  orphan.seq = rows.front().number(0);
  orphan.case_id = rows.front().number(1);
  throw altered(orphan, "its case is gone");
}

// The row of every case must name its newest event: otherwise a chain with its end cut off would
// verify.
void check_ends(Database& database, const std::string& site) {
  const Rows rows = run(
      database,
      "SELECT case_id, last_seq FROM cases WHERE site = $1 AND last_seq <> "
      "(SELECT COALESCE(MAX(seq), 0) FROM events WHERE events.case_id = cases.case_id) ORDER BY "
      "last_seq LIMIT 1",
      {site});
  if (rows.empty()) return;
  cases::Event lost;
  lost.site = site;
  lost.seq = rows.front().number(1);
  lost.case_id = rows.front().number(0);
  throw altered(lost, "is missing at the end of the case");
}

// Returns the number of events of the site.
std::int64_t check_site(Database& database, const std::string& site) {
  constexpr int kStretch = 1000;
  std::string previous(cases::kFirstPrevious);
  std::int64_t seq = 0;
  while (true) {
    const std::vector<cases::Event> events = read_site_events(database, site, seq, kStretch);
    for (const cases::Event& event : events) {
      check_event(event, seq + 1, previous);
      check_parts(database, event);
      previous = event.hash;
      seq = event.seq;
    }
    if (events.size() < kStretch) break;
  }
  check_owners(database, site);
  check_ends(database, site);
  return seq;
}

// The texts of each policy must match the hash that its cases' events contain.
void check_policies(Database& database) {
  for (const Row& row :
       run(database, "SELECT DISTINCT version FROM policy_versions ORDER BY version")) {
    const std::string& version = row.text(0);
    if (core::version_of(read_policy_texts(database, version)) == version) continue;
    throw Refused(core::FailureCode::corrupt,
                  "the policy version " + version + " was changed after it was stored");
  }
}

}  // namespace

std::int64_t verify_chains(Database& database) {
  check_policies(database);
  std::int64_t events = 0;
  for (const Row& row :
       run(database, "SELECT site FROM cases UNION SELECT site FROM events ORDER BY site"))
    events += check_site(database, row.text(0));
  return events;
}

}  // namespace handler::store

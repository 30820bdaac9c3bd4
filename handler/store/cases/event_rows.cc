// Writes events and parts as rows, and reads them back.
#include "handler/store/cases/event_rows.h"

#include <utility>

#include "core/base/crypto.h"
#include "core/base/text.h"
#include "handler/cases/fold/corrected_times.h"
#include "handler/cases/fold/event_table.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

Refused damaged(const std::string& what) {
  return {core::FailureCode::corrupt,
          "the database holds " + what + "; run handler verify, then restore a backup"};
}

Refused unreadable(const cases::Event& event, const std::string& what) {
  return {core::FailureCode::corrupt, "site " + event.site + ", event " +
                                          std::to_string(event.seq) + " (case " +
                                          std::to_string(event.case_id) + "): its " + what +
                                          " differs from the recorded value"};
}

constexpr std::string_view kEventColumns =
    "site, seq, case_id, round, recorded_at, occurred_at, actor_kind, actor_user, actor_role, "
    "actor_unit, type, "
    "type_version, data, policy, prev, hash";

bool read_type(const Row& row, cases::Event& event) {
  const std::optional<cases::EventType> type = cases::event_type(row.text(10));
  if (type) event.type = *type;
  return type.has_value();
}

bool read_times(const Row& row, cases::Event& event) {
  const std::optional<core::Instant> recorded = core::from_iso(row.text(4));
  if (!recorded) return false;
  event.recorded_at = *recorded;
  if (row.is_null(5)) return true;
  event.occurred_at = core::from_iso(row.text(5));
  return event.occurred_at.has_value();
}

bool read_actor(const Row& row, cases::Event& event) {
  const std::optional<cases::Actor::Kind> kind = core::word_in(cases::kActorKinds, row.text(6));
  if (!kind) return false;
  event.actor.kind = *kind;
  event.actor.user = row.number(7);
  event.actor.role = core::word_in(core::kRoles, row.text(8));
  event.actor.unit = row.text(9);
  return event.actor.role.has_value() || row.text(8).empty();
}

bool read_data(const Row& row, cases::Event& event) {
  event.data = core::Json::parse(row.text(12), nullptr, /*allow_exceptions=*/false);
  return event.data.is_object() && !cases::holds_float(event.data);
}

bool is_text(const Row& row) {
  for (const std::size_t column : {0, 9, 13, 14, 15}) {
    if (!core::is_valid_utf8(row.text(column))) return false;
  }
  return true;
}

// A row that insert_event could not have written is reported as damage.
cases::Event event_of(const Row& row) {
  cases::Event event;
  event.site = row.text(0);
  event.seq = row.number(1);
  event.case_id = row.number(2);
  event.round = static_cast<int>(row.number(3));
  event.type_version = static_cast<int>(row.number(11));
  event.policy = row.text(13);
  event.prev = row.text(14);
  event.hash = row.text(15);
  if (!read_type(row, event)) throw unreadable(event, "type");
  if (!read_times(row, event)) throw unreadable(event, "time");
  if (!read_actor(row, event)) throw unreadable(event, "actor");
  if (!read_data(row, event)) throw unreadable(event, "data");
  return event;
}

// Requires the row to be byte for byte what insert_event writes: parsing alone would tolerate some
// changes. Doubles the cost of reading, so only the check of the whole chain uses it.
cases::Event exact_event_of(const Row& row) {
  cases::Event event = event_of(row);
  if (!is_text(row)) throw unreadable(event, "text");
  const bool same_times = core::to_iso(event.recorded_at) == row.text(4) &&
                          (!event.occurred_at || core::to_iso(*event.occurred_at) == row.text(5));
  if (!same_times) throw unreadable(event, "time");
  if (event.data.dump() != row.text(12)) throw unreadable(event, "data");
  return event;
}

}  // namespace

ChainHead read_chain_head(Database& database, const std::string& site) {
  const Rows rows = run(
      database, "SELECT seq, hash FROM events WHERE site = $1 ORDER BY seq DESC LIMIT 1", {site});
  if (rows.empty()) return {0, std::string(cases::kFirstPrevious)};
  return {rows.front().number(0), rows.front().text(1)};
}

void insert_event(Database& database, const cases::Event& event) {
  static const std::string kInsert =
      "INSERT INTO events(" + std::string(kEventColumns) +
      ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
  const Value occurred = event.occurred_at ? Value(core::to_iso(*event.occurred_at)) : Value();
  const std::string role =
      event.actor.role ? std::string(core::to_text(*event.actor.role)) : std::string();
  run(database, kInsert,
      {event.site, event.seq, event.case_id, std::int64_t{event.round},
       core::to_iso(event.recorded_at), occurred,
       std::string(core::name_in(cases::kActorKinds, event.actor.kind)), event.actor.user, role,
       event.actor.unit, std::string(cases::to_text(event.type)), std::int64_t{event.type_version},
       event.data.dump(), event.policy, event.prev, event.hash});
}

std::vector<cases::Event> read_events(Database& database, CaseId id) {
  std::vector<cases::Event> events = each(
      run(database,
          "SELECT " + std::string(kEventColumns) + " FROM events WHERE case_id = $1 ORDER BY seq",
          {id}),
      event_of);
  cases::correct_times(events);
  return events;
}

void visit_site_events(Database& database, const std::string& site,
                       const std::function<void(const cases::Event&)>& take,
                       const std::function<void(std::int64_t seq, const std::string&)>& broken) {
  const std::string sql =
      "SELECT " + std::string(kEventColumns) + " FROM events WHERE site = $1 ORDER BY seq";
  visit(database, sql, {site}, [&](const Row& row) {
    const auto read = [&row] { return exact_event_of(row); };
    const core::Result<cases::Event> event = result_of(read);
    if (event) {
      take(*event);
    } else {
      broken(row.number(1), event.failure().message);
    }
  });
}

std::vector<std::string> sites_with_events(Database& database) {
  std::vector<std::string> sites;
  while (true) {
    const std::string after = sites.empty() ? std::string() : sites.back();
    const Rows next = run(database, "SELECT MIN(site) FROM events WHERE site > $1", {after});
    if (next.front().is_null(0)) return sites;
    sites.push_back(next.front().text(0));
  }
}

std::int64_t insert_part(Database& database, const std::string& site, CaseId id, const Part& part) {
  run(database,
      "INSERT INTO parts(site, case_id, field, sealed, for_reporter, body, salt, commitment) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {site, id, part.names_matter ? std::string(kNameOfMatter) : part.field,
       std::int64_t{part.sealed}, std::int64_t{part.for_reporter},
       part.sealed ? core::to_base64url(part.body) : part.body, part.salt, part.commitment});
  const std::int64_t part_id = run(database, dialect::kLastId).front().number(0);
  if (part.chunks) insert_chunks(database, part_id, *part.chunks);
  return part_id;
}

std::map<std::int64_t, Part> read_parts(Database& database, CaseId id, SealedBodies sealed) {
  std::map<std::int64_t, Part> parts;
  for (const Row& row : run(database,
                            "SELECT part_id, field, sealed, for_reporter, "
                            "CASE WHEN sealed = 1 AND $2 = sealed THEN '' ELSE body END, salt, "
                            "commitment, destroyed "
                            "FROM parts WHERE case_id = $1",
                            {id, std::int64_t{sealed == SealedBodies::leave_out}})) {
    Part part{row.number(0), row.text(1), row.flag(2), row.flag(3),
              row.text(4),   row.text(5), row.text(6), row.flag(7)};
    if (part.sealed && !part.destroyed) {
      const std::optional<std::string> box = core::from_base64url(part.body);
      if (!box) throw damaged("an unreadable sealed part " + std::to_string(part.id));
      part.body = *box;
    }
    parts.emplace(part.id, std::move(part));
  }
  return parts;
}

}  // namespace handler::store

// Adds reports and events to the tables: always the events first, then the row of current values
// folded from them.
#include "handler/store/case_tables.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/text.h"
#include "handler/store/event_rows.h"
#include "handler/store/listing.h"
#include "handler/store/small_tables.h"
#include "handler/store/trace_tables.h"

namespace handler::store {
namespace {

// Sorts after every ISO time: cases without a due time come last.
constexpr std::string_view kNoDue = "~";

std::string key_of(const std::optional<core::Instant>& time) {
  return time ? core::to_iso(*time) : std::string(kNoDue);
}

// Whose worklists show the case besides the unit that holds it.
core::Status write_assisting(Database& database, const std::string& site, CaseId id,
                             const std::vector<std::string>& units) {
  const core::Result<Rows> cleared =
      database.run("DELETE FROM assisting_units WHERE case_id = $1", {id});
  if (!cleared) return cleared.failure();
  for (const std::string& unit : units) {
    const core::Result<Rows> added = database.run(
        "INSERT INTO assisting_units(site, unit, case_id) VALUES ($1, $2, $3)", {site, unit, id});
    if (!added) return added.failure();
  }
  return core::success();
}

core::Result<std::string> next_serial(Database& database, const std::string& site,
                                      const std::string& prefix, core::Instant now) {
  const int year = core::year_of(core::day_of(now));
  const core::Result<Rows> rows = database.run(
      "INSERT INTO serials(site, year, last) VALUES ($1, $2, 1) "
      "ON CONFLICT (site, year) DO UPDATE SET last = serials.last + 1 RETURNING last",
      {site, std::int64_t{year}});
  if (!rows) return rows.failure();
  std::string number = std::to_string(rows->front().number(0));
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return prefix + "-" + std::to_string(year) + "-" + number;
}

// Puts the parts into their table and their commitments into the event's data.
core::Status keep_parts(Database& database, const std::string& site, CaseId id,
                        const NewEvent& from, core::Json& data) {
  for (const Part& part : from.parts) {
    const core::Result<std::int64_t> part_id = insert_part(database, site, id, part);
    if (!part_id) return part_id.failure();
    data[part.field] = {{"part", *part_id}, {"commitment", part.commitment}};
  }
  return core::success();
}

// The event as far as it is known before its case and its parts have their numbers.
core::Result<cases::Event> draft_event(Database& database, const std::string& site, int round,
                                       const NewEvent& from, const ChainHead& head,
                                       const WriteMoment& moment) {
  cases::Event event;
  event.site = site;
  event.seq = head.seq + 1;
  event.round = round;
  event.recorded_at = std::max(moment.now, head.recorded_at);
  event.occurred_at = from.occurred_at;
  event.actor = from.actor;
  event.type = from.type;
  event.data = from.data;
  event.policy = from.policy;
  if (!from.gives_serial) return event;
  const core::Result<std::string> serial =
      next_serial(database, site, from.serial_prefix, event.recorded_at);
  if (!serial) return serial.failure();
  event.data["serial"] = *serial;
  return event;
}

core::Status record_event(Database& database, CaseId id, cases::Event& event, const NewEvent& from,
                          const ChainHead& head) {
  event.case_id = id;
  if (const core::Status kept = keep_parts(database, event.site, id, from, event.data); !kept)
    return kept;
  cases::chain(event, head.hash);
  return insert_event(database, event);
}

core::Status chain_event(Database& database, const std::string& site, CaseId id, int round,
                         const NewEvent& from, const WriteMoment& moment) {
  const core::Result<ChainHead> head = read_chain_head(database, site);
  if (!head) return head.failure();
  core::Result<cases::Event> event = draft_event(database, site, round, from, *head, moment);
  if (!event) return event.failure();
  return record_event(database, id, *event, from, *head);
}

// The row stands before its event, so the values come from the draft: they depend on no number of
// a case or part.
core::Result<CaseId> insert_case(Database& database, const NewReport& report,
                                 const cases::Event& draft) {
  const CurrentValues values = report.refold({draft});
  const std::string moment = core::to_iso(draft.recorded_at);
  const core::Result<Rows> rows = database.run(
      "INSERT INTO cases(site, ticket_hash, nonce_hash, known_to_staff, state, kind, tier, "
      "window_id, unit, concerned_unit, serial, policy, round, restricted, confidential, due_key, "
      "submitted_at, updated_at, last_seq, marks, channel, assigned_due, listed, job_key, "
      "awaited_notice) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
      "$19, $20, $21, $22, 1, $23, $24) RETURNING case_id",
      {report.site,
       report.ticket_hash,
       report.nonce_hash,
       std::int64_t{report.known_to_staff},
       values.state,
       values.kind,
       values.tier,
       values.window,
       values.unit,
       values.concerned_unit,
       values.serial,
       values.policy,
       std::int64_t{values.round},
       std::int64_t{values.restricted},
       std::int64_t{values.confidential},
       key_of(values.next_due),
       moment,
       moment,
       draft.seq,
       json_list(values.marks),
       values.channel,
       values.assigned_due ? core::to_iso(*values.assigned_due) : "",
       key_of(values.next_job),
       std::int64_t{values.awaited_notice}});
  if (!rows) return rows.failure();
  return rows->front().number(0);
}

core::Status write_current_values(Database& database, const std::string& site, CaseId id,
                                  const std::vector<cases::Event>& events, const Refold& refold) {
  const CurrentValues values = refold(events);
  const core::Result<Rows> done = database.run(
      "UPDATE cases SET state = $2, kind = $3, tier = $4, window_id = $5, unit = $6, "
      "concerned_unit = $7, serial = $8, "
      "policy = $9, round = $10, restricted = $11, confidential = $12, due_key = $13, updated_at = "
      "$14, last_seq = $15, marks = $16, job_key = $17, awaited_notice = $18, visit_key = $19, "
      "assisting = $20 WHERE case_id = $1",
      {id,
       values.state,
       values.kind,
       values.tier,
       values.window,
       values.unit,
       values.concerned_unit,
       values.serial,
       values.policy,
       std::int64_t{values.round},
       std::int64_t{values.restricted},
       std::int64_t{values.confidential},
       key_of(values.next_due),
       core::to_iso(events.back().recorded_at),
       events.back().seq,
       json_list(values.marks),
       key_of(values.next_job),
       std::int64_t{values.awaited_notice},
       key_of(values.visit_by),
       core::joined(values.assisting, ",")});
  if (!done) return done.failure();
  return write_assisting(database, site, id, values.assisting);
}

core::Status write_number(Database& database, CaseId id, const std::optional<NewNumber>& number) {
  if (!number) return core::success();
  const core::Result<Rows> done =
      database.run("UPDATE cases SET ticket_hash = $2, known_to_staff = $3 WHERE case_id = $1",
                   {id, number->ticket_hash, std::int64_t{number->known_to_staff}});
  if (!done) return done.failure();
  return core::success();
}

core::Result<std::optional<AddedReport>> report_of_nonce(Database& database,
                                                         const NewReport& report) {
  const core::Result<Rows> rows =
      database.run("SELECT case_id, submitted_at FROM cases WHERE nonce_hash = $1 AND site = $2",
                   {report.nonce_hash, report.site});
  if (!rows) return rows.failure();
  if (rows->empty()) return std::optional<AddedReport>();
  const core::Instant recorded = core::from_iso(rows->front().text(1)).value_or(core::Instant{});
  return std::optional<AddedReport>(
      {.id = rows->front().number(0), .already_there = true, .recorded_at = recorded});
}

// Counts for each limit until one is used up. A store that cannot count limits nobody: a report is
// never lost for it.
bool is_used_up(Database& database, const std::vector<CountLimit>& limits, core::Instant now) {
  if (!limits.empty()) (void)sweep_counters(database, now);
  return std::any_of(limits.begin(), limits.end(), [&](const CountLimit& limit) {
    const core::Result<int> count =
        add_to_counter(database, limit.key.key, limit.key.window_seconds, now);
    return count && *count > limit.most;
  });
}

}  // namespace

core::Result<AddedReport> insert_report(Database& database, const NewReport& report,
                                        const WriteMoment& moment) {
  const core::Result<std::optional<AddedReport>> there = report_of_nonce(database, report);
  if (!there) return there.failure();
  if (there->has_value()) return **there;
  if (is_used_up(database, report.limits, moment.now)) return AddedReport{.limited = true};
  const core::Result<ChainHead> head = read_chain_head(database, report.site);
  if (!head) return head.failure();
  core::Result<cases::Event> event =
      draft_event(database, report.site, 1, report.submitted, *head, moment);
  if (!event) return event.failure();
  const core::Result<CaseId> id = insert_case(database, report, *event);
  if (!id) return id.failure();
  if (const core::Status kept = record_event(database, *id, *event, report.submitted, *head); !kept)
    return kept.failure();
  if (const core::Status listed = write_listing(database, *id, {}); !listed)
    return listed.failure();
  return AddedReport{.id = *id, .recorded_at = event->recorded_at};
}

core::Result<CaseRecord> append_events(Database& database, const std::string& site, CaseId id,
                                       std::int64_t seen_seq, const std::vector<NewEvent>& events,
                                       const Refold& refold, const WriteMoment& moment) {
  const core::Result<Rows> rows = database.run(
      "SELECT last_seq, round FROM cases WHERE site = $1 AND case_id = $2", {site, id});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::not_found, "no such case"};
  if (rows->front().number(0) != seen_seq) {
    return core::Failure{core::FailureCode::conflict, "somebody else acted on this case meanwhile"};
  }
  const int round = static_cast<int>(rows->front().number(1));
  const core::Result<Listing> before = read_listing(database, id);
  if (!before) return before.failure();
  for (const NewEvent& event : events) {
    if (const core::Status added = chain_event(database, site, id, round, event, moment); !added)
      return added.failure();
    if (const core::Status numbered = write_number(database, id, event.number); !numbered)
      return numbered.failure();
  }
  const core::Result<std::vector<cases::Event>> all = read_events(database, id);
  if (!all) return all.failure();
  if (const core::Status folded = write_current_values(database, site, id, *all, refold); !folded)
    return folded.failure();
  if (const core::Status listed = write_listing(database, id, *before); !listed)
    return listed.failure();
  return read_case(database, site, id, nullptr);
}

core::Status refold_case(Database& database, const std::string& site, CaseId id,
                         const Refold& refold) {
  const core::Result<Rows> rows = database.run(
      "SELECT 1 FROM cases WHERE site = $1 AND case_id = $2 AND listed <> 1", {site, id});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::success();
  const core::Result<Listing> before = read_listing(database, id);
  if (!before) return before.failure();
  const core::Result<std::vector<cases::Event>> all = read_events(database, id);
  if (!all) return all.failure();
  if (const core::Status folded = write_current_values(database, site, id, *all, refold); !folded)
    return folded;
  return write_listing(database, id, *before);
}

core::Result<CaseRecord> append_additions(Database& database, const std::string& site,
                                          const std::vector<Addition>& additions,
                                          const WriteMoment& moment) {
  BANCHENG_CHECK(!additions.empty());
  for (const Addition& each : additions) {
    const core::Result<CaseRecord> added =
        append_events(database, site, each.id, each.seen_seq, each.events, each.refold, moment);
    if (!added) return added.failure();
  }
  return read_case(database, site, additions.front().id, nullptr);
}

core::Status wipe_parts(Database& database, const std::string& site, CaseId id) {
  const core::Result<Rows> index = database.run(
      "UPDATE cases SET phone_index = '' WHERE site = $1 AND case_id = $2 RETURNING case_id",
      {site, id});
  if (!index) return index.failure();
  if (index->empty()) return core::Failure{core::FailureCode::not_found, "no such case"};
  const core::Result<Listing> before = read_listing(database, id);
  if (!before) return before.failure();
  if (const core::Status wiped = write_traces(database, site, id, {}); !wiped) return wiped;
  const core::Result<Rows> done = database.run(
      "UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE site = $1 AND case_id = $2",
      {site, id});
  if (!done) return done.failure();
  if (const core::Status listed = write_listing(database, id, *before); !listed) return listed;
  return before->words.empty() ? core::success() : forget_old_words(database);
}

core::Status write_phone_index(Database& database, const std::string& site, CaseId id,
                               const std::string& index) {
  const core::Result<Rows> done = database.run(
      "UPDATE cases SET phone_index = $3 WHERE site = $1 AND case_id = $2 RETURNING case_id",
      {site, id, index});
  if (!done) return done.failure();
  if (done->empty()) return core::Failure{core::FailureCode::not_found, "no such case"};
  return core::success();
}

}  // namespace handler::store

// Adds reports and events to the tables: first the events, then the row of current values folded
// from them.
#include "handler/store/cases/case_changes.h"

#include <utility>

#include "core/base/check.h"
#include "handler/cases/fold/case.h"
#include "handler/store/cases/admission.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/case_rows.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/cases/file_parts.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/cases/listing.h"
#include "handler/store/database/connections.h"

namespace handler::store {
namespace {

std::string next_serial(Database& database, const std::string& site, const std::string& prefix,
                        core::Instant now) {
  const int year = core::year_of(core::day_of(now));
  const Rows rows =
      run(database,
          "INSERT INTO serials(site, year, last) VALUES ($1, $2, 1) "
          "ON CONFLICT (site, year) DO UPDATE SET last = serials.last + 1 RETURNING last",
          {site, std::int64_t{year}});
  std::string number = std::to_string(rows.front().number(0));
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return prefix + "-" + std::to_string(year) + "-" + number;
}

// The event before its case and its parts have ids.
cases::Event draft_event(Database& database, const std::string& site, int round,
                         const NewEvent& from, const ChainHead& head, core::Instant now) {
  cases::Event event;
  event.site = site;
  event.seq = head.seq + 1;
  event.round = round;
  event.recorded_at = now;
  event.occurred_at = from.occurred_at;
  event.actor = from.actor;
  event.type = from.type;
  event.data = from.data;
  event.policy = from.policy;
  if (from.gives_serial)
    event.data["serial"] = next_serial(database, site, from.serial_prefix, event.recorded_at);
  return event;
}

// Inserts the parts and puts their commitments into the event's data.
void record_event(Database& database, CaseId id, cases::Event& event, const NewEvent& from,
                  const ChainHead& head) {
  event.case_id = id;
  for (const Part& part : from.parts)
    event.data[part.field] = reference_to(part, insert_part(database, event.site, id, part));
  cases::chain(event, head.hash);
  insert_event(database, event);
}

void chain_event(Database& database, const std::string& site, CaseId id, int round,
                 const NewEvent& from, core::Instant now) {
  const ChainHead head = read_chain_head(database, site);
  cases::Event event = draft_event(database, site, round, from, head, now);
  if (from.number) event.data[binding::kTicket] = bound(from.number->ticket_hash);
  record_event(database, id, event, from, head);
  if (!from.number) return;
  run(database, "UPDATE cases SET ticket_hash = $2, known_to_staff = $3 WHERE case_id = $1",
      {id, from.number->ticket_hash, std::int64_t{from.number->known_to_staff}});
}

// Folds all events of the case into its row, and updates the lists from the row.
void fold_again(Database& database, CaseId id, const Listing& before, const Refold& refold,
                const Upkeep& upkeep) {
  const std::vector<cases::Event> events = read_events(database, id);
  const CaseRow row = row_after(events, id, refold(events), held_file_bytes(database, id, events));
  update_row(database, row);
  if (!upkeep.lists) return leave_unlisted(database, id, before);
  write_assisting(database, row);
  write_listing(database, id, before);
}

std::optional<AddedReport> report_of_nonce(Database& database, const NewReport& report) {
  const Rows rows =
      run(database,
          "SELECT case_id, submitted_at, state FROM cases WHERE nonce_hash = $1 AND site = $2",
          {report.nonce_hash, report.site});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return AddedReport{.id = row.number(0),
                     .already_there = true,
                     .set_aside = row.text(2) == cases::kSetAside,
                     .recorded_at = row.time(1)};
}

// The row is inserted before its event, so the values are folded from the draft, which names no
// parts yet: they do not depend on the ids of the case and its parts.
AddedReport insert_report(Database& database, const NewReport& report, bool set_aside,
                          core::Instant now, const Upkeep& upkeep) {
  const ChainHead head = read_chain_head(database, report.site);
  std::vector<cases::Event> events;
  events.push_back(draft_event(database, report.site, 1, report.submitted, head, now));
  cases::Event& event = events.front();
  if (set_aside) event.data[std::string(cases::kSetAside)] = bytes_of(report);
  event.data[binding::kTicket] = bound(report.ticket_hash);
  event.data[binding::kNonce] = bound(report.nonce_hash);
  CaseRow row = row_after(events, 0, report.refold(events), file_bytes_of(report.submitted));
  row.id = insert_row(database, report, row);
  record_event(database, row.id, event, report.submitted, head);
  if (upkeep.lists)
    list_new_case(database, row, report.submitted.parts);
  else
    leave_unlisted(database, row.id, {});
  return {.id = row.id, .set_aside = set_aside, .recorded_at = event.recorded_at};
}

// For the operator.
std::string news_of(const std::string& site, const AddedReport& added) {
  const std::string begin = site + ": reports come faster than the site takes them in at once; ";
  return begin + (added.full
                      ? "the room for those that are set aside is used up, so they are "
                        "refused (set-aside-megabytes)"
                      : "from now on they are set aside, and staff look at them at the desk");
}

}  // namespace

void append_events(Database& database, const std::string& site, const Addition& addition,
                   core::Instant now, const Upkeep& upkeep,
                   const std::function<void(Database&)>& first) {
  const CaseId id = addition.id;
  const Row row =
      only(run(database, "SELECT last_seq, round FROM cases WHERE site = $1 AND case_id = $2",
               {site, id}),
           "case");
  if (row.number(0) != addition.seen_seq)
    throw Refused(core::FailureCode::conflict, "another writer changed this case first");
  const Listing before = read_listing(database, id);
  if (first) first(database);
  for (const NewEvent& event : addition.events)
    chain_event(database, site, id, static_cast<int>(row.number(1)), event, now);
  fold_again(database, id, before, addition.refold, upkeep);
}

void write_assisting(Database& database, const CaseRow& row) {
  run(database, "DELETE FROM assisting_units WHERE case_id = $1", {row.id});
  for (const std::string& unit : row.values.assisting) {
    run(database, "INSERT INTO assisting_units(site, unit, case_id) VALUES ($1, $2, $3)",
        {row.site, unit, row.id});
  }
}

void refold_case(Database& database, const std::string& site, CaseId id, const Refold& refold) {
  const Rows rows = run(
      database, "SELECT 1 FROM cases WHERE site = $1 AND case_id = $2 AND listed <> 1", {site, id});
  if (!rows.empty()) fold_again(database, id, read_listing(database, id), refold, Upkeep{});
}

core::Result<AddedReport> CaseChanges::add_report(const NewReport& report) {
  core::Result<AddedReport> added =
      connections_.write_record([&](Database& database, const Upkeep& upkeep) {
        if (const std::optional<AddedReport> there = report_of_nonce(database, report))
          return *there;
        const core::Instant now = connections_.now();
        const Judgement judged = upkeep.counters ? judge(database, report, now) : Judgement{};
        if (judged.how == Admission::limited) return AddedReport{.limited = true};
        if (judged.how == Admission::full)
          return AddedReport{.full = true, .is_news = judged.is_news};
        AddedReport done =
            insert_report(database, report, judged.how == Admission::set_aside, now, upkeep);
        done.is_news = judged.is_news;
        return done;
      });
  if (added && added->is_news) connections_.upkeep().warn(news_of(report.site, *added));
  return added;
}

core::Result<CaseRecord> CaseChanges::append(const std::string& site, CaseId id,
                                             std::int64_t seen_seq, std::vector<NewEvent> events,
                                             Refold refold) {
  return append_all(site, {{id, seen_seq, std::move(events), std::move(refold)}});
}

core::Result<CaseRecord> CaseChanges::append_all(const std::string& site,
                                                 const std::vector<Addition>& additions) {
  BANCHENG_CHECK(!additions.empty());
  return connections_.write_record([&](Database& database, const Upkeep& upkeep) {
    for (const Addition& addition : additions)
      append_events(database, site, addition, connections_.now(), upkeep);
    return read_case(database, site, additions.front().id);
  });
}

core::Status CaseChanges::refold_case(const std::string& site, CaseId id, const Refold& refold) {
  // A list that cannot be mended is no report that was not saved.
  core::Status done = connections_.attempt(
      [&](Database& database) { store::refold_case(database, site, id, refold); });
  if (done) connections_.upkeep().trust_lists();
  return done;
}

}  // namespace handler::store

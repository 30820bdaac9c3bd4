// Everything the handler remembers: cases with their events and parts, policy versions, staff,
// sessions, counters. The only interface to the database; portal and desk never see SQL.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/result.h"
#include "core/site/site.h"
#include "core/time/local_time.h"
#include "handler/cases/attendance.h"
#include "handler/cases/case.h"
#include "handler/cases/event.h"
#include "handler/cases/workflow.h"
#include "handler/store/database.h"
#include "handler/store/staff.h"

namespace handler::store {

using cases::CaseId;

// A text kept outside the events so that it can be destroyed while the chain still verifies. Sealed
// parts (identity and the reporter's own words) are readable only with the desk's secret key; open
// parts are what staff wrote.
struct Part {
  std::int64_t id = 0;  // given by the store
  std::string field;    // "identity", "words", "reply", "reason" ...
  bool sealed = false;
  bool for_reporter = false;  // shown on the ticket page (open parts only)
  std::string body;           // sealed box (bytes) or plain text
  std::string salt;           // hex, 16 bytes; destroyed with the part
  std::string commitment;     // hex BLAKE2b(salt || body): stands in the event
  bool destroyed = false;
};

// Makes a part: fresh salt, commitment, sealed for `seal_public_key` if that is not empty.
Part make_part(core::Randomness& randomness, std::string field, const std::string& plain,
               const std::string& seal_public_key, bool for_reporter);

// Hex BLAKE2b over salt and body (sealed box or plain text), each framed by its length: what an
// event keeps of a part. A box can be checked without its key, and nothing can be guessed from it.
std::string commitment_of(const std::string& salt_hex, const std::string& body);

// Another number for a case: from its event on the one before opens nothing.
struct NewNumber {
  std::string ticket_hash;      // hex, UNIQUE
  bool known_to_staff = false;  // staff made it
};

// An event about to be recorded. The store gives seq, recorded_at, prev and hash, and puts each
// part's
// {"part", "commitment"} into data[parts[i].field].
struct NewEvent {
  cases::Actor actor;
  cases::EventType type = cases::EventType::submitted;
  core::Json data = core::Json::object();
  std::optional<core::Instant> occurred_at;
  std::string policy;
  std::vector<Part> parts;
  bool gives_serial = false;  // the store puts the site's next serial number into data["serial"]
  std::string serial_prefix;  // "PY"
  std::optional<NewNumber> number = {};
};

// The row of current values kept for listing; always what fold() says, written with the events.
struct CurrentValues {
  std::string state, kind, tier, window, unit, concerned_unit, serial, policy;
  int round = 1;
  bool restricted = false;
  bool confidential = false;
  std::optional<core::Instant> next_due;
  std::vector<std::string> marks;         // ids of cases::mark_table()
  std::string channel = "online";         // how it came in
  std::optional<core::Day> assigned_due;  // of a superior's task

  bool operator==(const CurrentValues&) const = default;
  std::vector<std::string> assisting;
  // When the system has something to record of the case, and the year whose notice it waits for (0:
  // none).
  std::optional<core::Instant> next_job;
  int awaited_notice = 0;
  // A visit is owed, by then; by the day of closing where no time is promised.
  std::optional<core::Instant> visit_by;
};

// Folds all events of the case (the new ones included) into its row; called inside the transaction.
using Refold = std::function<CurrentValues(const std::vector<cases::Event>&)>;

// Something counted within periods of time: a rate limit.
struct CountKey {
  std::string key;
  int window_seconds = 0;
};

struct CountLimit {
  CountKey key;
  int most = 0;
};

struct NewReport {
  std::string site;
  std::string ticket_hash;      // hex, UNIQUE
  std::string nonce_hash;       // hex, UNIQUE: the same confirmation twice is the same case
  bool known_to_staff = false;  // staff made the number for a walk-in
  NewEvent submitted;
  Refold refold;
  // Counted up with it, in one commit, if it was not there already. The first that is used up
  // refuses it; those after it do not count then.
  std::vector<CountLimit> limits;
};

struct AddedReport {
  CaseId id = 0;
  bool already_there = false;
  bool limited = false;  // no case was written: a limit is used up
  core::Instant recorded_at{};
};

// Events to be added to one case, if its newest is the one that was seen.
struct Addition {
  CaseId id = 0;
  std::int64_t seen_seq = 0;
  std::vector<NewEvent> events;
  Refold refold;
};

struct CaseRow {
  CaseId id = 0;
  std::string site;
  CurrentValues values;
  core::Instant submitted_at{};
  core::Instant updated_at{};
  std::int64_t last_seq = 0;
  std::string matter;  // what staff called it when they accepted it; "" before, and once destroyed
};

struct CaseRecord {
  CaseRow row;
  std::shared_ptr<const std::vector<cases::Event>> history;  // never null in a record of the store
  std::map<std::int64_t, Part> parts;

  const std::vector<cases::Event>& events() const { return *history; }
};

// What one look-up by number needs to know, read in one go.
struct LookUp {
  int count = 0;                     // of `counted`, so far
  std::optional<CaseRecord> record;  // nothing: no such case, or it is another site's
};

// A part of a site's cases that a grant reaches: those of these windows (none: of all) that the
// unit holds ("": any). No unit is shown the restricted ones that are about itself.
struct Reach {
  std::vector<std::string> windows;
  std::string unit;
};

// Which cases a list shows. Scope is decided by the desk from grants; what is empty restricts
// nothing.
struct CaseFilter {
  std::string site;
  std::vector<Reach> reach;  // any of them
  std::string mark;          // of cases::mark_table(); empty: all there are
  std::vector<std::string> states;
  std::string kind, tier, unit;
  std::vector<std::string> windows;
  bool restricted = false;                    // only those
  std::optional<core::Instant> late_at;       // with a mark: only what is late at that time
  std::optional<core::Instant> from, before;  // submitted
  std::vector<std::string> serials;           // without a mark: only these
  std::string words;                          // without a mark: as typed; in what staff wrote
  std::optional<std::string> after;           // keyset position from the page before
  int limit = 50;
};
// Cases of a site for which the system has something to do.
struct JobQuery {
  std::string site;
  core::Instant now{};
  int known_year = 0;  // the newest year whose notice is published
  CaseId behind = 0;   // the last case of the page before
  int limit = 200;
};
struct CasePage {
  // With a mark due soonest first, cases without a due time last, then oldest first; without one
  // newest first.
  std::vector<CaseRow> rows;
  std::optional<std::string> next;  // position for `after`, or nothing at the end
};

// How many cases carry a mark, and how many of them are late.
struct MarkCount {
  std::string mark;
  std::string unit, tier;  // if it was asked for
  int count = 0;
  int late = 0;
};
enum class CountBy { mark, mark_unit_tier };

// A question to the worklist that somebody asks again and again.
struct SavedView {
  std::string name;
  std::string query;  // of the address
};
// So that the page stays one that can be taken in at a glance.
inline constexpr int kMostSavedViews = 20;
// A report that was sent to a superior body.
struct Filed {
  std::string filing;  // id in reports.yaml
  std::string period;  // "2026-09"
  std::int64_t user = 0;
  core::Instant at{};
};

// Thread-safe. Every write is durable (fsync) when it returns; concurrent writes share commits.
class Store {
 public:
  virtual ~Store() = default;

  // -- cases
  virtual core::Result<AddedReport> add_report(NewReport report) = 0;
  // not_found if there is none (or it is another site's). For the reporter: sealed parts come
  // without their bodies, which the portal could not open.
  virtual core::Result<CaseRecord> case_by_ticket(const std::string& site,
                                                  const std::string& ticket_hash) = 0;
  // The same for a stranger whose wrong guesses are counted.
  virtual core::Result<LookUp> look_up(const std::string& site, const std::string& ticket_hash,
                                       const CountKey& counted) = 0;
  virtual core::Result<CaseRecord> case_by_id(const std::string& site, CaseId id) = 0;
  virtual core::Result<CasePage> list_cases(const CaseFilter& filter) = 0;
  // Those whose next job has come, in order of case; found by an index that holds no others.
  virtual core::Result<std::vector<CaseRow>> cases_with_jobs(const JobQuery& query) = 0;
  // Only marks that some case has; the filter's mark, search and position are ignored.
  virtual core::Result<std::vector<MarkCount>> count_marks(const CaseFilter& filter,
                                                           core::Instant now, CountBy by) = 0;
  // `conflict` if the case's last event is not `seen_seq` (somebody acted meanwhile); nothing is
  // written then. Value: the record after the events. No events at all: only the row of current
  // values is folded anew.
  virtual core::Result<CaseRecord> append(const std::string& site, CaseId id, std::int64_t seen_seq,
                                          std::vector<NewEvent> events, Refold refold) = 0;
  // Cases after `after` whose row and lists an older program wrote: each is to be folded again with
  // refold_case() before it stands right in every list.
  virtual core::Result<std::vector<CaseRow>> unlisted_cases(CaseId after, int limit) = 0;
  virtual core::Status refold_case(const std::string& site, CaseId id, Refold refold) = 0;
  // The same for several cases of a site, in one commit: all of them or none. Value: the first
  // one's record.
  virtual core::Result<CaseRecord> append_all(const std::string& site,
                                              std::vector<Addition> additions) = 0;
  // Destroys the bodies and salts of parts, in the files too; their events stay and still verify.
  // `busy`: destroyed, but their old bytes are still in the write-ahead log; the same call again
  // drives them out.
  virtual core::Status destroy_parts(const std::string& site, CaseId id) = 0;
  virtual core::Status set_phone_index(const std::string& site, CaseId id,
                                       const std::string& index) = 0;
  virtual core::Result<std::vector<CaseRow>> cases_by_phone_index(const std::string& site,
                                                                  const std::string& index) = 0;
  // Traces are keyed hashes of what is sealed (phone, matter), by which the desk finds like cases;
  // written when it opens a case for the first time, gone with the parts.
  virtual core::Status set_traces(const std::string& site, CaseId id,
                                  const std::vector<std::string>& traces) = 0;
  virtual core::Result<std::vector<std::string>> traces_of(const std::string& site, CaseId id) = 0;
  // Of cases on which somebody still has to act; newest first, at most 50.
  virtual core::Result<std::vector<CaseRow>> open_cases_by_trace(const std::string& site,
                                                                 const std::string& trace) = 0;
  // Cases that the desk has not opened yet, newest first.
  virtual core::Result<std::vector<CaseId>> cases_without_traces(const std::string& site,
                                                                 int limit) = 0;
  virtual core::Result<bool> is_traced(const std::string& site, CaseId id) = 0;
  // Cases that were submitted at or after `from` and before `until`, oldest first, at most `most`.
  virtual core::Result<std::vector<CaseId>> cases_between(const std::string& site,
                                                          core::Instant from, core::Instant until,
                                                          int most) = 0;
  // Recomputes every site's chain and the commitments of all parts that are not destroyed; the
  // failure names the first altered event: "site demo, event 17 (case 5): ...".
  virtual core::Result<std::int64_t> verify() = 0;

  // -- policy versions
  virtual core::Status keep_policy_version(const std::string& site, const std::string& version,
                                           const core::PolicyTexts& texts) = 0;
  virtual core::Result<core::PolicyTexts> policy_version(const std::string& version) = 0;

  // -- filings: `conflict` if that filing of that period was noted before; newest period first
  virtual core::Status note_filed(const std::string& site, const Filed& filed) = 0;
  virtual core::Result<std::vector<Filed>> filed(const std::string& site) = 0;

  // -- attendance: `conflict` if that leader was written down for that part of the day before (the
  // first note stays); between two days, both included, in the order of writing down
  virtual core::Status note_presence(const std::string& site, const cases::Presence& presence) = 0;
  virtual core::Result<std::vector<cases::Presence>> presences(const std::string& site,
                                                               core::Day from, core::Day to) = 0;

  // -- staff
  // `conflict` if the login exists. `by` is whoever added the person, 0 for the command line.
  virtual core::Result<std::int64_t> add_user(const User& user, std::int64_t by = 0) = 0;
  virtual core::Result<User> user_by_login(const std::string& login) = 0;
  virtual core::Result<User> user_by_id(std::int64_t id) = 0;
  virtual core::Result<std::vector<User>> list_users() = 0;
  // Those who have, or once had, something to do there; by login.
  virtual core::Result<std::vector<User>> users_of_site(const std::string& site) = 0;
  // Done and recorded in one commit. All but `grant` and `enable` end the person's sessions.
  // `not_found`: no such person, or no such grant to revoke.
  virtual core::Status change_staff(const StaffChange& change) = 0;
  // What was done to a person on that site's desk or from the command line; newest first, at most
  // 100.
  virtual core::Result<std::vector<StaffChange>> staff_changes(const std::string& site,
                                                               std::int64_t user) = 0;
  // By people themselves. These end their sessions; the secret comes sealed and base64url, empty
  // takes it away.
  virtual core::Status set_password(std::int64_t user, const std::string& password_hash) = 0;
  virtual core::Status set_one_time_secret(std::int64_t user, const std::string& sealed) = 0;
  // `conflict` if the step, or a later one, was used already: a code is good once.
  virtual core::Status use_one_time_step(std::int64_t user, std::int64_t step) = 0;

  // -- sessions: `token_hash` is the hex hash of the cookie's value
  // `refused` if the user was disabled meanwhile.
  virtual core::Status add_session(const std::string& token_hash, const Session& session) = 0;
  virtual core::Result<Session> session(const std::string& token_hash) = 0;
  virtual core::Status touch_session(const std::string& token_hash, core::Instant now) = 0;
  virtual core::Status end_session(const std::string& token_hash) = 0;

  // -- views of the worklist, each one person's own on one site, by name
  virtual core::Result<std::vector<SavedView>> saved_views(std::int64_t user,
                                                           const std::string& site) = 0;
  // Takes the place of one of the same name; `refused` if kMostSavedViews are there.
  virtual core::Status save_view(std::int64_t user, const std::string& site,
                                 const SavedView& view) = 0;
  virtual core::Status delete_view(std::int64_t user, const std::string& site,
                                   const std::string& name) = 0;

  // -- counters (rate limits, delays after wrong passwords): adds one and returns the count within
  // `window_seconds`.
  virtual core::Result<int> count_up(const std::string& key, int window_seconds) = 0;
  virtual core::Result<int> count_now(const std::string& key, int window_seconds) = 0;
  virtual core::Status reset_count(const std::string& key) = 0;

  // -- the reporter's confirmation tokens need no table: nonce_hash is UNIQUE in cases.
  // Cheap: answers whether the database can be read and written (for /healthz).
  virtual core::Status check_health() = 0;
};

// Takes what the world refused to write (disk full, locked ...), for the operator's log. Called on
// whichever thread writes.
using Complain = std::function<void(const core::Failure&)>;

struct StoreOptions {
  std::string path;          // DATA/bancheng.sqlite
  bool group_commit = true;  // false in CGI: one process, one write
  int readers = 8;
  int busy_milliseconds = 5000;
  Complain complain;
};

// Opens and migrates. Failures with what to do: no_access, disk_full, busy (locked), too_new,
// corrupt.
core::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, core::Clock& clock);

// The same over any connections; `options.path` and `options.busy_milliseconds` are not looked at.
core::Result<std::unique_ptr<Store>> open_store(const OpenDatabase& open,
                                                const StoreOptions& options, core::Clock& clock);

}  // namespace handler::store

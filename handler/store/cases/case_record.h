// Everything kept of cases: their events in one chain a site, the parts that people wrote, the row
// and the lists of current values, and the texts of the policies they were accepted under.
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
#include "core/policy/policy_version.h"
#include "core/site/site.h"
#include "core/time/local_time.h"
#include "handler/cases/fold/case.h"
#include "handler/cases/fold/event.h"
#include "handler/store/cases/history_memory.h"
#include "handler/store/sqlite/counters.h"

namespace handler::store {

class Connections;
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

// Keyed hashes of what is sealed in a case, by which the desk finds it and cases that are like it.
struct CaseTraces {
  CaseId id = 0;
  std::string phone_index = {};          // of the phone alone; "": none
  std::vector<std::string> traces = {};  // of the phone and of the matter
};

// The events of all cases, and what is made from them.
class Cases {
 public:
  explicit Cases(Connections& connections) : connections_(connections) {}

  core::Result<AddedReport> add_report(const NewReport& report);
  // not_found if there is none (or it is another site's). For the reporter: sealed parts come
  // without their bodies, which the portal could not open.
  core::Result<CaseRecord> case_by_ticket(const std::string& site, const std::string& ticket_hash);
  // The same for a stranger whose wrong guesses are counted.
  core::Result<LookUp> look_up(const std::string& site, const std::string& ticket_hash,
                               const CountKey& counted);
  core::Result<CaseRecord> case_by_id(const std::string& site, CaseId id);
  core::Result<CasePage> list_cases(const CaseFilter& filter);
  // Those whose next job has come, in order of case; found by an index that holds no others.
  core::Result<std::vector<CaseRow>> cases_with_jobs(const JobQuery& query);
  // Only marks that some case has; the filter's mark, search and position are ignored.
  core::Result<std::vector<MarkCount>> count_marks(const CaseFilter& filter, core::Instant now,
                                                   CountBy by);
  // `conflict` if the case's last event is not `seen_seq` (somebody acted meanwhile); nothing is
  // written then. Value: the record after the events. No events at all: only the row of current
  // values is folded anew.
  core::Result<CaseRecord> append(const std::string& site, CaseId id, std::int64_t seen_seq,
                                  std::vector<NewEvent> events, Refold refold);
  // The same for several cases of a site, in one commit: all of them or none. Value: the first
  // one's record.
  core::Result<CaseRecord> append_all(const std::string& site,
                                      const std::vector<Addition>& additions);
  // Cases after `after` whose row and lists an older program wrote: each is to be folded again with
  // refold_case() before it stands right in every list.
  core::Result<std::vector<CaseRow>> unlisted_cases(CaseId after, int limit);
  core::Status refold_case(const std::string& site, CaseId id, const Refold& refold);
  // Destroys the bodies and salts of parts, in the files too; their events stay and still verify.
  // `busy`: destroyed, but their old bytes are still in the write-ahead log; the same call again
  // drives them out.
  core::Status destroy_parts(const std::string& site, CaseId id);
  core::Result<std::vector<CaseRow>> cases_by_phone_index(const std::string& site,
                                                          const std::string& index);
  // Written when the desk opens cases for the first time, in one commit; gone with the parts.
  core::Status keep_traces(const std::string& site, const std::vector<CaseTraces>& traces);
  core::Result<std::vector<std::string>> traces_of(const std::string& site, CaseId id);
  // Of cases on which somebody still has to act; newest first, at most 50.
  core::Result<std::vector<CaseRow>> open_cases_by_trace(const std::string& site,
                                                         const std::string& trace);
  // Cases that the desk has not opened yet, newest first.
  core::Result<std::vector<CaseRecord>> cases_without_traces(const std::string& site, int limit);
  core::Result<bool> is_traced(const std::string& site, CaseId id);
  // Cases that were submitted at or after `from` and before `until`, oldest first, at most `most`.
  core::Result<std::vector<CaseId>> cases_between(const std::string& site, core::Instant from,
                                                  core::Instant until, int most);
  // Recomputes every site's chain and the commitments of all parts that are not destroyed; the
  // failure names the first altered event: "site demo, event 17 (case 5): ...".
  core::Result<std::int64_t> verify();

  core::Status keep_policy_version(const std::string& site, const std::string& version,
                                   const core::PolicyTexts& texts);
  core::Result<core::PolicyTexts> policy_version(const std::string& version);

 private:
  Connections& connections_;
  HistoryMemory memory_;
};

}  // namespace handler::store

// What is kept of a case: the events to come, the row of current values, and the record of all of
// it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/json.h"
#include "core/time/local_time.h"
#include "handler/cases/fold/event.h"

namespace handler::store {

using cases::CaseId;

struct SealedChunks;

// A text stored outside the events, so that it can be destroyed while the chain still verifies.
// Sealed parts (identity and the reporter's own words) can be read only with the desk's secret key;
// open parts are written by staff.
struct Part {
  std::int64_t id = 0;  // assigned by the store
  std::string field;    // "identity", "words", "reply", "reason" ...
  bool sealed = false;
  bool for_reporter = false;  // shown on the ticket page (open parts only)
  std::string body;           // sealed box (bytes) or plain text
  std::string salt;           // hex, 16 bytes; destroyed with the part
  std::string commitment;     // hex BLAKE2b(salt || body), stored in the event
  bool destroyed = false;
  // Of a new part: it is kept as the name of the matter, whatever its event calls it. When it is
  // read again, `field` says so.
  bool names_matter = false;
  // Of a file that is about to be recorded; null for texts, and in what the store returns.
  std::shared_ptr<const SealedChunks> chunks = {};
};

// The field of the parts that rows and lists of cases take the matter's name from.
inline constexpr const char* kNameOfMatter = "matter";

// Makes a part with a new salt and its commitment; sealed for `seal_public_key` unless that is
// empty.
Part make_part(core::Randomness& randomness, std::string field, const std::string& plain,
               const std::string& seal_public_key, bool for_reporter);

// Hex BLAKE2b over salt and body (sealed box or plain text), each prefixed with its length. The
// event keeps it. A sealed box can be verified without its key, and the text cannot be guessed from
// it.
std::string commitment_of(const std::string& salt_hex, const std::string& body);

// The value under which an event refers to a part. It also says how the part is kept and who reads
// it, so that no such column of the part can change unnoticed; of a file also how long it is, and
// the hash of its chunks. (Older events hold only "part" and "commitment".)
core::Json reference_to(const Part& part, std::int64_t id);

// Keys of an event that gives a case its number, and of the report: hashes of what the row of the
// case holds, so that the row cannot be given another number unnoticed.
namespace binding {
inline constexpr const char* kTicket = "ticket_bound";
inline constexpr const char* kNonce = "nonce_bound";
inline constexpr const char* kSealed = "sealed";             // in a reference
inline constexpr const char* kForReporter = "for_reporter";  // in a reference
inline constexpr const char* kKeptAs = "kept_as";   // in one whose part has another field's name
inline constexpr const char* kContent = "content";  // of a file: SealedChunks::content
inline constexpr const char* kBytes = "bytes";      // of a file: SealedChunks::bytes
}  // namespace binding
std::string bound(const std::string& value);

// A new number for a case: from this event on the previous number no longer works.
struct NewNumber {
  std::string ticket_hash;      // hex, UNIQUE
  bool known_to_staff = false;  // staff made it
};

// An event to be recorded. The store sets seq, recorded_at, prev and hash, and for each part i sets
// data[parts[i].field] to reference_to(parts[i]).
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

// The row of current values for lists: always the result of fold(), written together with the
// events.
struct CurrentValues {
  std::string state, kind, tier, window, unit, concerned_unit, serial, policy;
  int round = 1;
  bool restricted = false;
  bool confidential = false;
  std::optional<core::Instant> next_due;
  std::vector<std::string> marks;  // ids of cases::mark_table()
  std::string channel = "online";  // how the report was received
  int set_aside = 0;  // the bytes that a report takes which was set aside, until they are destroyed
  std::optional<core::Day> assigned_due;  // deadline of a superior's task

  bool operator==(const CurrentValues&) const = default;
  std::vector<std::string> assisting;
  // When the system must next record something, and the version of the published calendar that the
  // deadlines were compared with ("": no calendar can move any).
  std::optional<core::Instant> next_job;
  std::string calendar;
  // When something of it must next be destroyed, and the word of the present retention that this
  // was counted with ("": no retention can touch it).
  std::optional<core::Instant> destroy_at;
  std::string retention;
  // The date by which a visit is due; the closing day where the policy promises no time.
  std::optional<core::Instant> visit_by;
  // Parts that lists and search leave out, by id.
  std::vector<std::int64_t> hidden_parts;
};

// Folds all events of the case, including the new ones, into its row; called inside the
// transaction.
using Refold = std::function<CurrentValues(const std::vector<cases::Event>&)>;

struct CaseRow {
  CaseId id = 0;
  std::string site;
  CurrentValues values;
  core::Instant submitted_at{};
  core::Instant updated_at{};
  std::int64_t last_seq = 0;
  std::string matter;           // as staff named it last; "" before, and once withheld or destroyed
  std::int64_t file_bytes = 0;  // plain ones, of its files that are not destroyed
};

// A text that was corrected, oldest first. The store leaves this empty: view::apply_corrections()
// fills it.
struct OldText {
  std::string text;
  core::Instant corrected_at{};
  std::string reason;
  bool withheld = false;
};
struct TextStory {
  std::vector<OldText> old;
  bool withheld = false;  // the newest text is
  core::Instant withheld_at{};
  std::string withheld_why = {};
};

struct CaseRecord {
  CaseRow row;
  std::shared_ptr<const std::vector<cases::Event>> history;  // never null in store results
  std::map<std::int64_t, Part> parts;
  std::map<std::int64_t, TextStory> stories = {};  // by part

  const std::vector<cases::Event>& events() const { return *history; }
};

}  // namespace handler::store

// Destroys texts and files of a case for good: in the tables, in the index of words, in the log of
// the database, and, by the list of destroyed parts, in what is restored from older backups.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/store/cases/case_changes.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/destroyed_list.h"

namespace handler::store {

class Connections;
class Database;

// What is destroyed of a case, and the event that says so.
struct DestroyedTexts {
  CaseId id = 0;
  std::int64_t seen_seq = 0;
  NewEvent event;
  std::vector<std::int64_t> parts;  // ids; the other parts of the case stay
  Refold refold;
  // Also by what the case is found: a phone number, the matter. Files tell neither.
  bool with_traces = true;
};

// Whether what destroyed texts have left in the files is removed now, although others may have to
// wait (PostgreSQL writes its tables anew), or only where none has to.
enum class Erasing { even_if_others_wait, only_if_none_waits };

class Destructions {
 public:
  explicit Destructions(Connections& connections) : connections_(connections) {}

  // Appends the parts to the list, then empties their bodies and salts, deletes the chunks of
  // files, takes their words out of search, forgets by which phone number or matter the case is
  // found, and records the event, all in one commit. The data of the event name the parts under
  // "parts". Events and commitments stay, so the chain still verifies. `conflict`: the case
  // has another event since; `not_found`: there is no such case. Nothing is listed then, nor while
  // the clock is not believed. If the commit fails, the parts are listed and still there: destroy
  // them again.
  core::Status destroy_parts(const std::string& site, const DestroyedTexts& texts);
  // Appends events as CaseChanges::append() does, and destroys parts in the same commit: a file
  // that its sender takes back. The store puts them under "parts" into the first event, whose type
  // must be one that add_destroyed() knows. By what the case is found stays. They
  // are listed after the commit: if it fails the file is to stay, in restored backups too. Call
  // forget_destroyed() afterwards.
  core::Result<CaseRecord> take_back(const std::string& site, Addition addition,
                                     const std::vector<std::int64_t>& parts);
  // Lists what was taken back and is not listed yet, and what handlers of other data folders have
  // destroyed in the same database (but in a process for one request, for which that is too much:
  // the tick does it); then removes what destroyed texts have left in the index of words, in tables
  // and in the write-ahead log; call it after one or many of the above. Each step is a short write,
  // so that reports are never held up. `refused`: something may still look at what was destroyed,
  // and the next call goes on; the other failures are those of the list and of the database. Costs
  // one look if nothing is left. Also carries the list to the place of the backups; a failure of
  // that is the last, and is not tried again before the next destruction.
  core::Status forget_destroyed(Erasing erasing = Erasing::even_if_others_wait);
  // The first of these parts that is there and not destroyed; nullopt if none is.
  core::Result<std::optional<DestroyedPart>> first_standing(
      const std::vector<DestroyedPart>& parts);

 private:
  core::Status add_to_list(const std::vector<DestroyedPart>& lines);
  core::Status complete_list();
  // True if there were any.
  core::Result<bool> remove_leftovers(Erasing erasing);

  Connections& connections_;
  std::atomic<std::int64_t> listed_ = -1;     // how many parts were destroyed when all were listed
  std::atomic<bool> has_list_grown_ = false;  // since it was carried
};

// Since when files may hold destroyed texts, by the fact kLeftovers; nullopt: it says no time.
std::optional<core::Instant> leftovers_since(const std::string& fact);

struct DestroyedBeyond {
  std::vector<DestroyedPart> parts;
  core::Status unread = core::success();  // of the first case whose events cannot be read
};

// What is destroyed in a database by an event, and is not in `listed`, which is sorted. What is
// marked as destroyed without an event is damage: a list that named it would have the next restore
// destroy it. In the caller's transaction; throws Refused if the parts cannot be read.
DestroyedBeyond destroyed_beyond(Database& database, const std::vector<DestroyedPart>& listed);

// Destroys the listed parts that are there and not destroyed yet, as Store::destroy_again(), in a
// transaction of the caller; throws Refused.
std::int64_t destroy_listed(Database& database, const std::vector<DestroyedPart>& listed,
                            core::Instant now);

}  // namespace handler::store

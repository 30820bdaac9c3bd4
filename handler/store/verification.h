// Looks at a whole database, in use or a copy of it, and says everything that does not fit. It
// writes nothing, and needs no keys: sealed texts are compared as they are stored. Compared are
// pages and indexes as SQLite knows them; each chain by seq; each case with its row, marks, units,
// words, number and texts; accounts with the chain of their changes. Tables that nothing else
// tells, such as sessions and filings, have an index of all their columns: a second copy that
// SQLite compares.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/chain_heads.h"
#include "handler/store/check/findings.h"
#include "handler/store/check/refold.h"
#include "handler/store/destroyed_list.h"

namespace handler::store {

class Database;
struct EngineChecks;
struct Server;

struct VerifyOptions {
  // The rules that sites publish now. A case that was not accepted yet is folded under them;
  // without them under those that are in the database.
  PresentRules present = {};
  // What is late is judged at this time; without it by the machine's clock.
  std::optional<core::Instant> now = {};
  std::size_t most_findings = 200;      // more are only counted
  std::vector<ChainHeadOf> heads = {};  // noted earlier, outside the database
  // From a list of destroyed parts that stands elsewhere than beside the file.
  std::vector<DestroyedPart> destroyed = {};
};

struct VerifyReport {
  std::int64_t events = 0;
  std::int64_t cases = 0;
  std::int64_t version = 0;  // of the schema
  std::vector<Finding> findings;
  std::size_t more = 0;            // findings beyond `most_findings`
  std::vector<std::string> notes;  // what could not be compared, and why that is no damage
  std::vector<ChainHeadOf> heads;  // as they are now

  bool ok() const { return findings.empty(); }
  // Only what repair makes anew was found.
  bool can_be_repaired = true;
};

// Opens the file for reading alone and checks: pages, indexes and references as SQLite knows them;
// the schema; each chain by seq without gaps; every text, also that no text is without its event
// and none was destroyed without one; policies; every case, folded and compared by key with its
// row, marks, units, number and words; accounts and grants against their recorded changes; drafts
// and publications against their hashes; what sessions and counters may hold. A restored backup
// holds parts that were destroyed again without an event: they are accepted if destroyed.list
// beside the file, or `destroyed`, names them; a list beside the file that cannot be read is a
// finding. A failure says that nothing could be checked: no file (`not_found`), an empty or foreign
// one or one that SQLite cannot read (`corrupt`), one of a newer program (`too_new`), or one that a
// program wrote meanwhile (`busy`). Cases are read one by one: memory grows by about a hundred
// bytes a case. Thread-safe: it shares nothing.
core::Result<VerifyReport> verify_database(const std::filesystem::path& file,
                                           const VerifyOptions& options = {});

// The same checks of a database that is open, in a transaction of the caller that shows one state
// of it. `engine` is that of the database. Failures: `corrupt` (no tables, or those of another
// program), `too_new`.
core::Result<VerifyReport> verify_open(Database& database, const EngineChecks& engine,
                                       const VerifyOptions& options = {});

// The same of one state of a server's database, while programs use it. Failures beside these: those
// of the server.
core::Result<VerifyReport> verify_server(const Server& server, const VerifyOptions& options = {});

// Findings and notes, one line each, with the meaning of each kind of finding once.
std::string report_as_text(const VerifyReport& report);

}  // namespace handler::store

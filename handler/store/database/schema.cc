// The migrations in order. A released step is never edited; add a new one instead.
#include "handler/store/database/schema.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/contains.h"
#include "handler/store/database/checked_tables.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/file_tables.h"
#include "handler/store/database/first_tables.h"
#include "handler/store/database/publishing_tables.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/staff_chain.h"

namespace handler::store {
namespace {

// Lists and search. These tables are rebuilt from the events for every case whose `listed` is not
// 1. A step that changes the set of marks sets it to -1; a step that changes words_in() or these
// tables empties case_marks and case_words and sets it to 0.
constexpr std::string_view kLists = R"sql(
ALTER TABLE cases ADD COLUMN marks  TEXT NOT NULL DEFAULT '[]';  -- JSON list: what fold() says it waits for
ALTER TABLE cases ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;  -- 0: nowhere; -1: as an older program had it
CREATE INDEX cases_to_list ON cases(case_id) WHERE listed <> 1;

-- Everything a list is filtered by, newest first, in a fraction of the pages of the table itself.
DROP INDEX cases_by_state;
CREATE INDEX cases_by_age ON cases(site, case_id, state, kind, tier, window_id, unit, concerned_unit, restricted,
                                   due_key, submitted_at);

-- One row for each mark of a case, that is for each step that is owed: few, however many cases have ended.
CREATE TABLE case_marks (
  site           TEXT NOT NULL,
  mark           TEXT NOT NULL,
  due_key        TEXT NOT NULL,
  case_id        INTEGER NOT NULL REFERENCES cases(case_id),
  state          TEXT NOT NULL,
  kind           TEXT NOT NULL,
  tier           TEXT NOT NULL,
  window_id      TEXT NOT NULL,
  unit           TEXT NOT NULL,
  concerned_unit TEXT NOT NULL,
  restricted     INTEGER NOT NULL,
  breached       INTEGER NOT NULL,
  submitted_at   TEXT NOT NULL,
  PRIMARY KEY (site, mark, due_key, case_id)
) STRICT, WITHOUT ROWID;
-- For the leader's page: counted in the order in which it is grouped.
CREATE INDEX marks_by_unit ON case_marks(site, mark, unit, tier, due_key, breached, window_id, concerned_unit,
                                         restricted);

-- The words of open parts, a document a case (see search_words.h); the texts themselves stay in parts alone.
CREATE VIRTUAL TABLE case_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0');

CREATE TABLE saved_views (
  user_id INTEGER NOT NULL REFERENCES users(user_id),
  site    TEXT NOT NULL,
  name    TEXT NOT NULL,
  query   TEXT NOT NULL,
  PRIMARY KEY (user_id, site, name)
) STRICT, WITHOUT ROWID;
)sql";

// The channel of each case, and keyed hashes of sealed data to find similar cases.
constexpr std::string_view kChannelsAndTraces = R"sql(
ALTER TABLE cases ADD COLUMN channel TEXT NOT NULL DEFAULT 'online';
ALTER TABLE cases ADD COLUMN assigned_due TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN traced INTEGER NOT NULL DEFAULT 0;  -- 1: the desk has opened it once
CREATE INDEX cases_untraced ON cases(site, case_id) WHERE traced = 0;

CREATE TABLE case_traces (
  site    TEXT NOT NULL,
  trace   TEXT NOT NULL,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  PRIMARY KEY (site, trace, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_traces_by_case ON case_traces(case_id);
)sql";

// Jobs of the system. The job key '' sorts before every time: existing cases are checked at once
// and get their own key.
constexpr std::string_view kJobs = R"sql(
ALTER TABLE cases ADD COLUMN job_key TEXT NOT NULL DEFAULT '';          -- next job, or '~' if there is none
ALTER TABLE cases ADD COLUMN awaited_notice INTEGER NOT NULL DEFAULT 0; -- year of holidays not published yet
ALTER TABLE cases ADD COLUMN visit_key TEXT NOT NULL DEFAULT '~';       -- by when a visit is owed
ALTER TABLE cases ADD COLUMN assisting TEXT NOT NULL DEFAULT '';        -- units, ',' between them
CREATE INDEX cases_by_job ON cases(site, job_key) WHERE job_key <> '~';
CREATE INDEX cases_by_notice ON cases(site, awaited_notice) WHERE awaited_notice <> 0;
CREATE INDEX cases_by_visit ON cases(site, visit_key, case_id) WHERE visit_key <> '~';

CREATE TABLE assisting_units (
  site    TEXT NOT NULL,
  unit    TEXT NOT NULL,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  PRIMARY KEY (site, unit, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assisting_units_by_case ON assisting_units(case_id);
)sql";

// Ledgers and figures select cases by time of submission; filings record the reports sent to
// superiors.
constexpr std::string_view kReports = R"sql(
CREATE INDEX cases_by_submission ON cases(site, submitted_at, case_id);

CREATE TABLE filed (
  site     TEXT NOT NULL,
  filing   TEXT NOT NULL,
  period   TEXT NOT NULL,
  user_id  INTEGER NOT NULL REFERENCES users(user_id),
  filed_at TEXT NOT NULL,
  PRIMARY KEY (site, filing, period)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kOneTimeCodes = R"sql(
ALTER TABLE users ADD COLUMN one_time_secret TEXT NOT NULL DEFAULT '';  -- sealed; '' : none asked
ALTER TABLE users ADD COLUMN one_time_step INTEGER NOT NULL DEFAULT 0;  -- the newest that was used
)sql";

// Changes of accounts and their authors; rows are only added.
constexpr std::string_view kStaffChanges = R"sql(
ALTER TABLE users ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;  -- another person knows the password

CREATE TABLE staff_changes (
  change_id  INTEGER PRIMARY KEY AUTOINCREMENT,
  at         TEXT NOT NULL,
  site       TEXT NOT NULL,     -- '' : from the command line
  user_id    INTEGER NOT NULL REFERENCES users(user_id),
  by_user    INTEGER NOT NULL,  -- 0: the operator
  act        TEXT NOT NULL,
  grant_site TEXT NOT NULL,
  role       TEXT NOT NULL,
  window_id  TEXT NOT NULL,
  unit       TEXT NOT NULL
) STRICT;
CREATE INDEX staff_changes_by_user ON staff_changes(user_id, change_id);
CREATE INDEX staff_changes_by_site ON staff_changes(site, user_id);
CREATE TRIGGER staff_changes_stay BEFORE UPDATE ON staff_changes BEGIN SELECT RAISE(ABORT, 'changes of staff are never changed'); END;
CREATE TRIGGER staff_changes_are_kept BEFORE DELETE ON staff_changes BEGIN SELECT RAISE(ABORT, 'changes of staff are never deleted'); END;
)sql";

// Search matches more (first assisting units, later padded names): all words are rebuilt.
constexpr std::string_view kWordsRebuilt = R"sql(
INSERT INTO case_words(case_words) VALUES ('delete-all');
DELETE FROM case_marks;
UPDATE cases SET listed = 0;
)sql";

// Presences of leaders on duty, with author and time of recording. Rows never change.
constexpr std::string_view kPresences = R"sql(
CREATE TABLE presences (
  site     TEXT NOT NULL,
  day      TEXT NOT NULL,
  part     TEXT NOT NULL,
  who      TEXT NOT NULL,
  note     TEXT NOT NULL,
  user_id  INTEGER NOT NULL REFERENCES users(user_id),
  noted_at TEXT NOT NULL,
  PRIMARY KEY (site, day, part, who)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER presences_stay BEFORE UPDATE ON presences BEGIN SELECT RAISE(ABORT, 'presences are never changed'); END;
CREATE TRIGGER presences_are_kept BEFORE DELETE ON presences BEGIN SELECT RAISE(ABORT, 'presences are never deleted'); END;
)sql";

// The names of units, windows and bodies with the times at which a published version with the name
// was first met, and the first one without it. A row of an older name is never removed.
constexpr std::string_view kNames = R"sql(
CREATE TABLE names (
  entry   INTEGER PRIMARY KEY AUTOINCREMENT,
  site    TEXT NOT NULL,
  kind    TEXT NOT NULL,          -- unit, window, body
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  since   TEXT NOT NULL,
  gone_at TEXT NOT NULL           -- '': the version kept last has the name
) STRICT;
CREATE INDEX names_by_id ON names(site, kind, id, entry);
CREATE INDEX names_gone ON names(site) WHERE gone_at <> '';
CREATE TABLE names_kept (
  site    TEXT PRIMARY KEY,
  version TEXT NOT NULL           -- the published version whose names were kept last
) STRICT, WITHOUT ROWID;
)sql";

// The figures of a filing are kept as they were sent.
constexpr std::string_view kFiguresFiled = R"sql(
ALTER TABLE filed ADD COLUMN figures TEXT NOT NULL DEFAULT '';  -- JSON; '': filed before they were kept
)sql";

// What a unit has bounced, newest first.
constexpr std::string_view kBouncedSlips =
    "CREATE INDEX events_bounced ON events(site, actor_unit, seq) WHERE type = 'returned';";

// With which calendar the deadlines of a case were compared. Cases of an older program that may
// have running clocks are compared by the first tick. cases.awaited_notice is no longer used.
constexpr std::string_view kCalendars = R"sql(
ALTER TABLE cases ADD COLUMN calendar TEXT NOT NULL DEFAULT '';  -- '' : no calendar can move a date
UPDATE cases SET calendar = '?' WHERE state NOT IN ('closed', 'declined', 'withdrawn', 'transferred_out', 'archived', 'merged');
CREATE INDEX cases_by_calendar ON cases(site, calendar) WHERE calendar <> '';
DROP INDEX cases_by_notice;
)sql";

// The last sign of life of each clock, with which the clock is compared before each write.
constexpr std::string_view kSignsOfLife = R"sql(
CREATE TABLE signs_of_life (
  clock   TEXT PRIMARY KEY,  -- 'machine', or 'test' for the clock of tests
  wall    TEXT NOT NULL,
  boot    INTEGER NOT NULL,  -- milliseconds since the machine started
  boot_id TEXT NOT NULL      -- '' : unknown
) STRICT, WITHOUT ROWID;
)sql";

// Texts that were withheld, or written while the case was restricted from the unit that has it now.
constexpr std::string_view kHiddenParts = R"sql(
ALTER TABLE cases ADD COLUMN hidden_parts TEXT NOT NULL DEFAULT '[]';  -- JSON list of part ids
)sql";

// More marks, a superior's day as a deadline, hidden parts: every row is computed again.
constexpr std::string_view kMarksOfEachRole = "UPDATE cases SET listed = -1 WHERE listed = 1;";

// A wrong note is corrected by one more row; a filing or a presence that no longer stands may be
// noted again. The names of measures are kept too: '?' has the present version read again.
constexpr std::string_view kNotesCorrected = R"sql(
CREATE TABLE filed_anew (
  entry    INTEGER PRIMARY KEY AUTOINCREMENT,
  site     TEXT NOT NULL,
  filing   TEXT NOT NULL,
  period   TEXT NOT NULL,
  user_id  INTEGER NOT NULL REFERENCES users(user_id),
  filed_at TEXT NOT NULL,
  figures  TEXT NOT NULL          -- JSON; '': filed before they were kept
) STRICT;
INSERT INTO filed_anew(site, filing, period, user_id, filed_at, figures)
  SELECT site, filing, period, user_id, filed_at, figures FROM filed ORDER BY filed_at, period, filing;
DROP TABLE filed;
ALTER TABLE filed_anew RENAME TO filed;
CREATE INDEX filed_by_site ON filed(site, filing, period);
CREATE TABLE filed_taken_back (
  entry    INTEGER PRIMARY KEY REFERENCES filed(entry),
  user_id  INTEGER NOT NULL REFERENCES users(user_id),
  taken_at TEXT NOT NULL,
  reason   TEXT NOT NULL
) STRICT;
CREATE TRIGGER filed_stays BEFORE UPDATE ON filed BEGIN SELECT RAISE(ABORT, 'filings are never changed'); END;
CREATE TRIGGER filed_is_kept BEFORE DELETE ON filed BEGIN SELECT RAISE(ABORT, 'filings are never deleted'); END;
CREATE TRIGGER filed_taken_back_stays BEFORE UPDATE ON filed_taken_back BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END;
CREATE TRIGGER filed_taken_back_is_kept BEFORE DELETE ON filed_taken_back BEGIN SELECT RAISE(ABORT, 'corrections are never deleted'); END;

CREATE TABLE presences_anew (
  entry    INTEGER PRIMARY KEY AUTOINCREMENT,
  site     TEXT NOT NULL,
  day      TEXT NOT NULL,
  part     TEXT NOT NULL,
  who      TEXT NOT NULL,
  note     TEXT NOT NULL,
  user_id  INTEGER NOT NULL REFERENCES users(user_id),
  noted_at TEXT NOT NULL
) STRICT;
INSERT INTO presences_anew(site, day, part, who, note, user_id, noted_at)
  SELECT site, day, part, who, note, user_id, noted_at FROM presences ORDER BY noted_at, who;
DROP TABLE presences;
ALTER TABLE presences_anew RENAME TO presences;
CREATE INDEX presences_by_day ON presences(site, day, part);
CREATE TABLE presence_corrections (
  correction   INTEGER PRIMARY KEY AUTOINCREMENT,
  presence     INTEGER NOT NULL REFERENCES presences(entry),
  who          TEXT NOT NULL,     -- '' : no leader was there
  user_id      INTEGER NOT NULL REFERENCES users(user_id),
  corrected_at TEXT NOT NULL,
  reason       TEXT NOT NULL
) STRICT;
CREATE INDEX presence_corrections_by_presence ON presence_corrections(presence, correction);
CREATE TRIGGER presences_stay BEFORE UPDATE ON presences BEGIN SELECT RAISE(ABORT, 'presences are never changed'); END;
CREATE TRIGGER presences_are_kept BEFORE DELETE ON presences BEGIN SELECT RAISE(ABORT, 'presences are never deleted'); END;
CREATE TRIGGER presence_corrections_stay BEFORE UPDATE ON presence_corrections BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END;
CREATE TRIGGER presence_corrections_are_kept BEFORE DELETE ON presence_corrections BEGIN SELECT RAISE(ABORT, 'corrections are never deleted'); END;

UPDATE names_kept SET version = '?';
)sql";

// Facts about the data folder itself; see handler/store/facts.h.
constexpr std::string_view kFacts = R"sql(
CREATE TABLE facts (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// When something of a case must be destroyed, by which retention; '?': the next tick counts it.
constexpr std::string_view kRetention = R"sql(
ALTER TABLE cases ADD COLUMN destroy_key TEXT NOT NULL DEFAULT '~';
ALTER TABLE cases ADD COLUMN retention TEXT NOT NULL DEFAULT '';  -- '' : no retention touches it
UPDATE cases SET retention = '?' WHERE state IN ('closed', 'declined', 'withdrawn', 'transferred_out', 'archived');
CREATE INDEX cases_by_destruction ON cases(site, destroy_key) WHERE destroy_key <> '~';
CREATE INDEX cases_by_retention ON cases(site, retention) WHERE retention <> '';
)sql";

// Cases that wait for a call to the reporter have a mark: every case is listed again.
constexpr std::string_view kMarkOfContact = "UPDATE cases SET listed = -1 WHERE listed = 1;";

// Reports that came above a site's budget. No older case is one, so none has their new mark.
constexpr std::string_view kSetAsideReports = R"sql(
ALTER TABLE cases ADD COLUMN set_aside_bytes INTEGER NOT NULL DEFAULT 0;  -- 0: not set aside, or destroyed
CREATE INDEX cases_set_aside ON cases(site, state, set_aside_bytes) WHERE set_aside_bytes > 0;
)sql";

constexpr std::array kMigrations = {
    kFirstTables,    kLists,        kChannelsAndTraces, kJobs,
    kReports,        kOneTimeCodes, kStaffChanges,      kWordsRebuilt,
    kPresences,      kNames,        kFiguresFiled,      kBouncedSlips,
    kCalendars,      kSignsOfLife,  kHiddenParts,       kMarksOfEachRole,
    kNotesCorrected, kFacts,        kRetention,         kMarkOfContact,
    kStaffChain,     kSecondCopies, kPublishing,        kSetAsideReports,
    kWordsRebuilt,   kFiles,        kPublishedBytes,    kDestroyedParts};

// What a step does beyond its statements.
void finish_step(Database& database, std::string_view step) {
  if (step.data() == kStaffChain.data()) begin_staff_chain(database);
}

Refused not_ours() {
  return Refused(core::FailureCode::corrupt,
                 "the database has tables, but not ours: check the path, or restore the newest "
                 "backup");
}

}  // namespace

// Asks for the version at once; only where that gives none are the tables looked at.
std::int64_t version_of_database(Database& database) {
  core::Result<Rows> asked = try_to_run(database, "SELECT MAX(version) FROM schema_version");
  const bool has_version = asked && asked->front().is_number(0) && asked->front().number(0) > 0;
  if (has_version) return asked->front().number(0);
  const std::vector<std::string> tables = accepted(database.tables());
  if (tables.empty()) return 0;
  if (core::contains(tables, "schema_version")) accepted(std::move(asked));
  throw not_ours();
}

namespace {

void apply_missing(Database& database, int newest) {
  for (std::int64_t next = version_of_database(database) + 1; next <= newest; ++next) {
    const std::string_view sql = kMigrations.at(static_cast<std::size_t>(next - 1));
    accepted(database.run_script(sql));
    finish_step(database, sql);
    run(database, "INSERT INTO schema_version(version) VALUES ($1)", {next});
  }
}

void migrate_together(Database& database) {
  // Of two programs that start together, one migrates and the other finds it done.
  run(database, dialect::kBeginWriting);
  try {
    apply_missing(database, schema_version());
  } catch (const Refused&) {
    if (database.in_transaction()) (void)database.run("ROLLBACK");
    throw;
  }
  run(database, "COMMIT");
}

}  // namespace

int schema_version() {
  return static_cast<int>(kMigrations.size());
}

int version_with_staff_chain() {
  const auto step = std::ranges::find(kMigrations, kStaffChain.data(), &std::string_view::data);
  return static_cast<int>(step - kMigrations.begin()) + 1;
}

bool is_current(Database& database) {
  const std::int64_t version = version_of_database(database);
  if (version > schema_version()) {
    throw Refused(core::FailureCode::too_new,
                  "the database has version " + std::to_string(version) +
                      ", this program knows version " + std::to_string(schema_version()) +
                      ": install the newer program again, or restore a backup from before");
  }
  return version == schema_version();
}

core::Status migrate_up_to(Database& database, int version) {
  const auto work = [&] { apply_missing(database, version); };
  return result_of(work);
}

core::Status migrate(Database& database) {
  const auto work = [&] {
    // Check before locking: programs that start together must not queue for the lock.
    if (!is_current(database)) migrate_together(database);
  };
  return result_of(work);
}

}  // namespace handler::store

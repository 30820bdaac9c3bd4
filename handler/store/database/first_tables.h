// The tables of the first version of the database, as they were: later steps of the schema change
// them, and every new database runs through all steps.
#pragma once

#include <string_view>

namespace handler::store {

// Times are ISO 8601 text, hashes hex, sealed boxes base64url: both databases take the same
// statements.
inline constexpr std::string_view kFirstTables = R"sql(
CREATE TABLE schema_version (version INTEGER NOT NULL) STRICT;

CREATE TABLE cases (
  case_id        INTEGER PRIMARY KEY AUTOINCREMENT,
  site           TEXT NOT NULL,
  ticket_hash    TEXT NOT NULL UNIQUE,   -- keyed hash of the number the reporter holds
  nonce_hash     TEXT NOT NULL UNIQUE,   -- the same confirmation twice is the same case
  known_to_staff INTEGER NOT NULL,
  state          TEXT NOT NULL,          -- current values: always what fold() says of the events
  kind           TEXT NOT NULL,
  tier           TEXT NOT NULL,
  window_id      TEXT NOT NULL,
  unit           TEXT NOT NULL,
  concerned_unit TEXT NOT NULL,
  serial         TEXT NOT NULL,
  policy         TEXT NOT NULL,
  round          INTEGER NOT NULL,
  restricted     INTEGER NOT NULL,
  confidential   INTEGER NOT NULL,
  due_key        TEXT NOT NULL,          -- next due time, or '~' which sorts after every time
  submitted_at   TEXT NOT NULL,
  updated_at     TEXT NOT NULL,
  last_seq       INTEGER NOT NULL,
  phone_index    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX cases_by_due ON cases(site, due_key, case_id);
CREATE INDEX cases_by_state ON cases(site, state, due_key, case_id);
CREATE INDEX cases_by_serial ON cases(site, serial);
CREATE INDEX cases_by_phone ON cases(site, phone_index) WHERE phone_index <> '';

-- Only ever added to; the triggers below refuse everything else.
CREATE TABLE events (
  site         TEXT NOT NULL,
  seq          INTEGER NOT NULL,
  case_id      INTEGER NOT NULL REFERENCES cases(case_id),
  round        INTEGER NOT NULL,
  recorded_at  TEXT NOT NULL,
  occurred_at  TEXT,
  actor_kind   TEXT NOT NULL,
  actor_user   INTEGER NOT NULL,
  actor_role   TEXT NOT NULL,
  actor_unit   TEXT NOT NULL,
  type         TEXT NOT NULL,
  type_version INTEGER NOT NULL,
  data         TEXT NOT NULL,            -- canonical JSON without personal data
  policy       TEXT NOT NULL,
  prev         TEXT NOT NULL,
  hash         TEXT NOT NULL,
  PRIMARY KEY (site, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_case ON events(case_id, seq);
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- Texts that people wrote, outside the events so that they can be destroyed while the chain still verifies.
CREATE TABLE parts (
  part_id      INTEGER PRIMARY KEY AUTOINCREMENT,
  site         TEXT NOT NULL,
  case_id      INTEGER NOT NULL REFERENCES cases(case_id),
  field        TEXT NOT NULL,
  sealed       INTEGER NOT NULL,
  for_reporter INTEGER NOT NULL,
  body         TEXT NOT NULL,
  salt         TEXT NOT NULL,
  commitment   TEXT NOT NULL,
  destroyed    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX parts_by_case ON parts(case_id);

-- The text of every policy version that a case was accepted under.
CREATE TABLE policy_versions (
  version TEXT NOT NULL,
  site    TEXT NOT NULL,
  name    TEXT NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (version, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE serials (
  site TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (site, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  user_id       INTEGER PRIMARY KEY AUTOINCREMENT,
  login         TEXT NOT NULL UNIQUE,
  display_name  TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  disabled      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE grants (
  user_id   INTEGER NOT NULL REFERENCES users(user_id),
  site      TEXT NOT NULL,
  role      TEXT NOT NULL,
  window_id TEXT NOT NULL,
  unit      TEXT NOT NULL,
  PRIMARY KEY (user_id, site, role, window_id, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES users(user_id),
  site       TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_used  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Rate limits and delays: a CGI process remembers nothing.
CREATE TABLE counters (
  key        TEXT PRIMARY KEY,
  period     INTEGER NOT NULL,
  count      INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counters_by_expiry ON counters(expires_at);
)sql";

}  // namespace handler::store

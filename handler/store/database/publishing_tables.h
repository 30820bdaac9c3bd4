// The steps of the schema for drafts of what is published, and for the record of publications.
#pragma once

#include <string_view>

namespace handler::store {

// A draft belongs to a person and a site. A publication's row and files never change; what becomes
// of it are steps, which are only added. `hash` is over the row's other columns (row_hash.h), so
// that verification finds a changed bit.
inline constexpr std::string_view kPublishing = R"sql(
CREATE TABLE drafts (
  user_id    INTEGER NOT NULL REFERENCES users(user_id),
  site       TEXT NOT NULL,
  version    INTEGER NOT NULL,  -- grows with each change of the draft
  changed_at TEXT NOT NULL,
  hash       TEXT NOT NULL,     -- over these columns and the draft's files
  PRIMARY KEY (user_id, site)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft_files (
  user_id INTEGER NOT NULL,
  site    TEXT NOT NULL,
  path    TEXT NOT NULL,        -- below the site's folder
  base    TEXT NOT NULL,        -- hash of the file that the draft began from; '' : there was none
  body    TEXT,                 -- NULL: the file is removed
  PRIMARY KEY (user_id, site, path),
  FOREIGN KEY (user_id, site) REFERENCES drafts(user_id, site) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE publications (
  publication  INTEGER PRIMARY KEY AUTOINCREMENT,
  site         TEXT NOT NULL,
  author       INTEGER NOT NULL REFERENCES users(user_id),
  asked_at     TEXT NOT NULL,
  reason       TEXT NOT NULL,
  needs_second INTEGER NOT NULL,  -- 1: another person must agree first
  puts_back    INTEGER NOT NULL,  -- the publication whose earlier state comes back; 0: none
  lines        TEXT NOT NULL,     -- JSON list: what changes, in words
  content      TEXT NOT NULL,     -- hash over all files, which a second person agrees to
  hash         TEXT NOT NULL      -- over the columns above
) STRICT;
CREATE INDEX publications_by_site ON publications(site, publication);
CREATE TABLE publication_files (
  publication INTEGER NOT NULL REFERENCES publications(publication),
  path        TEXT NOT NULL,
  before      TEXT,               -- NULL: there was no such file
  after       TEXT,               -- NULL: it is removed
  PRIMARY KEY (publication, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE publication_steps (
  step        INTEGER PRIMARY KEY AUTOINCREMENT,
  publication INTEGER NOT NULL REFERENCES publications(publication),
  act         TEXT NOT NULL,      -- agreed, declined, withdrawn, begun, done, failed
  user_id     INTEGER NOT NULL,   -- 0: the publisher
  at          TEXT NOT NULL,
  note        TEXT NOT NULL,      -- a reason, or why it failed
  hash        TEXT NOT NULL       -- over the columns above
) STRICT;
CREATE INDEX publication_steps_by_publication ON publication_steps(publication, step);
CREATE TRIGGER publications_stay BEFORE UPDATE ON publications BEGIN SELECT RAISE(ABORT, 'publications are never changed'); END;
CREATE TRIGGER publications_are_kept BEFORE DELETE ON publications BEGIN SELECT RAISE(ABORT, 'publications are never deleted'); END;
CREATE TRIGGER publication_files_stay BEFORE UPDATE ON publication_files BEGIN SELECT RAISE(ABORT, 'publications are never changed'); END;
CREATE TRIGGER publication_files_are_kept BEFORE DELETE ON publication_files BEGIN SELECT RAISE(ABORT, 'publications are never deleted'); END;
CREATE TRIGGER publication_steps_stay BEFORE UPDATE ON publication_steps BEGIN SELECT RAISE(ABORT, 'publications are never changed'); END;
CREATE TRIGGER publication_steps_are_kept BEFORE DELETE ON publication_steps BEGIN SELECT RAISE(ABORT, 'publications are never deleted'); END;
)sql";

// Pictures and PDF below "files/" are bytes and no texts: of the two columns for the same thing one
// is NULL.
inline constexpr std::string_view kPublishedBytes = R"sql(
ALTER TABLE draft_files ADD COLUMN bytes BLOB CHECK (bytes IS NULL OR body IS NULL);
ALTER TABLE publication_files ADD COLUMN bytes_before BLOB CHECK (bytes_before IS NULL OR before IS NULL);
ALTER TABLE publication_files ADD COLUMN bytes_after BLOB CHECK (bytes_after IS NULL OR after IS NULL);
)sql";

}  // namespace handler::store

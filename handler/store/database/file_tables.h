// The steps of the schema for files, sealed chunks beside the part that they belong to, and for
// what is destroyed of them and of texts.
#pragma once

#include <string_view>

namespace handler::store {

// A chunk has 64 KiB, so it lies on pages of its own and not within a tree that is ordered by it.
// Which case has files follows from the events, as the whole row does. From now on a main case also
// waits for the files of the cases that were merged into it: the next tick counts them anew.
inline constexpr std::string_view kFiles = R"sql(
CREATE TABLE file_chunks (
  chunk  INTEGER PRIMARY KEY,
  part   INTEGER NOT NULL REFERENCES parts(part_id),
  number INTEGER NOT NULL,  -- from 0
  body   BLOB NOT NULL      -- as the key in the part has sealed it
) STRICT;
CREATE UNIQUE INDEX file_chunks_by_part ON file_chunks(part, number);
CREATE TRIGGER file_chunks_stay BEFORE UPDATE ON file_chunks BEGIN SELECT RAISE(ABORT, 'chunks of files are never changed'); END;

ALTER TABLE cases ADD COLUMN file_bytes INTEGER NOT NULL DEFAULT 0;  -- of its files that are not destroyed
CREATE INDEX cases_with_files ON cases(site, file_bytes) WHERE file_bytes > 0;
UPDATE cases SET retention = '?', destroy_key = '~' WHERE case_id IN (SELECT case_id FROM events WHERE type = 'merged_in');
)sql";

// The parts that the list of destroyed parts must name are found at once, and need no note of their
// own. Words are cut otherwise than before, so all are indexed anew.
inline constexpr std::string_view kDestroyedParts = R"sql(
CREATE INDEX parts_destroyed ON parts(case_id, part_id, site) WHERE destroyed = 1;
DELETE FROM facts WHERE name = 'unlisted';
INSERT INTO case_words(case_words) VALUES ('delete-all');
DELETE FROM case_marks;
UPDATE cases SET listed = 0;
)sql";

}  // namespace handler::store

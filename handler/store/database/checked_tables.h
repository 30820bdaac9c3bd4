// The steps of the schema that let verification find a change: a hash chain of what is done to
// accounts, and second copies of small tables.
#pragma once

#include <string_view>

namespace handler::store {

// Rows from before this step have no hash; the first row after them follows all of them (see
// staff_chain.h).
inline constexpr std::string_view kStaffChain = R"sql(
ALTER TABLE staff_changes ADD COLUMN detail TEXT NOT NULL DEFAULT '';  -- JSON: what the account is since
ALTER TABLE staff_changes ADD COLUMN prev TEXT NOT NULL DEFAULT '';
ALTER TABLE staff_changes ADD COLUMN hash TEXT NOT NULL DEFAULT '';
)sql";

// Nothing else says what stands in these tables, so an index of all their columns is a second copy:
// SQLite's own check compares both and finds a bit that changed in either. Older programs left
// sessions of users whose last role on a site was taken away, which this one does not.
inline constexpr std::string_view kSecondCopies = R"sql(
UPDATE cases SET awaited_notice = 0 WHERE awaited_notice <> 0;
DELETE FROM sessions WHERE NOT EXISTS (SELECT 1 FROM grants AS g WHERE g.user_id = sessions.user_id AND g.site = sessions.site);
CREATE INDEX users_whole ON users(login, display_name, password_hash, disabled, one_time_secret, one_time_step, must_change);
CREATE INDEX sessions_whole ON sessions(user_id, site, created_at, last_used);
DROP INDEX counters_by_expiry;
CREATE INDEX counters_by_expiry ON counters(expires_at, period, count);
CREATE INDEX serials_whole ON serials(last);
CREATE INDEX saved_views_whole ON saved_views(query);
CREATE INDEX names_whole ON names(site, kind, id, name, since, gone_at);
CREATE INDEX names_kept_whole ON names_kept(version);
CREATE INDEX filed_whole ON filed(site, filing, period, user_id, filed_at, figures);
CREATE INDEX filed_taken_back_whole ON filed_taken_back(user_id, taken_at, reason);
CREATE INDEX presences_whole ON presences(site, day, part, who, note, user_id, noted_at);
CREATE INDEX presence_corrections_whole ON presence_corrections(presence, who, user_id, corrected_at, reason);
CREATE INDEX signs_of_life_whole ON signs_of_life(wall, boot, boot_id);
CREATE INDEX facts_whole ON facts(value);
DROP INDEX parts_by_case;
CREATE INDEX parts_by_case ON parts(case_id, site, field, sealed, for_reporter, destroyed);
)sql";

}  // namespace handler::store

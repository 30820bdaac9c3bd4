// Acts on the tables of staff_tables and keeps a row of each act.
#include "handler/store/staff_changes.h"

#include "handler/store/staff_tables.h"

namespace handler::store {
namespace {

core::Status record(Database& database, const StaffChange& change, core::Instant now) {
  const cases::Grant none;
  const cases::Grant& grant = change.grant ? *change.grant : none;
  const core::Result<Rows> rows = database.run(
      "INSERT INTO staff_changes(at, site, user_id, by_user, act, grant_site, role, window_id, "
      "unit) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {core::to_iso(now), change.site, change.user, change.by,
       std::string(core::name_in(kStaffActs, change.act)), grant.site,
       change.grant ? std::string(core::to_text(grant.role)) : std::string(), grant.window,
       grant.unit});
  if (!rows) return rows.failure();
  return core::success();
}

core::Status apply(Database& database, const StaffChange& change) {
  switch (change.act) {
    case StaffAct::add:
      return core::success();  // add_staff() has done it
    case StaffAct::grant:
      return insert_grant(database, change.user, *change.grant);
    case StaffAct::revoke:
      return delete_grant(database, change.user, *change.grant);
    case StaffAct::disable:
      return write_disabled(database, change.user, true);
    case StaffAct::enable:
      return write_disabled(database, change.user, false);
    case StaffAct::set_password:
      return write_password(database, change.user, change.password_hash, change.must_change);
    case StaffAct::drop_code:
      return write_one_time_secret(database, change.user, "");
  }
  return core::success();
}

}  // namespace

core::Status change_staff(Database& database, const StaffChange& change, core::Instant now) {
  if (const core::Status done = apply(database, change); !done) return done;
  return record(database, change, now);
}

core::Result<std::int64_t> add_staff(Database& database, const User& user, std::int64_t by,
                                     core::Instant now) {
  const core::Result<std::int64_t> id = insert_user(database, user);
  if (!id) return id;
  StaffChange change{.act = StaffAct::add, .user = *id, .by = by};
  if (user.grants.empty()) {
    if (const core::Status kept = record(database, change, now); !kept) return kept.failure();
  }
  for (const cases::Grant& grant : user.grants) {
    change.grant = grant;
    change.site = grant.site;
    if (const core::Status kept = record(database, change, now); !kept) return kept.failure();
  }
  return id;
}

core::Result<std::vector<StaffChange>> read_staff_changes(Database& database,
                                                          const std::string& site,
                                                          std::int64_t user) {
  const core::Result<Rows> rows = database.run(
      "SELECT at, site, user_id, by_user, act, grant_site, role, window_id, unit FROM "
      "staff_changes WHERE user_id = $1 AND (site = $2 OR site = '') ORDER BY change_id DESC LIMIT "
      "100",
      {user, site});
  if (!rows) return rows.failure();
  std::vector<StaffChange> changes;
  for (const Row& row : *rows) {
    const std::optional<StaffAct> act = core::word_in(kStaffActs, row.text(4));
    if (!act) continue;
    StaffChange change{
        .act = *act, .user = row.number(2), .by = row.number(3), .site = row.text(1)};
    change.at = core::from_iso(row.text(0)).value_or(core::Instant{});
    if (const std::optional<core::Role> role = core::word_in(core::kRoles, row.text(6)))
      change.grant = cases::Grant{row.text(5), *role, row.text(7), row.text(8)};
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace handler::store

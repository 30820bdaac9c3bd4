// Writes and walks the chain of staff changes.
#include "handler/store/database/staff_chain.h"

#include <utility>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/json.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT change_id, at, site, user_id, by_user, act, grant_site, role, window_id, unit, detail, "
    "prev, hash FROM staff_changes ";

std::string first_previous() {
  return std::string(64, '0');
}

StaffRow staff_row_in(const Row& row) {
  return {row.number(0), row.text(1),  row.text(2), row.number(3), row.number(4),
          row.text(5),   row.text(6),  row.text(7), row.text(8),   row.text(9),
          row.text(10),  row.text(11), row.text(12)};
}

core::Json grants_as_json(Database& database, std::int64_t user) {
  core::Json grants = core::Json::array();
  for (const Row& row : run(database,
                            "SELECT site, role, window_id, unit FROM grants WHERE user_id = $1 "
                            "ORDER BY site, role, window_id, unit",
                            {user}))
    grants.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
  return grants;
}

}  // namespace

std::string fingerprint_of(const std::string& secret) {
  return secret.empty() ? std::string() : core::to_hex(core::hash(secret));
}

std::string hash_of(const StaffRow& row, const std::string& previous) {
  const std::string parts[] = {std::to_string(row.id),
                               row.at,
                               row.site,
                               std::to_string(row.user),
                               std::to_string(row.by),
                               row.act,
                               row.grant_site,
                               row.role,
                               row.window,
                               row.unit,
                               row.detail,
                               previous};
  return core::to_hex(core::hash_parts(parts, std::size(parts)));
}

void visit_staff_rows(Database& database, const std::function<void(const StaffRow&)>& take) {
  visit(database, std::string(kSelect) + "ORDER BY change_id", {},
        [&](const Row& row) { take(staff_row_in(row)); });
}

StaffHead staff_head(Database& database) {
  const Rows rows = run(database, std::string(kSelect) + "ORDER BY change_id DESC LIMIT 1");
  if (rows.empty()) return {0, first_previous()};
  const StaffRow newest = staff_row_in(rows.front());
  if (!newest.hash.empty()) return {newest.id, newest.hash};
  StaffHead head{0, first_previous()};
  visit_staff_rows(database, [&](const StaffRow& row) {
    head = {row.id, hash_of(row, head.hash)};
  });
  return head;
}

void append_staff_row(Database& database, StaffRow row) {
  const StaffHead head = staff_head(database);
  row.id = head.id + 1;
  row.prev = head.hash;
  row.hash = hash_of(row, row.prev);
  run(database,
      "INSERT INTO staff_changes(change_id, at, site, user_id, by_user, act, grant_site, role, "
      "window_id, unit, detail, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "$12, $13)",
      {row.id, row.at, row.site, row.user, row.by, row.act, row.grant_site, row.role, row.window,
       row.unit, row.detail, row.prev, row.hash});
  // SQLite has seen the number; a sequence of PostgreSQL has not.
  run(database, dialect::kRaiseLastId, {std::string("staff_changes"), row.id});
}

void begin_staff_chain(Database& database) {
  for (const Row& row : run(database,
                            "SELECT user_id, login, display_name, password_hash, disabled, "
                            "one_time_secret, must_change FROM users ORDER BY user_id")) {
    StaffRow known;
    known.user = row.number(0);
    known.act = staff_acts::kTakenOver;
    known.detail = core::Json{{staff_detail::kLogin, row.text(1)},
                              {staff_detail::kName, row.text(2)},
                              {staff_detail::kPassword, fingerprint_of(row.text(3))},
                              {staff_detail::kDisabled, row.number(4)},
                              {staff_detail::kCode, fingerprint_of(row.text(5))},
                              {staff_detail::kMustChange, row.number(6)},
                              {staff_detail::kGrants, grants_as_json(database, known.user)}}
                       .dump(-1, ' ', false, core::Json::error_handler_t::replace);
    append_staff_row(database, std::move(known));
  }
}

}  // namespace handler::store

// Accounts and grants; each administrator's change is executed and recorded in one transaction.
#include "handler/store/staff/staff.h"

#include "core/base/json.h"
#include "handler/store/database/connections.h"
#include "handler/store/database/staff_chain.h"

namespace handler::store {
namespace {

constexpr std::string_view kSelectUsers =
    "SELECT user_id, login, display_name, password_hash, disabled, one_time_secret, must_change "
    "FROM users ";

std::string text_of(core::Role role) {
  return std::string(core::to_text(role));
}

std::vector<cases::Grant> grants_of(Database& database, std::int64_t user) {
  std::vector<cases::Grant> grants;
  for (const Row& row : run(database,
                            "SELECT site, role, window_id, unit FROM grants WHERE user_id = $1 "
                            "ORDER BY site, role, window_id, unit",
                            {user})) {
    const std::optional<core::Role> role = core::word_in(core::kRoles, row.text(1));
    if (role) grants.push_back({row.text(0), *role, row.text(2), row.text(3)});
  }
  return grants;
}

std::vector<User> users(Database& database, std::string_view sql,
                        const std::vector<Value>& values) {
  return each(run(database, std::string(kSelectUsers) + std::string(sql), values),
              [&](const Row& row) {
                return User{row.number(0), row.text(1), row.text(2),
                            row.text(3),   row.flag(4), grants_of(database, row.number(0)),
                            row.text(5),   row.flag(6)};
              });
}

User only_user(Database& database, std::string_view sql, const Value& value) {
  std::vector<User> found = users(database, sql, {value});
  if (found.empty()) throw Refused(core::FailureCode::not_found, "no such user");
  return std::move(found.front());
}

void insert_grant(Database& database, std::int64_t user, const cases::Grant& grant) {
  run(database,
      "INSERT INTO grants(user_id, site, role, window_id, unit) VALUES ($1, $2, $3, $4, $5) ON "
      "CONFLICT DO NOTHING",
      {user, grant.site, text_of(grant.role), grant.window, grant.unit});
}

void delete_grant(Database& database, std::int64_t user, const cases::Grant& grant) {
  only(run(database,
           "DELETE FROM grants WHERE user_id = $1 AND site = $2 AND role = $3 AND "
           "window_id = $4 AND unit = $5 RETURNING user_id",
           {user, grant.site, text_of(grant.role), grant.window, grant.unit}),
       "grant");
  // Without a role on the site its desk is closed to the user: verification finds such a session.
  run(database,
      "DELETE FROM sessions WHERE user_id = $1 AND site = $2 AND NOT EXISTS "
      "(SELECT 1 FROM grants WHERE user_id = $1 AND site = $2)",
      {user, grant.site});
}

// Updates a user and ends the user's sessions; $1 is the user's id.
void change_user(Database& database, std::string_view sql, const std::vector<Value>& values) {
  only(run(database, sql, values), "user");
  run(database, "DELETE FROM sessions WHERE user_id = $1", {values.front()});
}

void write_password(Database& database, std::int64_t user, const std::string& password_hash,
                    bool must_change) {
  change_user(
      database,
      "UPDATE users SET password_hash = $2, must_change = $3 WHERE user_id = $1 RETURNING user_id",
      {user, password_hash, std::int64_t{must_change}});
}

void write_one_time_secret(Database& database, std::int64_t user, const std::string& sealed) {
  change_user(database,
              "UPDATE users SET one_time_secret = $2 WHERE user_id = $1 RETURNING user_id",
              {user, sealed});
}

// What the account is since the change, as far as the other columns do not say it.
std::string detail_of(const StaffChange& change) {
  if (change.act == StaffAct::drop_code) return core::Json{{staff_detail::kCode, ""}}.dump();
  if (change.act != StaffAct::set_password) return {};
  return core::Json{{staff_detail::kPassword, fingerprint_of(change.password_hash)},
                    {staff_detail::kMustChange, change.must_change ? 1 : 0}}
      .dump();
}

std::string detail_of(const User& added) {
  return core::Json{{staff_detail::kLogin, added.login},
                    {staff_detail::kName, added.display_name},
                    {staff_detail::kPassword, fingerprint_of(added.password_hash)},
                    {staff_detail::kMustChange, added.must_change ? 1 : 0}}
      .dump(-1, ' ', false, core::Json::error_handler_t::replace);
}

void record_change(Database& database, const StaffChange& change, const std::string& detail,
                   core::Instant now) {
  const cases::Grant grant = change.grant.value_or(cases::Grant{});
  StaffRow row;
  row.at = core::to_iso(now);
  row.site = change.site;
  row.user = change.user;
  row.by = change.by;
  row.act = core::name_in(kStaffActs, change.act);
  row.grant_site = grant.site;
  row.role = change.grant ? text_of(grant.role) : std::string();
  row.window = grant.window;
  row.unit = grant.unit;
  row.detail = detail;
  append_staff_row(database, std::move(row));
}

// By the users themselves: the desk does not list it, verification compares it with the account.
void record_own(Database& database, std::int64_t user, std::string_view act,
                const core::Json& detail, core::Instant now) {
  StaffRow row;
  row.at = core::to_iso(now);
  row.user = user;
  row.by = user;
  row.act = act;
  row.detail = detail.dump();
  append_staff_row(database, std::move(row));
}

void apply_change(Database& database, const StaffChange& change) {
  switch (change.act) {
    case StaffAct::add:
      return;  // done by add_user()
    case StaffAct::grant:
      return insert_grant(database, change.user, *change.grant);
    case StaffAct::revoke:
      return delete_grant(database, change.user, *change.grant);
    case StaffAct::disable:
    case StaffAct::enable:
      return change_user(database,
                         "UPDATE users SET disabled = $2 WHERE user_id = $1 RETURNING user_id",
                         {change.user, std::int64_t{change.act == StaffAct::disable}});
    case StaffAct::set_password:
      return write_password(database, change.user, change.password_hash, change.must_change);
    case StaffAct::drop_code:
      return write_one_time_secret(database, change.user, "");
  }
}

std::int64_t insert_user(Database& database, const User& user) {
  if (!run(database, "SELECT 1 FROM users WHERE login = $1", {user.login}).empty()) {
    throw Refused(core::FailureCode::conflict, "the user '" + user.login + "' is there already");
  }
  const Rows rows =
      run(database,
          "INSERT INTO users(login, display_name, password_hash, must_change) "
          "VALUES ($1, $2, $3, $4) RETURNING user_id",
          {user.login, user.display_name, user.password_hash, std::int64_t{user.must_change}});
  return rows.front().number(0);
}

StaffChange change_of(const Row& row, StaffAct act) {
  StaffChange change{.act = act, .user = row.number(2), .by = row.number(3), .site = row.text(1)};
  change.at = row.time(0);
  if (const std::optional<core::Role> role = core::word_in(core::kRoles, row.text(6)))
    change.grant = cases::Grant{row.text(5), *role, row.text(7), row.text(8)};
  return change;
}

}  // namespace

core::Result<std::int64_t> Staff::add_user(const User& user, std::int64_t by) {
  return connections_.write([&](Database& database) {
    StaffChange change{.act = StaffAct::add, .user = insert_user(database, user), .by = by};
    for (const cases::Grant& grant : user.grants) insert_grant(database, change.user, grant);
    const std::string detail = detail_of(user);
    if (user.grants.empty()) record_change(database, change, detail, connections_.now());
    for (const cases::Grant& grant : user.grants) {
      change.grant = grant;
      change.site = grant.site;
      record_change(database, change, detail, connections_.now());
    }
    return change.user;
  });
}

core::Result<User> Staff::user_by_login(const std::string& login) {
  return connections_.read(
      [&](Database& database) { return only_user(database, "WHERE login = $1", login); });
}

core::Result<User> Staff::user_by_id(std::int64_t id) {
  return connections_.read(
      [&](Database& database) { return only_user(database, "WHERE user_id = $1", id); });
}

core::Result<std::vector<User>> Staff::list_users() {
  return connections_.read(
      [](Database& database) { return users(database, "ORDER BY login", {}); });
}

core::Result<std::vector<User>> Staff::users_of_site(const std::string& site) {
  return connections_.read([&](Database& database) {
    return users(database,
                 "WHERE user_id IN (SELECT user_id FROM grants WHERE site = $1 UNION SELECT "
                 "user_id FROM staff_changes WHERE site = $1) ORDER BY login",
                 {site});
  });
}

core::Status Staff::change_staff(const StaffChange& change) {
  return connections_.write([&](Database& database) {
    apply_change(database, change);
    record_change(database, change, detail_of(change), connections_.now());
  });
}

core::Result<std::vector<StaffChange>> Staff::staff_changes(const std::string& site,
                                                            std::int64_t user) {
  return connections_.read([&](Database& database) {
    std::vector<StaffChange> changes;
    for (const Row& row :
         run(database,
             "SELECT at, site, user_id, by_user, act, grant_site, role, window_id, unit FROM "
             "staff_changes WHERE user_id = $1 AND (site = $2 OR site = '') ORDER BY change_id "
             "DESC LIMIT 100",
             {user, site})) {
      if (const std::optional<StaffAct> act = core::word_in(kStaffActs, row.text(4)))
        changes.push_back(change_of(row, *act));
    }
    return changes;
  });
}

core::Result<bool> Staff::is_handed_over_by(std::int64_t user, std::int64_t other) {
  return connections_.read([&](Database& database) {
    const Rows found =
        run(database,
            "WITH RECURSIVE givers(id) AS (SELECT CAST($1 AS BIGINT) UNION SELECT c.by_user FROM "
            "staff_changes AS c JOIN givers ON c.user_id = givers.id WHERE c.act IN "
            "($3, $4) AND c.by_user <> 0) SELECT 1 FROM givers WHERE id = $2 AND "
            "id <> $1",
            {user, other, std::string(core::name_in(kStaffActs, StaffAct::add)),
             std::string(core::name_in(kStaffActs, StaffAct::set_password))});
    return !found.empty();
  });
}

core::Status Staff::set_password(std::int64_t user, const std::string& password_hash) {
  return connections_.write([&](Database& database) {
    write_password(database, user, password_hash, /*must_change=*/false);
    record_own(
        database, user, staff_acts::kOwnPassword,
        {{staff_detail::kPassword, fingerprint_of(password_hash)}, {staff_detail::kMustChange, 0}},
        connections_.now());
  });
}

core::Status Staff::set_one_time_secret(std::int64_t user, const std::string& sealed) {
  return connections_.write([&](Database& database) {
    write_one_time_secret(database, user, sealed);
    record_own(database, user, staff_acts::kOwnCode,
               {{staff_detail::kCode, fingerprint_of(sealed)}}, connections_.now());
  });
}

core::Status Staff::use_one_time_step(std::int64_t user, std::int64_t step) {
  return connections_.write([&](Database& database) {
    const Rows used = run(database,
                          "UPDATE users SET one_time_step = $2 WHERE user_id = $1 AND "
                          "one_time_step < $2 RETURNING user_id",
                          {user, step});
    if (used.empty()) throw Refused(core::FailureCode::conflict, "the code was used already");
  });
}

core::Result<std::vector<SavedView>> Staff::saved_views(std::int64_t user,
                                                        const std::string& site) {
  return connections_.list(
      "SELECT name, query FROM saved_views WHERE user_id = $1 AND site = $2 ORDER BY name",
      {user, site}, [](const Row& row) {
        return SavedView{row.text(0), row.text(1)};
      });
}

core::Status Staff::save_view(std::int64_t user, const std::string& site, const SavedView& view) {
  return connections_.write([&](Database& database) {
    const Rows others =
        run(database,
            "SELECT COUNT(*) FROM saved_views WHERE user_id = $1 AND site = $2 AND name <> $3",
            {user, site, view.name});
    if (others.front().number(0) >= kMostSavedViews)
      throw Refused(core::FailureCode::refused, "the user has the maximum number of saved views");
    run(database,
        "INSERT INTO saved_views(user_id, site, name, query) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (user_id, site, name) DO UPDATE SET query = $4",
        {user, site, view.name, view.query});
  });
}

core::Status Staff::delete_view(std::int64_t user, const std::string& site,
                                const std::string& name) {
  return connections_.write(
      "DELETE FROM saved_views WHERE user_id = $1 AND site = $2 AND name = $3", {user, site, name});
}

core::Status Staff::add_session(const std::string& token_hash, const Session& session) {
  return connections_.write([&](Database& database) {
    const Rows added =
        run(database,
            "INSERT INTO sessions(token_hash, user_id, site, created_at, last_used) "
            "SELECT $1, user_id, $3, $4, $5 FROM users WHERE user_id = $2 AND disabled = 0 "
            "RETURNING token_hash",
            {token_hash, session.user, session.site, core::to_iso(session.created),
             core::to_iso(session.last_used)});
    if (added.empty()) throw Refused(core::FailureCode::refused, "the user is disabled");
  });
}

core::Result<Session> Staff::session(const std::string& token_hash) {
  return connections_.read([&](Database& database) {
    const Row row =
        only(run(database,
                 "SELECT user_id, site, created_at, last_used FROM sessions WHERE token_hash = $1",
                 {token_hash}),
             "session");
    return Session{row.number(0), row.text(1), row.time(2), row.time(3)};
  });
}

core::Status Staff::touch_session(const std::string& token_hash, core::Instant now) {
  return connections_.write("UPDATE sessions SET last_used = $2 WHERE token_hash = $1",
                            {token_hash, core::to_iso(now)});
}

core::Status Staff::end_session(const std::string& token_hash) {
  return connections_.write("DELETE FROM sessions WHERE token_hash = $1", {token_hash});
}

core::Status Staff::end_sessions(core::Instant used_before, core::Instant made_before) {
  return connections_.write("DELETE FROM sessions WHERE last_used < $1 OR created_at < $2",
                            {core::to_iso(used_before), core::to_iso(made_before)});
}

}  // namespace handler::store

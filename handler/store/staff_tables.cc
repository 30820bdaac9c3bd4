// Reads and writes staff, what they may do, and where they are signed in.
#include "handler/store/staff_tables.h"

#include <utility>

namespace handler::store {
namespace {

core::Status done(const core::Result<Rows>& rows) {
  if (!rows) return rows.failure();
  return core::success();
}

// Fails with not_found if the statement touched no row (it must end in RETURNING).
core::Status done_to_one(const core::Result<Rows>& rows, const std::string& what) {
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::not_found, "no such " + what};
  return core::success();
}

constexpr std::string_view kSelectUsers =
    "SELECT user_id, login, display_name, password_hash, disabled, one_time_secret, must_change "
    "FROM users ";

core::Result<std::vector<cases::Grant>> grants_of(Database& database, std::int64_t user) {
  const core::Result<Rows> rows = database.run(
      "SELECT site, role, window_id, unit FROM grants WHERE user_id = $1 ORDER BY site, role, "
      "window_id, unit",
      {user});
  if (!rows) return rows.failure();
  std::vector<cases::Grant> grants;
  for (const Row& row : *rows) {
    const std::optional<core::Role> role = core::word_in(core::kRoles, row.text(1));
    if (role) grants.push_back({row.text(0), *role, row.text(2), row.text(3)});
  }
  return grants;
}

core::Result<User> user_of(Database& database, const Row& row) {
  User user{row.number(0), row.text(1), row.text(2), row.text(3),
            row.flag(4),   {},          row.text(5), row.flag(6)};
  core::Result<std::vector<cases::Grant>> grants = grants_of(database, user.id);
  if (!grants) return grants.failure();
  user.grants = std::move(*grants);
  return user;
}

core::Result<User> only_user(Database& database, const core::Result<Rows>& rows) {
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::not_found, "no such user"};
  return user_of(database, rows->front());
}

core::Result<std::vector<User>> all_users(Database& database, const core::Result<Rows>& rows) {
  if (!rows) return rows.failure();
  std::vector<User> users;
  for (const Row& row : *rows) {
    core::Result<User> user = user_of(database, row);
    if (!user) return user.failure();
    users.push_back(std::move(*user));
  }
  return users;
}

core::Status end_sessions(Database& database, std::int64_t user) {
  return done(database.run("DELETE FROM sessions WHERE user_id = $1", {user}));
}

}  // namespace

core::Result<std::int64_t> insert_user(Database& database, const User& user) {
  const core::Result<Rows> there =
      database.run("SELECT 1 FROM users WHERE login = $1", {user.login});
  if (!there) return there.failure();
  if (!there->empty()) {
    return core::Failure{core::FailureCode::conflict,
                         "the user '" + user.login + "' is there already"};
  }
  const core::Result<Rows> rows = database.run(
      "INSERT INTO users(login, display_name, password_hash, must_change) VALUES ($1, $2, $3, $4) "
      "RETURNING user_id",
      {user.login, user.display_name, user.password_hash, std::int64_t{user.must_change}});
  if (!rows) return rows.failure();
  const std::int64_t id = rows->front().number(0);
  for (const cases::Grant& grant : user.grants) {
    if (const core::Status given = insert_grant(database, id, grant); !given)
      return given.failure();
  }
  return id;
}

core::Result<User> read_user_by_login(Database& database, const std::string& login) {
  return only_user(database, database.run(std::string(kSelectUsers) + "WHERE login = $1", {login}));
}

core::Result<User> read_user(Database& database, std::int64_t id) {
  return only_user(database, database.run(std::string(kSelectUsers) + "WHERE user_id = $1", {id}));
}

core::Result<std::vector<User>> read_users(Database& database) {
  return all_users(database, database.run(std::string(kSelectUsers) + "ORDER BY login"));
}

core::Result<std::vector<User>> read_users_of_site(Database& database, const std::string& site) {
  return all_users(database,
                   database.run(std::string(kSelectUsers) +
                                    "WHERE user_id IN (SELECT user_id FROM grants WHERE site = $1 "
                                    "UNION SELECT user_id FROM staff_changes WHERE site = $1) "
                                    "ORDER BY login",
                                {site}));
}

core::Status insert_grant(Database& database, std::int64_t user, const cases::Grant& grant) {
  return done(database.run(
      "INSERT INTO grants(user_id, site, role, window_id, unit) VALUES ($1, $2, $3, $4, $5) ON "
      "CONFLICT DO NOTHING",
      {user, grant.site, std::string(core::to_text(grant.role)), grant.window, grant.unit}));
}

core::Status delete_grant(Database& database, std::int64_t user, const cases::Grant& grant) {
  return done_to_one(
      database.run(
          "DELETE FROM grants WHERE user_id = $1 AND site = $2 AND role = $3 AND "
          "window_id = $4 AND unit = $5 RETURNING user_id",
          {user, grant.site, std::string(core::to_text(grant.role)), grant.window, grant.unit}),
      "grant");
}

core::Status write_password(Database& database, std::int64_t user, const std::string& password_hash,
                            bool must_change) {
  const core::Status written =
      done_to_one(database.run("UPDATE users SET password_hash = $2, must_change = $3 WHERE "
                               "user_id = $1 RETURNING user_id",
                               {user, password_hash, std::int64_t{must_change}}),
                  "user");
  return written ? end_sessions(database, user) : written;
}

core::Status write_disabled(Database& database, std::int64_t user, bool disabled) {
  const core::Status written = done_to_one(
      database.run("UPDATE users SET disabled = $2 WHERE user_id = $1 RETURNING user_id",
                   {user, std::int64_t{disabled}}),
      "user");
  return written ? end_sessions(database, user) : written;
}

core::Status write_one_time_secret(Database& database, std::int64_t user,
                                   const std::string& sealed) {
  const core::Status written = done_to_one(
      database.run("UPDATE users SET one_time_secret = $2 WHERE user_id = $1 RETURNING user_id",
                   {user, sealed}),
      "user");
  return written ? end_sessions(database, user) : written;
}

core::Status write_one_time_step(Database& database, std::int64_t user, std::int64_t step) {
  const core::Result<Rows> rows = database.run(
      "UPDATE users SET one_time_step = $2 WHERE user_id = $1 AND one_time_step < $2 "
      "RETURNING user_id",
      {user, step});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::conflict, "the code was used already"};
  return core::success();
}

core::Status insert_session(Database& database, const std::string& token_hash,
                            const Session& session) {
  const core::Result<Rows> rows = database.run(
      "INSERT INTO sessions(token_hash, user_id, site, created_at, last_used) "
      "SELECT $1, user_id, $3, $4, $5 FROM users WHERE user_id = $2 AND disabled = 0 "
      "RETURNING token_hash",
      {token_hash, session.user, session.site, core::to_iso(session.created),
       core::to_iso(session.last_used)});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::refused, "the user is disabled"};
  return core::success();
}

core::Result<Session> read_session(Database& database, const std::string& token_hash) {
  const core::Result<Rows> rows = database.run(
      "SELECT user_id, site, created_at, last_used FROM sessions WHERE token_hash = $1",
      {token_hash});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::not_found, "no such session"};
  const Row& row = rows->front();
  return Session{row.number(0), row.text(1), core::from_iso(row.text(2)).value_or(core::Instant{}),
                 core::from_iso(row.text(3)).value_or(core::Instant{})};
}

core::Status write_session_use(Database& database, const std::string& token_hash,
                               core::Instant now) {
  return done(database.run("UPDATE sessions SET last_used = $2 WHERE token_hash = $1",
                           {token_hash, core::to_iso(now)}));
}

core::Status delete_session(Database& database, const std::string& token_hash) {
  return done(database.run("DELETE FROM sessions WHERE token_hash = $1", {token_hash}));
}

}  // namespace handler::store

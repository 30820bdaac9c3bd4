// The tables users, grants and sessions.
#pragma once

#include <string>
#include <vector>

#include "handler/store/database.h"
#include "handler/store/store.h"

namespace handler::store {

core::Result<std::int64_t> insert_user(Database& database, const User& user);
core::Result<User> read_user_by_login(Database& database, const std::string& login);
core::Result<User> read_user(Database& database, std::int64_t id);
core::Result<std::vector<User>> read_users(Database& database);
core::Result<std::vector<User>> read_users_of_site(Database& database, const std::string& site);
core::Status insert_grant(Database& database, std::int64_t user, const cases::Grant& grant);
core::Status delete_grant(Database& database, std::int64_t user, const cases::Grant& grant);
// These end the user's sessions.
core::Status write_password(Database& database, std::int64_t user, const std::string& password_hash,
                            bool must_change);
core::Status write_disabled(Database& database, std::int64_t user, bool disabled);
core::Status write_one_time_secret(Database& database, std::int64_t user,
                                   const std::string& sealed);

// Fails with conflict unless the step is later than all that were used.
core::Status write_one_time_step(Database& database, std::int64_t user, std::int64_t step);

core::Status insert_session(Database& database, const std::string& token_hash,
                            const Session& session);
core::Result<Session> read_session(Database& database, const std::string& token_hash);
core::Status write_session_use(Database& database, const std::string& token_hash,
                               core::Instant now);
core::Status delete_session(Database& database, const std::string& token_hash);

}  // namespace handler::store

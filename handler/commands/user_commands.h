// The commands on staff accounts: add, list, grant, revoke, disable, password, drop-code, demo.
// Passwords are never arguments.
#pragma once

#include <iosfwd>
#include <string>

#include "core/base/result.h"
#include "handler/runtime.h"

namespace handler {

struct UserOptions {
  std::string login;
  std::string display_name;
  std::string site;
  std::string role;
  std::string window;
  std::string unit;
  bool password_from_input = false;
  bool undo = false;
};

core::Status add_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
core::Status list_users(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
core::Status grant_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
// Revokes exactly the named grant.
core::Status revoke_from_user(const RuntimeOptions& runtime, const UserOptions& user,
                              std::ostream& out);
core::Status disable_user(const RuntimeOptions& runtime, const UserOptions& user,
                          std::ostream& out);
core::Status set_user_password(const RuntimeOptions& runtime, const UserOptions& user,
                               std::ostream& out);
// Removes the one-time code, for a user who lost the phone: the password is enough again. Ends open
// sessions.
core::Status drop_user_code(const RuntimeOptions& runtime, const UserOptions& user,
                            std::ostream& out);
// Creates one user per role on the demo and every other published sample (or on --site only), with
// random passwords that are printed once. Existing users keep theirs.
core::Status make_demo_users(const RuntimeOptions& runtime, const UserOptions& user,
                             std::ostream& out);

}  // namespace handler

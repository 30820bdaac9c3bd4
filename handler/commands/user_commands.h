// The commands on staff accounts: add, list, grant, revoke, disable, password, drop-code, demo.
// Passwords are never arguments. What cannot be done throws core::Refused.
#pragma once

#include <iosfwd>
#include <string>

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

void add_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
void list_users(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
void grant_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
// Revokes exactly the named grant.
void revoke_from_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
void disable_user(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
void set_user_password(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
// Removes the one-time code, for a user who lost the phone: the password is enough again. Ends open
// sessions.
void drop_user_code(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);
// Creates one user per role on the demo and every other published sample (or on --site only), with
// random passwords that are printed once. Existing users keep theirs.
void make_demo_users(const RuntimeOptions& runtime, const UserOptions& user, std::ostream& out);

}  // namespace handler

// The commands on staff: add, list, grant, revoke, disable, password, drop-code, demo. No password
// is ever an argument.
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
// Takes away exactly the grant that is named.
core::Status revoke_from_user(const RuntimeOptions& runtime, const UserOptions& user,
                              std::ostream& out);
core::Status disable_user(const RuntimeOptions& runtime, const UserOptions& user,
                          std::ostream& out);
core::Status set_user_password(const RuntimeOptions& runtime, const UserOptions& user,
                               std::ostream& out);
// For somebody whose phone is lost: a password is enough again. Ends open sessions.
core::Status drop_user_code(const RuntimeOptions& runtime, const UserOptions& user,
                            std::ostream& out);
// One person per role, on the demo and every other published sample (or on --site alone), with
// random passwords printed once; those who exist keep theirs.
core::Status make_demo_users(const RuntimeOptions& runtime, const UserOptions& user,
                             std::ostream& out);

}  // namespace handler

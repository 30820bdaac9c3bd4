// Staff accounts, their grants and their sessions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/cases/actions/grant.h"

namespace handler::store {

class Connections;

struct User {
  std::int64_t id = 0;
  std::string login;
  std::string display_name;
  std::string password_hash;
  bool disabled = false;
  std::vector<cases::Grant> grants;
  std::string one_time_secret;  // sealed for the desk, base64url; empty: password only
  bool must_change = false;     // another person knows the password
};

enum class StaffAct { add, grant, revoke, disable, enable, set_password, drop_code };
inline constexpr std::array<std::pair<StaffAct, std::string_view>, 7> kStaffActs = {{
    {StaffAct::add, "add"},
    {StaffAct::grant, "grant"},
    {StaffAct::revoke, "revoke"},
    {StaffAct::disable, "disable"},
    {StaffAct::enable, "enable"},
    {StaffAct::set_password, "set_password"},
    {StaffAct::drop_code, "drop_code"},
}};

// A change of an account, kept in the record.
struct StaffChange {
  StaffAct act = StaffAct::add;
  std::int64_t user = 0;
  std::optional<cases::Grant> grant = {};  // for grant and revoke
  std::string password_hash = {};          // for set_password; not kept in the record
  bool must_change = false;                // for set_password
  std::int64_t by = 0;    // the administrator; 0: the operator, on the command line
  std::string site = {};  // the site of that administrator's desk; "" on the command line
  core::Instant at{};     // set by the store
};

// A saved worklist filter.
struct SavedView {
  std::string name;
  std::string query;  // query string of the address
};
// Keeps the list of views short.
inline constexpr int kMostSavedViews = 20;

struct Session {
  std::int64_t user = 0;
  std::string site;
  core::Instant created{};
  core::Instant last_used{};
};

class Staff {
 public:
  explicit Staff(Connections& connections) : connections_(connections) {}

  // `conflict` if the login exists. `by` is the administrator who adds the user, 0 for the command
  // line.
  core::Result<std::int64_t> add_user(const User& user, std::int64_t by = 0);
  core::Result<User> user_by_login(const std::string& login);
  core::Result<User> user_by_id(std::int64_t id);
  core::Result<std::vector<User>> list_users();
  // Users who have or had a grant on the site; by login.
  core::Result<std::vector<User>> users_of_site(const std::string& site);
  // Changes and records in one commit. All acts but `grant` and `enable` end the user's sessions.
  // `not_found`: no such user, or no such grant to revoke.
  core::Status change_staff(const StaffChange& change);
  // The changes of a user's account made on that site's desk or on the command line; newest first,
  // at most 100.
  core::Result<std::vector<StaffChange>> staff_changes(const std::string& site, std::int64_t user);

  // True if `other` made the account or set its password, from the desk of any site, or could do so
  // with an account of which that is true: who did may have signed in as the user.
  core::Result<bool> is_handed_over_by(std::int64_t user, std::int64_t other);

  // Changes by the users themselves; both end the user's sessions. The secret is sealed and
  // base64url; empty removes it.
  core::Status set_password(std::int64_t user, const std::string& password_hash);
  core::Status set_one_time_secret(std::int64_t user, const std::string& sealed);
  // `conflict` if this step or a later one was already used: each code works once.
  core::Status use_one_time_step(std::int64_t user, std::int64_t step);

  // The user's own saved views on a site, by name.
  core::Result<std::vector<SavedView>> saved_views(std::int64_t user, const std::string& site);
  // Replaces a view of the same name; `refused` if there are kMostSavedViews already.
  core::Status save_view(std::int64_t user, const std::string& site, const SavedView& view);
  core::Status delete_view(std::int64_t user, const std::string& site, const std::string& name);

  // Staff sessions. `token_hash` is the hex hash of the cookie's value. `refused` if the user has
  // been disabled.
  core::Status add_session(const std::string& token_hash, const Session& session);
  core::Result<Session> session(const std::string& token_hash);
  core::Status touch_session(const std::string& token_hash, core::Instant now);
  core::Status end_session(const std::string& token_hash);
  // Deletes the sessions that were used last before one time or were made before the other.
  core::Status end_sessions(core::Instant used_before, core::Instant made_before);

 private:
  Connections& connections_;
};

}  // namespace handler::store

// People who work at the desk: who they are, what they may do, what an administrator decided about
// them, and what they ask the worklist again and again.
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
  std::string one_time_secret;  // sealed for the desk, base64url; empty: a password is enough
  bool must_change = false;     // somebody else knows the password
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

// What was done to a person's account, and is kept.
struct StaffChange {
  StaffAct act = StaffAct::add;
  std::int64_t user = 0;
  std::optional<cases::Grant> grant = {};  // of grant and revoke
  std::string password_hash = {};          // of set_password; never kept in the record
  bool must_change = false;                // of set_password
  std::int64_t by = 0;                     // 0: the operator, from the command line
  std::string site = {};                   // on whose desk; "" from the command line
  core::Instant at{};                      // given by the store
};

// A question to the worklist that somebody asks again and again.
struct SavedView {
  std::string name;
  std::string query;  // of the address
};
// So that the page stays one that can be taken in at a glance.
inline constexpr int kMostSavedViews = 20;
class Staff {
 public:
  explicit Staff(Connections& connections) : connections_(connections) {}

  // `conflict` if the login exists. `by` is whoever added the person, 0 for the command line.
  core::Result<std::int64_t> add_user(const User& user, std::int64_t by = 0);
  core::Result<User> user_by_login(const std::string& login);
  core::Result<User> user_by_id(std::int64_t id);
  core::Result<std::vector<User>> list_users();
  // Those who have, or once had, something to do there; by login.
  core::Result<std::vector<User>> users_of_site(const std::string& site);
  // Done and recorded in one commit. All but `grant` and `enable` end the person's sessions.
  // `not_found`: no such person, or no such grant to revoke.
  core::Status change_staff(const StaffChange& change);
  // What was done to a person on that site's desk or from the command line; newest first, at most
  // 100.
  core::Result<std::vector<StaffChange>> staff_changes(const std::string& site, std::int64_t user);

  // By people themselves. These end their sessions; the secret comes sealed and base64url, empty
  // takes it away.
  core::Status set_password(std::int64_t user, const std::string& password_hash);
  core::Status set_one_time_secret(std::int64_t user, const std::string& sealed);
  // `conflict` if the step, or a later one, was used already: a code is good once.
  core::Status use_one_time_step(std::int64_t user, std::int64_t step);

  // Views of the worklist, each one person's own on one site, by name.
  core::Result<std::vector<SavedView>> saved_views(std::int64_t user, const std::string& site);
  // Takes the place of one of the same name; `refused` if kMostSavedViews are there.
  core::Status save_view(std::int64_t user, const std::string& site, const SavedView& view);
  core::Status delete_view(std::int64_t user, const std::string& site, const std::string& name);

 private:
  Connections& connections_;
};

}  // namespace handler::store

// People who work at the desk, as values: who they are, where they are signed in, and what an
// administrator decided about them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time/local_time.h"
#include "handler/cases/workflow.h"

namespace handler::store {

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

struct Session {
  std::int64_t user = 0;
  std::string site;
  core::Instant created{};
  core::Instant last_used{};
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

}  // namespace handler::store

// The hash chain of what is done to accounts, so that a change of a grant or a password behind the
// program's back can be found. The schema needs it too: a step of it begins the chain.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "handler/store/database/database.h"

namespace handler::store {

// A row of staff_changes, in the words of the table.
struct StaffRow {
  std::int64_t id = 0;
  std::string at;  // "" in the rows that begin the chain
  std::string site;
  std::int64_t user = 0;
  std::int64_t by = 0;
  std::string act;
  std::string grant_site, role, window, unit;  // "" unless the act is about a grant
  std::string detail;                          // JSON: facts of the account since, or ""
  std::string prev;
  std::string hash;  // "" in the rows from before the chain
};

// Acts beside those of kStaffActs; the desk does not list them.
namespace staff_acts {
inline constexpr std::string_view kTakenOver = "taken_over";  // the account as the chain found it
inline constexpr std::string_view kOwnPassword = "own_password";
inline constexpr std::string_view kOwnCode = "own_code";
}  // namespace staff_acts

// Keys of the detail. Password hashes and secrets are kept as hashes of what the table holds, ""
// for "".
namespace staff_detail {
inline constexpr const char* kLogin = "login";
inline constexpr const char* kName = "name";
inline constexpr const char* kPassword = "password";
inline constexpr const char* kMustChange = "must_change";  // 0 or 1
inline constexpr const char* kDisabled = "disabled";       // 0 or 1
inline constexpr const char* kCode = "code";
inline constexpr const char* kGrants = "grants";  // list of [site, role, window, unit]
}  // namespace staff_detail

std::string fingerprint_of(const std::string& secret);

// The hash of a row that follows one with the hash `previous`, over all other columns.
std::string hash_of(const StaffRow& row, const std::string& previous);

// Every row in order; throws Refused.
void visit_staff_rows(Database& database, const std::function<void(const StaffRow&)>& take);

// Gives the row its id, prev and hash, and inserts it. In the caller's transaction.
void append_staff_row(Database& database, StaffRow row);

// Records every account as it is now, once, when the schema gets the chain.
void begin_staff_chain(Database& database);

// The number of the newest row and its hash, or what its hash would be if it has none; 0 and 64
// zeros without a row.
struct StaffHead {
  std::int64_t id = 0;
  std::string hash;
};
StaffHead staff_head(Database& database);

}  // namespace handler::store

// One table from SQLSTATEs to failures.
#include "handler/store/postgres/postgres_errors.h"

namespace handler::store {
namespace {

using core::FailureCode;

struct Meaning {
  std::string_view begins;  // an SQLSTATE, or its class of two characters
  FailureCode code;
  std::string_view advice;
  bool ends_connection = false;
};

constexpr std::string_view kHeld =
    "another program holds the database; try again, or stop that program";
constexpr std::string_view kGone =
    "the connection to PostgreSQL is lost; it is opened anew, and if this goes on, look whether "
    "the server runs";
constexpr std::string_view kDenied =
    "PostgreSQL denies access: check user and password in the service file, and that the user owns "
    "the database";

constexpr Meaning kMeanings[] = {
    {"40001", FailureCode::busy, kHeld},  // serialization failure
    {"40P01", FailureCode::busy, kHeld},  // deadlock
    {"55P03", FailureCode::busy, kHeld},  // lock timeout
    {"57014", FailureCode::busy,
     "a statement was cancelled; nothing that this program asks for may be cancelled or limited by "
     "statement_timeout"},
    {"53300", FailureCode::busy,
     "PostgreSQL has no connection left; raise max_connections, or run fewer handlers"},
    {"53100", FailureCode::disk_full,
     "no space is left on the disk of PostgreSQL; nothing was saved"},
    {"53200", FailureCode::unavailable, "PostgreSQL has no memory left"},
    {"23", FailureCode::conflict, "a row breaks a rule of the database"},
    {"25006", FailureCode::unavailable,
     "PostgreSQL takes no writes here, so another server may have taken over; all connections are "
     "opened anew",
     true},
    {"25P03", FailureCode::unavailable, kGone, true},  // idle in a transaction for too long
    {"08", FailureCode::unavailable, kGone, true},
    {"57P", FailureCode::unavailable, kGone, true},  // shut down, crashed, starting, dropped
    {"42501", FailureCode::no_access, kDenied},
    {"28", FailureCode::no_access, kDenied},
    {"3D000", FailureCode::no_access,
     "there is no such database: check dbname in the service file"},
    {"22021", FailureCode::invalid, "a text holds bytes that are no UTF-8"},
    {"XX001", FailureCode::corrupt,
     "PostgreSQL found a damaged page; restore the newest backup, or switch to a standby"},
    {"XX002", FailureCode::corrupt,
     "PostgreSQL found a damaged index; run handler repair, or REINDEX"},
};

const Meaning* meaning_of(std::string_view sqlstate) {
  for (const Meaning& one : kMeanings) {
    if (sqlstate.starts_with(one.begins)) return &one;
  }
  return nullptr;
}

}  // namespace

core::Failure failure_of_sqlstate(std::string_view sqlstate, const std::string& where,
                                  const std::string& detail) {
  const std::string said = detail + (sqlstate.empty() ? "" : ", " + std::string(sqlstate));
  const Meaning* known = meaning_of(sqlstate);
  if (known == nullptr)
    return {FailureCode::unavailable, where + ": the database failed (" + said + ")"};
  return {known->code, where + ": " + std::string(known->advice) + " (" + said + ")"};
}

bool ends_connection(std::string_view sqlstate) {
  const Meaning* known = meaning_of(sqlstate);
  return known != nullptr && known->ends_connection;
}

}  // namespace handler::store

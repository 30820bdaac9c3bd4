// How the PostgreSQL server keeps the data, for the checks of the machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handler/store/database/database.h"

namespace handler::store {

struct ServerState {
  std::string version;    // "15.14 (Debian 15.14-0+deb12u1)"
  std::string encoding;   // "UTF8"
  std::string collation;  // "C"
  bool is_standby = false;
  std::string standby_names;  // synchronous_standby_names; "": no commit waits for a standby
  // Settings that are off although a commit is safe only with them on, such as "fsync".
  std::vector<std::string> unsafe;
  bool has_checksums = false;  // of the pages
  bool archives = false;       // archive_mode is on: the log is kept elsewhere
  bool logs_texts = false;  // the server's own log gets the values of statements: what people wrote
  std::int64_t slots = 0;   // replication slots, each of which may keep the log for a reader
};

// Asks what every user of the database may ask. Throws Refused.
ServerState server_state(Database& database);

}  // namespace handler::store

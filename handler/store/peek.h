// A look at a data folder's database that changes nothing, for a check beside a running handler.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/clock_guard.h"
#include "handler/store/cases/admission.h"
#include "handler/store/cases/file_queries.h"
#include "handler/store/server.h"

namespace handler::store {

// Facts of the data folder by name (facts.h), and the last sign of life of the machine's clock.
struct Peek {
  std::map<std::string, std::string, std::less<>> facts;
  std::optional<core::ClockSign> last_sign;
  std::vector<SetAside> set_aside;  // of each site that has any; none if the program was older
  std::vector<HeldFiles> files;     // the same
  bool is_current =
      false;  // of this program's version: a store that opens it changes nothing at once
};

// Opens for reading, never migrates, makes no file. Failures: not_found (no file), no_access,
// too_new, corrupt (no database of ours); a database of an older program is told what it lacks by
// empty values.
core::Result<Peek> peek(const std::filesystem::path& database);

// The same of a server's database. Failures: those of the server, too_new, corrupt; not_found if it
// holds no tables.
core::Result<Peek> peek(const Server& server);

}  // namespace handler::store

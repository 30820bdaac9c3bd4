// The names that units, windows, bodies and measures have and had, so that a case can be read after
// its unit was renamed or taken out of the site's files.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::store {

class Connections;

// A name in the files of a site.
struct Named {
  std::string kind;  // "unit", "window", "body" or "measure"
  std::string id;
  std::string name;

  auto operator<=>(const Named&) const = default;
};

// All names of one published version.
struct NamesOfVersion {
  core::Instant at{};  // when the version was first met
  std::vector<Named> names;
};

class Names {
 public:
  explicit Names(Connections& connections) : connections_(connections) {}

  // The version of the site whose names were kept last; "" if none were.
  core::Result<std::string> version_of_names(const std::string& site);
  // Keeps the names of these versions, the oldest first, and notes `version` as the one kept last.
  // Nothing happens if another process has kept a version since `seen` was read.
  core::Status keep_names(const std::string& site, const std::string& seen,
                          const std::string& version, const std::vector<NamesOfVersion>& versions);
  // The last name of each id that the version kept last does not have.
  core::Result<std::vector<Named>> former_names(const std::string& site);

 private:
  Connections& connections_;
};

}  // namespace handler::store

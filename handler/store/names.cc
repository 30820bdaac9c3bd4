// Keeps each name with the days on which it came and went.
#include "handler/store/names.h"

#include <set>

#include "handler/store/database/connections.h"

namespace handler::store {
namespace {

std::string version_kept(Database& database, const std::string& site) {
  const Rows rows = run(database, "SELECT version FROM names_kept WHERE site = $1", {site});
  return rows.empty() ? std::string() : rows.front().text(0);
}

std::set<Named> names_in_use(Database& database, const std::string& site) {
  std::set<Named> names;
  for (const Row& row :
       run(database, "SELECT kind, id, name FROM names WHERE site = $1 AND gone_at = ''", {site})) {
    names.insert({row.text(0), row.text(1), row.text(2)});
  }
  return names;
}

// An id that two entries of the files share keeps the name of the first.
std::set<Named> each_once(const std::vector<Named>& names) {
  std::set<std::pair<std::string, std::string>> seen;
  std::set<Named> once;
  for (const Named& one : names) {
    if (seen.emplace(one.kind, one.id).second) once.insert(one);
  }
  return once;
}

void keep_one(Database& database, const std::string& site, const NamesOfVersion& version) {
  const std::string at = core::to_iso(version.at);
  const std::set<Named> before = names_in_use(database, site);
  const std::set<Named> after = each_once(version.names);
  for (const Named& one : before) {
    if (after.contains(one)) continue;
    run(database,
        "UPDATE names SET gone_at = $1 WHERE site = $2 AND kind = $3 AND id = $4 AND gone_at = ''",
        {at, site, one.kind, one.id});
  }
  for (const Named& one : after) {
    if (before.contains(one)) continue;
    run(database,
        "INSERT INTO names(site, kind, id, name, since, gone_at) VALUES ($1, $2, $3, $4, $5, '')",
        {site, one.kind, one.id, one.name, at});
  }
}

}  // namespace

core::Result<std::string> Names::version_of_names(const std::string& site) {
  return connections_.read([&](Database& database) { return version_kept(database, site); });
}

core::Status Names::keep_names(const std::string& site, const std::string& seen,
                               const std::string& version,
                               const std::vector<NamesOfVersion>& versions) {
  return connections_.write([&](Database& database) {
    if (version_kept(database, site) != seen) return;
    for (const NamesOfVersion& one : versions) keep_one(database, site, one);
    run(database,
        "INSERT INTO names_kept(site, version) VALUES ($1, $2) "
        "ON CONFLICT(site) DO UPDATE SET version = excluded.version",
        {site, version});
  });
}

core::Result<std::vector<Named>> Names::former_names(const std::string& site) {
  return connections_.list(
      "SELECT one.kind, one.id, one.name FROM names AS one "
      "WHERE one.site = $1 AND one.gone_at <> '' AND NOT EXISTS "
      "(SELECT 1 FROM names AS later WHERE later.site = one.site AND later.kind = one.kind "
      "AND later.id = one.id AND later.entry > one.entry) ORDER BY one.entry",
      {site}, [](const Row& row) {
        return Named{row.text(0), row.text(1), row.text(2)};
      });
}

}  // namespace handler::store

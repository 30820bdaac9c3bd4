// Asks for single chunks, and for sums of the rows of cases.
#include "handler/store/cases/file_queries.h"

#include "handler/store/database/connections.h"

namespace handler::store {

core::Result<std::string> FileQueries::file_chunk(const FilePlace& place, std::int64_t number) {
  return connections_.read([&](Database& database) {
    const Row row = only(
        run(database,
            "SELECT c.body FROM parts AS p LEFT JOIN file_chunks AS c ON c.part = p.part_id AND "
            "c.number = $4 WHERE p.part_id = $3 AND p.case_id = $2 AND p.site = $1 AND "
            "p.destroyed = 0",
            {place.site, place.id, place.part, number}),
        "file");
    if (row.is_null(0)) {
      throw Refused(core::FailureCode::corrupt,
                    "site " + place.site + ", case " + std::to_string(place.id) +
                        ": a piece of the file " + std::to_string(place.part) +
                        " is gone; run handler verify, then restore a backup");
    }
    return row.text(0);
  });
}

core::Result<std::int64_t> FileQueries::file_bytes(const std::string& site) {
  return connections_.read([&](Database& database) {
    return run(database,
               "SELECT COALESCE(SUM(file_bytes), 0) FROM cases "
               "WHERE site = $1 AND file_bytes > 0",
               {site})
        .front()
        .number(0);
  });
}

core::Result<std::vector<HeldFiles>> FileQueries::held_files() {
  return connections_.read([](Database& database) { return read_held_files(database); });
}

std::vector<HeldFiles> read_held_files(Database& database) {
  return each(
      run(database,
          "SELECT site, SUM(file_bytes) FROM cases WHERE file_bytes > 0 GROUP BY site ORDER BY "
          "site"),
      [](const Row& row) {
        return HeldFiles{row.text(0), row.number(1)};
      });
}

}  // namespace handler::store

// Inserts and reads filings and presences.
#include "handler/store/filings.h"

#include "handler/store/sqlite/connections.h"

namespace handler::store {

core::Status Filings::note_filed(const std::string& site, const Filed& filed) {
  return connections_.write([&](Database& database) {
    const Rows noted =
        run(database,
            "INSERT INTO filed(site, filing, period, user_id, filed_at, figures) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING site",
            {site, filed.filing, filed.period, filed.user, core::to_iso(filed.at), filed.figures});
    if (noted.empty()) {
      throw Refused(core::FailureCode::conflict,
                    filed.filing + " of " + filed.period + " was noted before");
    }
  });
}

core::Result<std::vector<Filed>> Filings::filed(const std::string& site) {
  return connections_.list(
      "SELECT filing, period, user_id, filed_at, figures FROM filed WHERE site = $1 "
      "ORDER BY period DESC, filing",
      {site}, [](const Row& row) {
        return Filed{row.text(0), row.text(1), row.number(2), row.time(3), row.text(4)};
      });
}

core::Status Filings::note_presence(const std::string& site, const cases::Presence& presence) {
  return connections_.write([&](Database& database) {
    const std::string day = core::to_iso(presence.day);
    const Rows noted =
        run(database,
            "INSERT INTO presences(site, day, part, who, note, user_id, noted_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING site",
            {site, day, presence.part, presence.who, presence.note, presence.recorded_by,
             core::to_iso(presence.at)});
    if (noted.empty())
      throw Refused(core::FailureCode::conflict, "the leader was noted before on " + day);
  });
}

core::Result<std::vector<cases::Presence>> Filings::presences(const std::string& site,
                                                              core::Day from, core::Day to) {
  return connections_.list(
      "SELECT day, part, who, note, user_id, noted_at FROM presences "
      "WHERE site = $1 AND day >= $2 AND day <= $3 ORDER BY noted_at, who",
      {site, core::to_iso(from), core::to_iso(to)}, [](const Row& row) {
        return cases::Presence{row.day(0),  row.text(1),   row.text(2),
                               row.text(3), row.number(4), row.time(5)};
      });
}

}  // namespace handler::store

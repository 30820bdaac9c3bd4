// Inserts and reads filings and presences, and the rows that correct them.
#include "handler/store/filings.h"

#include <algorithm>

#include "handler/store/database/connections.h"

namespace handler::store {
namespace {

Filed filed_in(const Row& row) {
  Filed filed{row.text(0), row.text(1), row.number(2), row.time(3), row.text(4)};
  if (row.is_number(5)) filed.taken_back = Amendment{row.number(5), row.time(6), row.text(7)};
  return filed;
}

cases::Presence presence_in(const Row& row) {
  return {row.day(0),    row.text(1), row.text(2),  row.text(3),
          row.number(4), row.time(5), row.number(6)};
}

// Puts the corrections, the oldest first, into their presences.
void correct(std::vector<cases::Presence>& presences, const Rows& corrections) {
  for (const Row& row : corrections) {
    const auto found = std::ranges::find(presences, row.number(0), &cases::Presence::entry);
    if (found == presences.end()) continue;
    found->corrections.push_back({found->who, row.number(2), row.time(3), row.text(4)});
    found->who = row.text(1);
  }
}

std::vector<cases::Presence> presences_between(Database& database, const std::string& site,
                                               const std::string& from, const std::string& to) {
  std::vector<cases::Presence> presences =
      each(run(database,
               "SELECT day, part, who, note, user_id, noted_at, entry FROM presences "
               "WHERE site = $1 AND day >= $2 AND day <= $3 ORDER BY noted_at, who",
               {site, from, to}),
           presence_in);
  correct(presences,
          run(database,
              "SELECT c.presence, c.who, c.user_id, c.corrected_at, c.reason "
              "FROM presence_corrections AS c JOIN presences AS p ON p.entry = c.presence "
              "WHERE p.site = $1 AND p.day >= $2 AND p.day <= $3 ORDER BY c.correction",
              {site, from, to}));
  return presences;
}

// True if a presence of that leader stands for that part of the day.
bool is_there(Database& database, const std::string& site, const std::string& day,
              const std::string& part, const std::string& who) {
  return std::ranges::any_of(
      presences_between(database, site, day, day),
      [&](const cases::Presence& one) { return one.part == part && one.who == who; });
}

cases::Presence presence_at(Database& database, const std::string& site, std::int64_t entry) {
  const Rows rows =
      run(database, "SELECT day FROM presences WHERE site = $1 AND entry = $2", {site, entry});
  if (rows.empty()) throw Refused(core::FailureCode::not_found, "there is no such presence");
  const std::string day = rows.front().text(0);
  const std::vector<cases::Presence> of_day = presences_between(database, site, day, day);
  return *std::ranges::find(of_day, entry, &cases::Presence::entry);
}

// The entry of a filing that is noted and was not taken back; no row if there is none.
Rows standing_entry(Database& database, const std::string& site, const std::string& filing,
                    const std::string& period) {
  return run(database,
             "SELECT entry FROM filed WHERE site = $1 AND filing = $2 AND period = $3 "
             "AND entry NOT IN (SELECT entry FROM filed_taken_back)",
             {site, filing, period});
}

}  // namespace

core::Status Filings::note_filed(const std::string& site, const Filed& filed) {
  return connections_.write([&](Database& database) {
    const Rows standing = standing_entry(database, site, filed.filing, filed.period);
    if (!standing.empty()) {
      throw Refused(core::FailureCode::conflict,
                    filed.filing + " of " + filed.period + " was noted before");
    }
    run(database,
        "INSERT INTO filed(site, filing, period, user_id, filed_at, figures) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        {site, filed.filing, filed.period, filed.user, core::to_iso(filed.at), filed.figures});
  });
}

core::Status Filings::take_back_filed(const std::string& site, const std::string& filing,
                                      const std::string& period, const Amendment& amendment) {
  return connections_.write([&](Database& database) {
    const Rows standing = standing_entry(database, site, filing, period);
    if (standing.empty()) {
      throw Refused(core::FailureCode::not_found, filing + " of " + period + " is not noted");
    }
    run(database,
        "INSERT INTO filed_taken_back(entry, user_id, taken_at, reason) VALUES ($1, $2, $3, $4)",
        {standing.front().number(0), amendment.user, core::to_iso(amendment.at), amendment.reason});
  });
}

core::Result<std::vector<Filed>> Filings::filed(const std::string& site) {
  return connections_.list(
      "SELECT f.filing, f.period, f.user_id, f.filed_at, f.figures, b.user_id, b.taken_at, "
      "b.reason "
      "FROM filed AS f LEFT JOIN filed_taken_back AS b ON b.entry = f.entry WHERE f.site = $1 "
      "ORDER BY f.period DESC, f.filing, f.entry DESC",
      {site}, filed_in);
}

core::Status Filings::note_presence(const std::string& site, const cases::Presence& presence) {
  return connections_.write([&](Database& database) {
    const std::string day = core::to_iso(presence.day);
    if (is_there(database, site, day, presence.part, presence.who))
      throw Refused(core::FailureCode::conflict, "the leader was noted before on " + day);
    run(database,
        "INSERT INTO presences(site, day, part, who, note, user_id, noted_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {site, day, presence.part, presence.who, presence.note, presence.recorded_by,
         core::to_iso(presence.at)});
  });
}

core::Status Filings::correct_presence(const std::string& site, std::int64_t entry,
                                       const std::string& who, const Amendment& amendment) {
  return connections_.write([&](Database& database) {
    const cases::Presence known = presence_at(database, site, entry);
    const bool there =
        !who.empty() && is_there(database, site, core::to_iso(known.day), known.part, who);
    if (there || known.who == who)
      throw Refused(core::FailureCode::conflict, "the presence says so already");
    run(database,
        "INSERT INTO presence_corrections(presence, who, user_id, corrected_at, reason) "
        "VALUES ($1, $2, $3, $4, $5)",
        {entry, who, amendment.user, core::to_iso(amendment.at), amendment.reason});
  });
}

core::Result<std::vector<cases::Presence>> Filings::presences(const std::string& site,
                                                              core::Day from, core::Day to) {
  return connections_.read([&](Database& database) {
    return presences_between(database, site, core::to_iso(from), core::to_iso(to));
  });
}

}  // namespace handler::store

// Asks for the events of holds.
#include "handler/store/records_of_copy.h"

#include <memory>

#include "handler/cases/fold/event_table.h"
#include "handler/store/database/refused.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {

core::Result<Holds> holds_in(const std::filesystem::path& database) {
  const auto work = [&] {
    const std::unique_ptr<Database> opened = accepted(open_sqlite_to_look(database.string()));
    const std::string set(cases::to_text(cases::EventType::hold_set));
    const std::string lifted(cases::to_text(cases::EventType::hold_lifted));
    Holds holds;
    for (const Row& row : run(*opened,
                              "SELECT site, case_id, seq, type FROM events WHERE type IN ($1, $2) "
                              "ORDER BY site, seq",
                              {set, lifted}))
      holds[{row.text(0), row.number(1)}] = {row.number(2), row.text(3) == set};
    return holds;
  };
  return result_of(work);
}

core::Result<std::vector<HeldCase>> missing_in(const std::filesystem::path& database,
                                               const std::vector<HeldCase>& cases) {
  const auto work = [&] {
    const std::unique_ptr<Database> opened = accepted(open_sqlite_to_look(database.string()));
    std::vector<HeldCase> missing;
    for (const HeldCase& one : cases) {
      if (run(*opened, "SELECT 1 FROM events WHERE site = $1 AND case_id = $2 LIMIT 1",
              {one.site, one.case_id})
              .empty())
        missing.push_back(one);
    }
    return missing;
  };
  return result_of(work);
}

void add_newer(Holds& holds, const Holds& others) {
  for (const auto& [held, state] : others) {
    HoldState& known = holds[held];
    if (state.seq > known.seq) known = state;
  }
}

}  // namespace handler::store

// Reads two facts.
#include "handler/store/database/moved.h"

#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

std::string moved_away(std::string_view fact) {
  const MovedTo moved = moved_to_from(fact);
  return "the data were moved from this database to " + moved.name + " on " + moved.time +
         ": set database = " + std::string(first_word(fact)) +
         " in bancheng.conf; handler copy brings them back";
}

}  // namespace

MovedTo moved_to_from(std::string_view fact) {
  const std::size_t time = fact.rfind(' ');
  return {first_word(fact) == "sqlite" ? "SQLite" : "PostgreSQL",
          time == std::string_view::npos ? "" : std::string(fact.substr(time + 1))};
}

void check_is_home(Database& database) {
  for (const Row& row :
       run(database, "SELECT name, value FROM facts WHERE name IN ($1, $2) ORDER BY name DESC",
           {std::string(facts::kMovedTo), std::string(facts::kArriving)})) {
    throw Refused(
        core::FailureCode::misconfigured,
        row.text(0) == facts::kMovedTo
            ? moved_away(row.text(1))
            : std::string("a move of the data into this database was not finished: run "
                          "the same handler copy again, and use the database afterwards"));
  }
}

}  // namespace handler::store

// Reads two facts.
#include "handler/store/database/moved.h"

#include <array>

#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

struct Home {
  std::string_view word;  // as the fact has it, and the setting `database`
  std::string_view name;
};

constexpr std::array<Home, 2> kHomes = {
    {{"postgresql", "PostgreSQL"}, {"sqlite", "the file of SQLite"}}};

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

std::string moved_away(std::string_view moved_to) {
  return "the data were moved from this database " + where_and_when(moved_to) +
         ": set database = " + std::string(first_word(moved_to)) +
         " in bancheng.conf; handler copy brings them back";
}

}  // namespace

std::string where_and_when(std::string_view moved_to) {
  const std::string_view word = first_word(moved_to);
  std::string_view name = word;
  for (const Home& home : kHomes) {
    if (home.word == word) name = home.name;
  }
  const std::size_t time = moved_to.rfind(' ');
  return "to " + std::string(name) +
         (time == std::string_view::npos ? "" : " on " + std::string(moved_to.substr(time + 1)));
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

// How a failure travels inside the store: thrown as Refused by a failed statement, and turned into
// a Result at the store's interface (see Connections).
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "handler/store/sqlite/database.h"

namespace handler::store {

class Refused : public std::exception {
 public:
  explicit Refused(core::Failure why) : failure(std::move(why)) {}
  Refused(core::FailureCode code, std::string message) : failure{code, std::move(message)} {}
  const char* what() const noexcept override { return failure.message.c_str(); }

  core::Failure failure;
};

// Returns the value or throws Refused.
template <class T>
T accepted(core::Result<T> result) {
  if (!result) throw Refused(result.failure());
  return std::move(*result);
}

inline Rows run(Database& database, std::string_view sql, const std::vector<Value>& values = {}) {
  return accepted(database.run(sql, values));
}

// The first row, or Refused with not_found: "no such WHAT".
inline Row only(Rows rows, const std::string& what) {
  if (rows.empty()) throw Refused(core::FailureCode::not_found, "no such " + what);
  return std::move(rows.front());
}

template <class Make>
auto each(const Rows& rows, Make make) {
  std::vector<std::invoke_result_t<Make, const Row&>> made;
  made.reserve(rows.size());
  for (const Row& row : rows) made.push_back(make(row));
  return made;
}

// Runs `work`; returns its value, or a Status if it has none.
template <class Work, class... Arguments>
auto result_of(Work& work, Arguments&... arguments) {
  using Made = std::invoke_result_t<Work&, Arguments&...>;
  using Outcome = core::Result<std::conditional_t<std::is_void_v<Made>, core::Nothing, Made>>;
  try {
    if constexpr (std::is_void_v<Made>) {
      work(arguments...);
      return Outcome(core::Nothing{});
    } else {
      return Outcome(work(arguments...));
    }
  } catch (const Refused& refused) {
    return Outcome(refused.failure);
  }
}

// Runs statements that may fail; on failure only they are rolled back.
template <class Work>
auto without_harm(Database& database, Work work) {
  run(database, "SAVEPOINT harmless");
  auto result = result_of(work);
  // A full disk may have rolled back the whole transaction.
  if (!result && !database.in_transaction()) throw Refused(result.failure());
  if (!result) run(database, "ROLLBACK TO harmless");
  run(database, "RELEASE harmless");
  return result;
}

}  // namespace handler::store

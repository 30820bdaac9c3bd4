// Statements of the store: one that fails throws Refused, which becomes a Result at the store's
// interface (see Connections).
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "handler/store/database/database.h"

namespace handler::store {

using core::Refused;
using core::result_of;

inline Rows run(Database& database, std::string_view sql, const std::vector<Value>& values = {}) {
  return accepted(database.run(sql, values));
}

inline void visit(Database& database, std::string_view sql, const std::vector<Value>& values,
                  const std::function<void(const Row&)>& take) {
  accepted(database.visit(sql, values, take));
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

// One statement that may fail, within a transaction or outside. PostgreSQL takes no further
// statement in a transaction in which one has failed, so there it gets a savepoint.
inline core::Result<Rows> try_to_run(Database& database, std::string_view sql,
                                     const std::vector<Value>& values = {}) {
  if (!database.in_transaction()) return database.run(sql, values);
  return without_harm(database, [&] { return run(database, sql, values); });
}

}  // namespace handler::store

// Reads and writes rows of the table `facts`.
#include "handler/store/facts.h"

#include "core/base/crypto.h"
#include "handler/store/database/connections.h"

namespace handler::store {

void put_fact(Database& database, std::string_view name, const std::string& value) {
  run(database,
      "INSERT INTO facts(name, value) VALUES ($1, $2) "
      "ON CONFLICT(name) DO UPDATE SET value = excluded.value",
      {std::string(name), value});
}

FactsByName read_facts(Database& database) {
  FactsByName facts;
  for (const Row& row : run(database, "SELECT name, value FROM facts"))
    facts[row.text(0)] = row.text(1);
  return facts;
}

std::string read_fact(Database& database, std::string_view name) {
  const Rows rows = run(database, "SELECT value FROM facts WHERE name = $1", {std::string(name)});
  return rows.empty() ? std::string() : rows.front().text(0);
}

void forget_fact(Database& database, std::string_view name) {
  run(database, "DELETE FROM facts WHERE name = $1", {std::string(name)});
}

core::Result<FactsByName> Facts::all_facts() {
  return connections_.read(read_facts);
}

core::Result<std::optional<std::string>> Facts::fact(std::string_view name) {
  return connections_.read([&](Database& database) -> std::optional<std::string> {
    const Rows rows = run(database, "SELECT value FROM facts WHERE name = $1", {std::string(name)});
    if (rows.empty()) return std::nullopt;
    return rows.front().text(0);
  });
}

core::Status Facts::set_fact(std::string_view name, const std::string& value) {
  return connections_.write([&](Database& database) { put_fact(database, name, value); });
}

core::Result<std::vector<std::string>> Facts::sealed_samples() {
  return connections_.read([](Database& database) {
    std::vector<std::string> boxes;
    const auto take = [&](std::string_view sql) {
      for (const Row& row : run(database, sql))
        boxes.push_back(core::from_base64url(row.text(0)).value_or(std::string()));
    };
    take("SELECT body FROM parts WHERE sealed = 1 AND destroyed = 0 ORDER BY part_id LIMIT 5");
    take("SELECT body FROM parts WHERE sealed = 1 AND destroyed = 0 ORDER BY part_id DESC LIMIT 5");
    return boxes;
  });
}

}  // namespace handler::store

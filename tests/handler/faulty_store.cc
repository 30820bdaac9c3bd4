// Refuses statements as a test has asked for.
#include "tests/handler/faulty_store.h"

#include <stdexcept>
#include <utility>

#include "handler/store/open_database.h"

namespace handler::testing {

core::Result<store::Rows> FaultyDatabase::run(std::string_view sql,
                                              const std::vector<store::Value>& values) {
  if (faults_.statements != nullptr) faults_.statements->insert(std::string(sql));
  if (const auto refused = refusal()) return *refused;
  if (reads_ && faults_.explode) throw std::runtime_error(Faults::kSecret);
  if (sql.starts_with("SELECT part_id")) read_a_record_ = reads_;
  core::Result<store::Rows> rows = real_->run(sql, values);
  if (sql == "ROLLBACK" && std::exchange(read_a_record_, false) && faults_.after_record) {
    std::exchange(faults_.after_record, nullptr)();
  }
  return rows;
}

core::Status FaultyDatabase::run_script(std::string_view sql) {
  if (const auto refused = refusal()) return *refused;
  return real_->run_script(sql);
}

core::Result<std::vector<std::string>> FaultyDatabase::tables() {
  if (const auto refused = refusal()) return *refused;
  return real_->tables();
}

core::Status FaultyDatabase::erase_leftovers() {
  if (const auto refused = refusal()) return *refused;
  return real_->erase_leftovers();
}

std::optional<core::Failure> FaultyDatabase::refusal() {
  if (faults_.said++ == faults_.refuse_at) {
    // PostgreSQL takes nothing more in a transaction in which a statement has failed.
    if (in_transaction()) (void)real_->run("SELECT 1 / 0");
    return core::Failure{core::FailureCode::disk_full, Faults::kSecret};
  }
  const auto& code = reads_ ? faults_.refuse_reads : faults_.refuse_writes;
  if (!code || in_transaction()) return std::nullopt;
  return core::Failure{*code, Faults::kSecret};
}

store::OpenDatabase faulty(store::OpenDatabase open, Faults& faults) {
  return [open = std::move(open),
          &faults](store::Access access) -> core::Result<std::unique_ptr<store::Database>> {
    auto opened = open(access);
    if (!opened) return opened.failure();
    return std::unique_ptr<store::Database>(
        std::make_unique<FaultyDatabase>(std::move(*opened), faults, access));
  };
}

std::unique_ptr<store::Connections> FaultyStore::opened(const std::string& path, Faults& faults,
                                                        core::Clock& clock) {
  store::StoreOptions options;
  options.path = path;
  options.readers = 2;
  auto connections =
      store::Connections::open(faulty(store::open_database(options), faults), options, clock);
  if (!connections) throw std::runtime_error(connections.failure().message);
  return std::move(*connections);
}

}  // namespace handler::testing

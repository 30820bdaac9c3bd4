// A store whose database works until a test makes it fail or throw.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "handler/store/database/connections.h"
#include "handler/store/store.h"

namespace handler::testing {

// The failures that all connections of a store share.
struct Faults {
  static constexpr const char* kSecret = "secret path /srv/data/bancheng.sqlite";

  std::atomic<int> said = 0;                       // statements so far
  std::atomic<int> refuse_at = -1;                 // index of the one failing statement, from 0
  std::optional<core::FailureCode> refuse_writes;  // before they begin
  std::optional<core::FailureCode> refuse_reads;
  std::set<std::string>* statements = nullptr;  // if given, each gets in; one thread only
  std::atomic<bool> explode = false;            // every read throws a secret text
  std::function<void()> after_record;           // once, after a whole case was read: another writer
};

// A real connection with these failures.
class FaultyDatabase : public store::Database {
 public:
  FaultyDatabase(std::unique_ptr<store::Database> real, Faults& faults, store::Access access)
      : real_(std::move(real)), faults_(faults), reads_(access == store::Access::read) {}

  core::Result<store::Rows> run(std::string_view sql,
                                const std::vector<store::Value>& values) override;
  core::Status run_script(std::string_view sql) override;
  bool in_transaction() const override { return real_->in_transaction(); }
  bool is_gone() const override { return real_->is_gone(); }
  core::Result<std::vector<std::string>> tables() override;
  core::Status erase_leftovers() override;

 private:
  std::optional<core::Failure> refusal();

  std::unique_ptr<store::Database> real_;
  Faults& faults_;
  bool reads_;
  bool read_a_record_ = false;
};

// What `open` opens, with these failures.
store::OpenDatabase faulty(store::OpenDatabase open, Faults& faults);

// A store with injectable failures.
class FaultyStore : public Faults, public store::Store {
 public:
  FaultyStore(const std::string& path, core::Clock& clock) : Store(opened(path, *this, clock)) {}

 private:
  static std::unique_ptr<store::Connections> opened(const std::string& path, Faults& faults,
                                                    core::Clock& clock);
};

}  // namespace handler::testing

// Connections that work until a test says which statement the world refuses.
#pragma once

#include <atomic>
#include <memory>
#include <utility>
#include <vector>

#include "handler/store/database.h"

namespace handler::testing {

// What all connections of a store suffer together.
struct Faults {
  std::atomic<int> said = 0;        // statements so far
  std::atomic<int> refuse_at = -1;  // the number of the statement that is refused, from 0
};

// A real connection whose statements are counted, and refused where a test says so.
class FaultyDatabase : public store::Database {
 public:
  FaultyDatabase(std::unique_ptr<store::Database> real, Faults& faults)
      : real_(std::move(real)), faults_(faults) {}

  core::Result<store::Rows> run(std::string_view sql,
                                const std::vector<store::Value>& values) override {
    if (is_refused()) return refusal();
    return real_->run(sql, values);
  }
  core::Status run_script(std::string_view sql) override {
    if (is_refused()) return refusal();
    return real_->run_script(sql);
  }
  bool in_transaction() const override { return real_->in_transaction(); }
  core::Result<std::vector<std::string>> tables() override {
    if (is_refused()) return refusal();
    return real_->tables();
  }
  core::Status erase_leftovers() override {
    if (is_refused()) return refusal();
    return real_->erase_leftovers();
  }

 private:
  static core::Failure refusal() { return {core::FailureCode::disk_full, "refused"}; }
  bool is_refused() { return faults_.said++ == faults_.refuse_at; }

  std::unique_ptr<store::Database> real_;
  Faults& faults_;
};

}  // namespace handler::testing

// A pool of read connections, lent one at a time to the threads that answer requests.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "handler/store/sqlite/database.h"

namespace handler::store {

// Thread-safe. A caller waits while all connections are in use.
class ReaderPool {
 public:
  explicit ReaderPool(std::vector<std::unique_ptr<Database>> connections)
      : free_(std::move(connections)) {}

  // Runs `read` with a connection that no other thread uses.
  template <class Read>
  auto with(Read read) {
    const Lease lease(*this);
    return read(*lease.database);
  }

 private:
  struct Lease {
    explicit Lease(ReaderPool& from) : pool(from), database(from.take()) {}
    ~Lease() { pool.give_back(std::move(database)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    ReaderPool& pool;
    std::unique_ptr<Database> database;
  };

  std::unique_ptr<Database> take() {
    std::unique_lock lock(mutex_);
    one_is_free_.wait(lock, [this] { return !free_.empty(); });
    std::unique_ptr<Database> database = std::move(free_.back());
    free_.pop_back();
    return database;
  }

  void give_back(std::unique_ptr<Database> database) {
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(database));
    }
    one_is_free_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable one_is_free_;
  std::vector<std::unique_ptr<Database>> free_;
};

}  // namespace handler::store

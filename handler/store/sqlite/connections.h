// The store's access to the database: reads through a pool of connections, writes through the one
// writer.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "core/time/local_time.h"
#include "handler/store/sqlite/database.h"
#include "handler/store/sqlite/refused.h"
#include "handler/store/sqlite/writer.h"

namespace handler::store {

// Read connections, lent one at a time to the threads that answer requests. Thread-safe. A caller
// waits while all connections are in use.
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

// Thread-safe. Code that uses the database throws Refused; Connections returns it as a Result.
class Connections {
 public:
  // Migrates the database first, if it must; see open_store().
  static core::Result<std::unique_ptr<Connections>> open(const OpenDatabase& open,
                                                         const StoreOptions& options,
                                                         core::Clock& clock);

  Connections(std::vector<std::unique_ptr<Database>> readers, std::unique_ptr<Database> writer,
              const OpenDatabase& open, const StoreOptions& options, core::Clock& clock);

  // All statements of `work` see one snapshot of the database.
  template <class Work>
  auto read(Work work) {
    return readers_.with([&](Database& database) {
      const auto in_one_state = [&] {
        run(database, "BEGIN");
        const EndOfRead end{database};
        return work(database);
      };
      return result_of(in_one_state);
    });
  }

  // On return either everything is committed or nothing was done.
  template <class Work>
  auto write(Work work) {
    std::optional<decltype(result_of(work, std::declval<Database&>()))> result;
    const core::Status done = writer_.run([&](Database& database) -> core::Status {
      result = result_of(work, database);
      return *result ? core::success() : core::Status(result->failure());
    });
    if (!done) result = done.failure();
    return std::move(*result);
  }

  // Runs one SELECT and makes a value of each row.
  template <class Make>
  auto list(std::string_view sql, const std::vector<Value>& values, Make make) {
    return read([&](Database& database) { return each(run(database, sql, values), make); });
  }

  // One statement, in a transaction of its own.
  core::Status write(std::string_view sql, const std::vector<Value>& values) {
    return write([&](Database& database) { run(database, sql, values); });
  }

  // See Database::erase_leftovers().
  core::Status erase_leftovers() {
    return readers_.with([](Database& database) { return database.erase_leftovers(); });
  }

  core::Instant now() const { return clock_.now(); }
  // Where the database is.
  const std::filesystem::path& folder() const { return folder_; }
  const GuardedClock& guarded_clock() const { return guarded_; }

 private:
  // Ends a reader's transaction even if the read throws, so that the connection can be reused.
  struct EndOfRead {
    ~EndOfRead() {
      if (database.in_transaction()) (void)database.run("ROLLBACK");
    }
    Database& database;
  };

  std::filesystem::path folder_;
  ReaderPool readers_;
  GuardedClock guarded_;
  Writer writer_;
  core::Clock& clock_;
};

}  // namespace handler::store

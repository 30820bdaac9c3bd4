// The store's access to the database: reads through a pool of connections, writes through the one
// writer.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/time/local_time.h"
#include "handler/store/database/database.h"
#include "handler/store/database/losses.h"
#include "handler/store/database/reader_pool.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/troubles.h"
#include "handler/store/database/upkeep.h"
#include "handler/store/database/writer.h"

namespace handler::store {

// Thread-safe. Code that uses the database throws Refused; Connections returns it as a Result.
class Connections {
 public:
  // Migrates the database first, if it must; see open_store().
  static core::Result<std::unique_ptr<Connections>> open(const OpenDatabase& open,
                                                         const StoreOptions& options,
                                                         core::Clock& clock);

  Connections(std::vector<std::unique_ptr<Database>> readers, std::unique_ptr<Database> writer,
              const OpenDatabase& open, const StoreOptions& options, core::Clock& clock);

  // All statements of `work` see one snapshot of the database. A failure of the environment is told
  // to the operator. `work(database)`, or `work(database, losses)` if it remembers what it reads:
  // losses() before this connection was opened.
  template <class Work>
  auto read(Work work) {
    const auto in_one_state = [&] {
      return readers_.with(begin_reading, [&](Database& database, std::uint64_t losses) {
        const EndOfRead end{database};
        if constexpr (std::is_invocable_v<Work, Database&, std::uint64_t>)
          return work(database, losses);
        else
          return work(database);
      });
    };
    return told(result_of(in_one_state));
  }

  // The same for work of one statement, which sees one snapshot by itself. It runs again on a new
  // connection if the one that it got turns out to be lost.
  template <class Work>
  auto read_one(Work work) {
    std::optional<decltype(work(std::declval<Database&>()))> found;
    const auto ask = [&](Database& database) {
      // Of an earlier read, whose own end failed.
      if (database.in_transaction()) run(database, "ROLLBACK");
      found = work(database);
    };
    const auto take = [&](Database&, std::uint64_t) { return std::move(*found); };
    const auto asked = [&] { return readers_.with(ask, take); };
    return told(result_of(asked));
  }

  // On return either everything is committed or nothing was done. `work` is a
  // Job: it may run again after it failed or succeeded.
  template <class Work>
  auto write(Work work) {
    auto result = attempt(std::move(work));
    if (!result) note(result.failure());
    return result;
  }

  // As write(), with what the work is to keep up beside the record: `work(database, upkeep)`. If
  // the file is damaged, it runs again without the counters, without the lists, and without both;
  // and if that is not it, once more after the indexes were made again.
  template <class Work>
  auto write_record(Work work) {
    auto result = with_less_and_less(work);
    const bool is_damaged = !result && result.failure().code == core::FailureCode::corrupt;
    if (is_damaged && remake_indexes()) result = with_less_and_less(work);
    if (!result) note(result.failure());
    return result;
  }

  // A write that only asks whether writing works; its failure is no report that was not saved.
  template <class Work>
  auto attempt(Work work) {
    std::optional<decltype(result_of(work, std::declval<Database&>()))> result;
    const core::Status done = writer_.run([&](Database& database) -> core::Status {
      result = result_of(work, database);
      return *result ? core::success() : core::Status(result->failure());
    });
    if (!done) result = done.failure();
    if (*result) forgive_losses();
    return std::move(*result);
  }

  // Runs one SELECT and makes a value of each row.
  template <class Make>
  auto list(std::string_view sql, const std::vector<Value>& values, Make make) {
    return read_one([&](Database& database) { return each(run(database, sql, values), make); });
  }

  // One statement, in a transaction of its own.
  core::Status write(std::string_view sql, const std::vector<Value>& values) {
    return write([&](Database& database) { run(database, sql, values); });
  }

  // See Database::erase_leftovers().
  core::Status erase_leftovers() {
    const auto erase = [this] {
      readers_.with(at_once, [](Database& database, std::uint64_t /*losses*/) {
        accepted(database.erase_leftovers());
      });
    };
    return result_of(erase);
  }

  // See Database::erasing_holds_up().
  bool erasing_holds_up() {
    const auto ask = [this] {
      return readers_.with(at_once, [](Database& database, std::uint64_t /*losses*/) {
        return database.erasing_holds_up();
      });
    };
    const core::Result<bool> holds_up = result_of(ask);
    return holds_up && *holds_up;
  }

  // See Database::settle(). Nothing happens while writes wait.
  void settle() {
    if (writer_.waiting() > 0) return;
    const auto settle_one = [this] {
      readers_.with(at_once,
                    [](Database& database, std::uint64_t /*losses*/) { database.settle(); });
    };
    (void)result_of(settle_one);
  }

  // How often the database was lost.
  std::uint64_t losses() const { return losses_.count(); }
  UpkeepState& upkeep() { return upkeep_; }
  // Writes that failed within `window`, in this process.
  int not_saved(std::chrono::milliseconds window) { return troubles_.within(window, now()); }
  core::Instant now() const { return clock_.now(); }
  // Whether the process ends after one request, so that it remembers nothing.
  bool is_of_one_request() const { return is_of_one_request_; }
  // Where the database is.
  const std::filesystem::path& folder() const { return folder_; }
  const GuardedClock& guarded_clock() const { return guarded_; }

 private:
  template <class Result>
  Result told(Result result) {
    if (!result && complain_of_read_ && is_trouble(result.failure().code))
      complain_of_read_(result.failure());
    return result;
  }

  template <class Work>
  auto with_less_and_less(Work& work) {
    const Upkeep all;
    std::optional<decltype(result_of(work, std::declval<Database&>(), all))> result;
    for (const Upkeep& upkeep : upkeep_.attempts()) {
      result = attempt([&](Database& database) { return work(database, upkeep); });
      if (*result) upkeep_.learn(upkeep);
      if (*result || result->failure().code != core::FailureCode::corrupt) break;
    }
    return std::move(*result);
  }

  // Only once: if it does not help, the tables themselves are damaged.
  bool remake_indexes();

  static void at_once(Database& /*database*/) {}
  static void begin_reading(Database& database) {
    // Of an earlier read, whose own end failed.
    if (database.in_transaction()) run(database, "ROLLBACK");
    run(database, "BEGIN");
  }

  // Ends a reader's transaction even if the read throws, so that the connection can be reused.
  struct EndOfRead {
    ~EndOfRead() {
      if (database.in_transaction()) (void)database.run("ROLLBACK");
    }
    Database& database;
  };

  void note(const core::Failure& failure) {
    if (is_trouble(failure.code)) troubles_.note(now());
  }

  // A write succeeded. What failed until a server was lost, and while there was none, says nothing
  // of the one that answers now.
  void forgive_losses() {
    const std::uint64_t losses = losses_.count();
    if (forgiven_losses_.exchange(losses) != losses) troubles_.forget();
  }

  std::filesystem::path folder_;
  bool is_of_one_request_;
  Losses losses_;
  ReaderPool readers_;
  Complain complain_of_read_;
  UpkeepState upkeep_;
  Troubles troubles_;
  std::atomic<std::uint64_t> forgiven_losses_ = 0;
  std::atomic<bool> indexes_were_remade_ = false;
  GuardedClock guarded_;
  Writer writer_;
  core::Clock& clock_;
};

}  // namespace handler::store

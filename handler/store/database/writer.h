// The one writer of a process: jobs that wait together share one commit, and each caller returns
// only after that commit is durable.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "core/base/result.h"
#include "handler/store/database/database.h"
#include "handler/store/database/losses.h"

namespace handler::store {

// Writes inside a transaction opened by the writer; a failure undoes only this job. A job may run
// again after it failed, and also after it succeeded, because another one of its transaction did
// not: what it does outside the database must do no harm twice.
using Job = std::function<core::Status(Database&)>;

// Runs in each transaction before its jobs; a failure undoes the transaction, and all of its jobs
// get it.
using Gate = std::function<core::Status(Database&)>;

// Group commit. With synchronous=FULL every commit costs an fsync, and SQLite allows one writer at
// a time, so one transaction per report would limit the handler to the fsync rate of the disk. With
// `threaded`, a thread takes all waiting jobs, runs them in one transaction, and commits once. If a
// job fails or throws, nothing of the transaction is kept; then all run again, those that succeeded
// too, each in a savepoint of its own, so that the others still commit. If BEGIN or COMMIT fails,
// or a full disk ends the transaction, all jobs of the batch get that failure; `unavailable` if the
// transaction throws, as without memory. A damaged page that one job meets keeps the whole
// transaction from being committed, so then each job of the batch gets a transaction of its own.
// Without `threaded` (CGI), run() writes on the caller's thread with one commit per job.
//
// After a failed commit the connection is closed and the next write opens a new one. The result of
// a failed fsync is unknown, so the commit is never repeated (security c3). A connection that turns
// out to be lost at BEGIN, where nothing was done yet, is replaced once.
//
// Each waiting caller is a worker that answers no other request, so the number of those that wait
// is limited (WriterQueue). If another program holds the database, the batch that has waited for it
// gets `busy`, and with it everything that queued up meanwhile; then one write at a time tries
// again, and all others get `busy` at once until one succeeds.
//
// Thread-safe.
struct WriterQueue {
  // Callers that may wait at once: those of the running transaction and those for the next. Below
  // the number of workers of `serve`, so that some always answer what only reads.
  std::size_t places = 48;
  // How long a caller waits for a place, counted from the beginning of the running transaction: a
  // crowd at a healthy database gets through, and a slow one is found out soon.
  std::chrono::milliseconds patience{100};
};

class Writer {
 public:
  // Without a `database` the first write opens one. `losses`, if given, outlives the writer.
  Writer(std::unique_ptr<Database> database, OpenDatabase reopen, bool threaded,
         WriterQueue limits = {}, Complain complain = {}, Gate gate = {}, Losses* losses = nullptr);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Returns after the commit. `busy` if all places are taken, or while another program holds the
  // database. Rethrows an exception of the job.
  core::Status run(Job job);

  // Jobs that are not in a transaction yet.
  std::size_t waiting();

 private:
  struct Waiting;
  using Clock = std::chrono::steady_clock;

  void work();
  core::Status enter(std::unique_lock<std::mutex>& lock);
  using Batch = std::span<Waiting* const>;
  void commit_together(Batch batch);
  void fail_those_behind(const core::Status& busy);
  core::Status try_together(Batch batch);
  core::Status outcome_of(Batch batch);
  void tell_all(Batch batch, const core::Status& together);
  void complain_of(const core::Failure& failure) const;
  core::Status connect();
  void note_loss();
  core::Status begin_anew();
  core::Status begin();
  core::Status run_together(Batch batch);
  core::Status run_apart(Batch batch);
  core::Status run_and_commit(Batch batch);

  std::unique_ptr<Database>
      database_;  // null before the first write that opens it, and after a failure
  std::uint64_t known_losses_ = 0;  // before it was opened
  OpenDatabase reopen_;
  std::mutex mutex_;
  std::condition_variable something_waits_;
  std::condition_variable a_place_is_free_;
  std::vector<Waiting*> queue_;
  std::size_t running_ = 0;    // jobs of the running transaction
  Clock::time_point begun_{};  // when it began
  std::size_t hoping_ = 0;     // callers that wait for a place
  bool is_held_ = false;       // another program held the database at the last try
  WriterQueue limits_;
  Complain complain_;
  Gate gate_;
  Losses* losses_;
  bool stopping_ = false;
  std::mutex inline_mutex_;
  std::thread thread_;
};

}  // namespace handler::store

// The one writer of a process: jobs that wait together share one commit, and each is told only
// after it is durable.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/result.h"
#include "handler/store/sqlite/database.h"
#include "handler/store/sqlite/store_options.h"

namespace handler::store {

// Writes inside a transaction it did not open; a failure undoes this job alone.
using Job = std::function<core::Status(Database&)>;

// Thread-safe. With `threaded` a thread collects what waits and commits it at once (group commit:
// FULL durability costs one fsync for many reports); without, run() writes in the caller's thread,
// one commit a job (CGI). After a failed commit the connection is given up and the next write opens
// a new one: what a failed fsync left behind is unknown, so it is never tried again (security c3).
class Writer {
 public:
  Writer(std::unique_ptr<Database> database, OpenDatabase reopen, bool threaded,
         std::size_t most_waiting = 1000, Complain complain = {});
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Returns after the commit. `busy` if `most_waiting` jobs wait already. What the job throws is
  // thrown here.
  core::Status run(Job job);

  // Jobs that no transaction has taken up yet.
  std::size_t waiting();

 private:
  struct Waiting;
  void work();
  void commit_together(std::vector<Waiting*>& batch);
  core::Status connect();
  core::Status run_and_commit(std::vector<Waiting*>& batch);

  std::unique_ptr<Database> database_;  // none after a failure
  OpenDatabase reopen_;
  std::mutex mutex_;
  std::condition_variable something_waits_;
  std::deque<Waiting*> queue_;
  std::size_t most_waiting_;
  Complain complain_;
  bool stopping_ = false;
  std::mutex inline_mutex_;
  std::thread thread_;
};

}  // namespace handler::store

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
#include "handler/store/database.h"

namespace handler::store {

// Writes inside a transaction it did not open; a failure undoes this job alone.
using Job = std::function<core::Status(Database&)>;

// Thread-safe. With `threaded` a thread collects what waits and commits it at once (group commit:
// FULL durability costs one fsync for many reports); without, run() writes in the caller's thread,
// one commit a job (CGI).
class Writer {
 public:
  Writer(std::unique_ptr<Database> database, bool threaded);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Returns after the commit. `busy` if a thousand jobs wait already. What the job throws is thrown
  // here.
  core::Status run(Job job);

 private:
  struct Waiting;
  void work();
  void commit_together(std::vector<Waiting*>& batch);

  std::unique_ptr<Database> database_;
  std::mutex mutex_;
  std::condition_variable something_waits_;
  std::deque<Waiting*> queue_;
  bool stopping_ = false;
  std::mutex inline_mutex_;
  std::thread thread_;
};

}  // namespace handler::store

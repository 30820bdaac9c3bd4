// The threads that answer requests. They are all made before the first request, or none is, and
// they serve addresses in turn, so that one that asks a thousand times does not hold up one that
// asks once.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"

namespace handler::transport {

// Jobs of one group run in the order of arrival; the groups take turns. Thread-safe, but start()
// and stop() belong to one thread.
class WorkerPool {
 public:
  using Job = std::function<void()>;

  WorkerPool() = default;
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Makes `count` threads, once. If the system refuses one, joins those that it has made and fails
  // with `unavailable` and a sentence for the operator.
  core::Status start(int count);
  // What a job throws is lost, and ends that job alone. `id` is for withdraw(). If it throws, the
  // job was not added.
  void add(std::uint64_t id, const std::string& group, Job job);
  // Takes a job back; false if it has begun or is unknown.
  bool withdraw(std::uint64_t id, const std::string& group);
  // Drops the jobs that have not begun and joins all threads after those that have.
  void stop();

 private:
  struct Waiting {
    std::uint64_t id;
    Job job;
  };

  // A thread that has nothing to do waits until it is called.
  struct Worker {
    std::condition_variable called;
    bool is_called = false;
  };

  void work(Worker& self);
  Job take_next(Worker& self);

  std::mutex mutex_;
  std::list<Worker> workers_;  // of the threads
  // Those that have nothing to do. The last one is called first: it was busy a moment ago, so its
  // stack and its memory are still in the processor's caches.
  std::vector<Worker*> idle_;
  std::unordered_map<std::string, std::list<Waiting>> waiting_;  // no empty queue stays
  std::list<std::string> turns_;                                 // each group that waits, once
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

// The failure of a thread that the system refuses to make.
core::Failure no_more_threads(int made, int wanted);

}  // namespace handler::transport

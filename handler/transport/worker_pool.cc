// A queue for each group, and the order of their turns.
#include "handler/transport/worker_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

#include "core/base/contained.h"

namespace handler::transport {

core::Failure no_more_threads(int made, int wanted) {
  return {core::FailureCode::unavailable,
          fmt::format("the system allows only {} of {} threads; raise the limit of tasks or of "
                      "memory (TasksMax and MemoryMax of systemd, ulimit -u and -v)",
                      made, wanted)};
}

core::Status WorkerPool::start(int count) {
  int made = 0;
  try {
    // Before the first thread: a worker adds itself and must not need memory.
    idle_.reserve(static_cast<std::size_t>(count));
    for (; made < count; ++made)
      threads_.emplace_back([this, &self = workers_.emplace_back()] { work(self); });
  } catch (const std::exception&) {  // system_error, or bad_alloc under a limit of memory
    stop();
    return no_more_threads(made, count);
  }
  return core::success();
}

void WorkerPool::add(std::uint64_t id, const std::string& group, Job job) {
  // What needs memory comes first, so that nothing is half done.
  std::list<std::string> turn{group};
  std::list<Waiting> one;
  one.push_back({id, std::move(job)});
  Worker* called = nullptr;
  {
    const std::lock_guard lock(mutex_);
    std::list<Waiting>& queue = waiting_[group];
    if (queue.empty()) turns_.splice(turns_.end(), turn);
    queue.splice(queue.end(), one);
    if (!idle_.empty()) {
      called = idle_.back();
      idle_.pop_back();
      called->is_called = true;
    }
  }
  // The others take the job when they are done with theirs.
  if (called != nullptr) called->called.notify_one();
}

bool WorkerPool::withdraw(std::uint64_t id, const std::string& group) {
  const std::lock_guard lock(mutex_);
  const auto queue = waiting_.find(group);
  if (queue == waiting_.end()) return false;
  const bool found =
      std::erase_if(queue->second, [id](const Waiting& one) { return one.id == id; }) > 0;
  if (!queue->second.empty()) return found;
  waiting_.erase(queue);
  turns_.erase(std::ranges::find(turns_, group));
  return found;
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
    turns_.clear();
  }
  for (Worker& worker : workers_) worker.called.notify_one();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  workers_.clear();
  idle_.clear();
}

void WorkerPool::work(Worker& self) {
  while (const Job job = take_next(self)) core::run_contained(job, [](std::string_view) {});
}

// Empty at the end. Takes no memory: it must not fail. A worker that is called may find that
// another one, which was just done, has taken the job.
WorkerPool::Job WorkerPool::take_next(Worker& self) {
  std::unique_lock lock(mutex_);
  while (turns_.empty() && !stopping_) {
    self.is_called = false;
    idle_.push_back(&self);
    self.called.wait(lock, [&] { return self.is_called || stopping_; });
  }
  if (stopping_) return {};
  const auto turn = turns_.begin();
  const auto queue = waiting_.find(*turn);
  Job job = std::move(queue->second.front().job);
  queue->second.pop_front();
  if (queue->second.empty()) {
    waiting_.erase(queue);
    turns_.erase(turn);
  } else {
    turns_.splice(turns_.end(), turns_, turn);
  }
  return job;
}

}  // namespace handler::transport

// Runs independent jobs on threads; each thread takes the next number until none is left.
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace core {

Status run_parallel(std::size_t count, unsigned jobs,
                    const std::function<Status(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  Status first = success();
  std::exception_ptr thrown;
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        const Status done = work(i);
        if (done) continue;
        const std::lock_guard lock(mutex);
        if (first) first = done;
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!thrown) thrown = std::current_exception();
      }
      next = count;
    }
  };
  if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min<std::size_t>(jobs, count); ++i) threads.emplace_back(take);
    take();
  }
  if (thrown) std::rethrow_exception(thrown);
  return first;
}

}  // namespace core

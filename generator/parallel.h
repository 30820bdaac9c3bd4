// Runs independent pieces of work on several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace generator {

// Calls work(0) ... work(count - 1), each once, on `jobs` threads (0: one per core; never more than
// `count`), and returns when all are done. The first exception is thrown again here, after the
// others have ended.
void run_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

}  // namespace generator

// Runs independent jobs on several threads.
#pragma once

#include <cstddef>
#include <functional>

#include "core/base/result.h"

namespace core {

// Calls work(0) ... work(count - 1), each once, on `jobs` threads (0: one per core; never more than
// `count`), and returns when all are done. After a failure or an exception no further job starts;
// the first failure is returned, or the first exception is thrown again.
Status run_parallel(std::size_t count, unsigned jobs,
                    const std::function<Status(std::size_t)>& work);

}  // namespace core

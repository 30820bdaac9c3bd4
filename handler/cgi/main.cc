// handler.cgi, the program that a web server starts for each request: `handler cgi` without a
// command line and without what only a server needs, so that it starts in a moment.
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "handler/cgi/whole_program.h"
#include "handler/commands/cgi_command.h"

namespace {

// In bytes; no request takes less. Taken at once: the system would hand out each page in a fault of
// its own, which takes longer than to clear it. A system that cannot does so.
constexpr std::size_t kUsualMemory = std::size_t{768} << 10U;

void take_usual_memory() {
  ::mallopt(M_MMAP_THRESHOLD, 2 * kUsualMemory);
  ::mallopt(M_TRIM_THRESHOLD, 2 * kUsualMemory);
  void* const taken = std::malloc(kUsualMemory);
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const std::uintptr_t unaligned = reinterpret_cast<std::uintptr_t>(taken) % page;
  ::madvise(static_cast<char*>(taken) - unaligned, kUsualMemory, MADV_POPULATE_WRITE);
  std::free(taken);
}

}  // namespace

int main() {
  handler::hand_over_publishing();
  take_usual_memory();
  return handler::run_cgi_program();
}

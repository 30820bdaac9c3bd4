// handler.cgi, the program that a web server starts for each request: `handler cgi` without a
// command line and without what only a server needs, so that it starts in a moment.
#include <malloc.h>
#include <sys/mman.h>

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "handler/cgi/whole_program.h"
#include "handler/commands/cgi_command.h"

namespace {

// In bytes.
constexpr std::size_t kUsualMemory = std::size_t{768} << 10U;  // no request takes less
constexpr std::size_t kFirstHeap = std::size_t{256} << 10U;    // more than malloc begins with
constexpr std::size_t kLargePage = std::size_t{2} << 20U;
constexpr std::size_t kPage = std::size_t{4} << 10U;

// Has malloc continue in a large page. The system hands out each page of 4 KB in a fault of its
// own, which takes longer than to clear it; 2 MB in a large page are one fault. A system that has
// no large page free hands out the usual memory at once instead.
//
// A page that is in use cannot become a part of a large one, and malloc writes before and behind
// each block. So the large page begins behind the two blocks below: the first makes the heap grow,
// the second, never freed and never touched, fills the gap.
void take_usual_memory() {
  ::mallopt(M_MMAP_THRESHOLD, 2 * kLargePage);
  ::mallopt(M_TRIM_THRESHOLD, 4 * kLargePage);
  ::mallopt(M_TOP_PAD, 2 * kLargePage);
  void* const grown = std::malloc(kFirstHeap);
  const auto begin = reinterpret_cast<std::uintptr_t>(grown);
  std::free(grown);
  const std::uintptr_t most = begin + kFirstHeap + kPage + kLargePage - 1;
  const std::size_t distance = most - most % kLargePage - begin;
  char* const gap = static_cast<char*>(std::malloc(distance - kPage / 2));
  ::madvise(gap + distance, kLargePage, MADV_HUGEPAGE);
  ::madvise(gap + distance, kUsualMemory, MADV_POPULATE_WRITE);
}

}  // namespace

int main() {
  // A write beyond the limit of a file's size (ulimit -f) fails, as one on a full disk does.
  std::signal(SIGXFSZ, SIG_IGN);
  handler::hand_over_publishing();
  take_usual_memory();
  return handler::run_cgi_program();
}

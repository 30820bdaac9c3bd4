// Limits of the process and a filter of its system calls (seccomp).
#include "handler/files/cleaner/sandbox.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <memory>

namespace handler::files {
namespace {

struct Limit {
  __rlimit_resource resource;
  rlim_t most;
};

// A file of 5 MB and its cleaned copy take 60 MB with all libraries and libmagic's database.
constexpr rlim_t kMostMemory = rlim_t{192} << 20U;
constexpr rlim_t kMostSeconds = 5;

// AddressSanitizer reserves terabytes of addresses, and asks for the signal stack before functions
// that do not return.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitized = true;
#elif defined(__has_feature)
constexpr bool kIsSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kIsSanitized = false;
#endif

bool set_limits() {
  constexpr std::array<Limit, 5> kLimits = {{{RLIMIT_CPU, kMostSeconds},
                                             {RLIMIT_FSIZE, 0},
                                             {RLIMIT_NOFILE, 0},
                                             {RLIMIT_CORE, 0},
                                             {RLIMIT_AS, kMostMemory}}};
  for (const Limit& limit : kLimits) {
    if (kIsSanitized && limit.resource == RLIMIT_AS) continue;
    const rlimit value{.rlim_cur = limit.most, .rlim_max = limit.most};
    if (::setrlimit(limit.resource, &value) != 0) return false;
  }
  return true;
}

struct Release {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

// What malloc, exceptions and the end of a process need. None takes a descriptor or an address of
// other processes.
constexpr std::array<int, 10> kHarmless = {
    SCMP_SYS(brk),        SCMP_SYS(munmap),        SCMP_SYS(mremap),       SCMP_SYS(madvise),
    SCMP_SYS(futex),      SCMP_SYS(clock_gettime), SCMP_SYS(rt_sigreturn), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(sched_yield)};

bool allow(scmp_filter_ctx filter, int call) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
}

bool allow_descriptor(scmp_filter_ctx filter, int call, std::uint64_t number) {
  const scmp_arg_cmp is_number{.arg = 0, .op = SCMP_CMP_EQ, .datum_a = number, .datum_b = 0};
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &is_number) == 0;
}

// New memory alone: of no file, and never to be run.
bool allow_memory(scmp_filter_ctx filter) {
  const std::array<scmp_arg_cmp, 2> is_plain = {
      {{.arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0},
       {.arg = 3,
        .op = SCMP_CMP_MASKED_EQ,
        .datum_a = MAP_ANONYMOUS | MAP_SHARED,
        .datum_b = MAP_ANONYMOUS}}};
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), is_plain.size(),
                                is_plain.data()) == 0;
}

bool filter_calls() {
  const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (!filter) return false;
  for (const int call : kHarmless) {
    if (!allow(filter.get(), call)) return false;
  }
  if (kIsSanitized && !allow(filter.get(), SCMP_SYS(sigaltstack))) return false;
  return seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
         allow_descriptor(filter.get(), SCMP_SYS(read), STDIN_FILENO) &&
         allow_descriptor(filter.get(), SCMP_SYS(write), STDOUT_FILENO) &&
         allow_memory(filter.get()) && seccomp_load(filter.get()) == 0;
}

}  // namespace

void close_inherited() {
  ::close_range(STDERR_FILENO + 1, ~0U, 0);
}

bool enter_sandbox() {
  return set_limits() && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
         ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && filter_calls();
}

}  // namespace handler::files

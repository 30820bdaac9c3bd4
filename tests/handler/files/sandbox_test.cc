// What a locked up process can still do, each try in a process of its own.
#include "handler/files/cleaner/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <map>
#include <new>
#include <string>

#include "tests/support/other_process.h"

namespace {

constexpr int kSurvived = 3;
constexpr int kNoMemory = 4;
constexpr std::size_t kPage = 4096;

void* map(int protection, int flags, int file) {
  return ::mmap(nullptr, kPage, protection, flags, file, 0);
}

const std::map<std::string, void (*)()>& tries() {
  static const std::map<std::string, void (*)()> all = {
      {"open", [] { (void)::open("/etc/passwd", O_RDONLY); }},
      {"create", [] { (void)::open("/tmp/x", O_CREAT | O_WRONLY, 0600); }},
      {"socket", [] { (void)::socket(AF_INET, SOCK_STREAM, 0); }},
      {"fork", [] { (void)::syscall(SYS_fork); }},
      {"clone", [] { (void)::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }},
      {"execute", [] { (void)::execl("/bin/true", "true", nullptr); }},
      {"kill", [] { (void)::kill(1, 0); }},
      {"trace", [] { (void)::syscall(SYS_ptrace, 0, 0, 0, 0); }},
      {"limits", [] { (void)::syscall(SYS_prlimit64, 0, RLIMIT_CPU, nullptr, nullptr); }},
      {"other output", [] { (void)::write(STDERR_FILENO, "x", 1); }},
      {"other input", [] { (void)::read(5, nullptr, 0); }},
      {"duplicate", [] { (void)::dup(0); }},
      {"run memory", [] { (void)map(PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1); }},
      {"map a file", [] { (void)map(PROT_READ, MAP_PRIVATE, 0); }},
      {"share memory", [] { (void)map(PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1); }},
      {"leave", [] { (void)::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }},
  };
  return all;
}

int try_it(const tests::Words& words) {
  if (!handler::files::enter_sandbox()) return 2;
  tries().at(words.front())();
  return kSurvived;
}
const tests::Part kTry("try_in_sandbox", try_it);

int work(const tests::Words&) {
  std::string text = "alive";
  if (!handler::files::enter_sandbox()) return 2;
  text += std::string(std::size_t{30} << 20U, '.').substr(0, 1);
  (void)::write(STDOUT_FILENO, text.data(), text.size());
  return 0;
}
const tests::Part kWork("work_in_sandbox", work);

int take_memory(const tests::Words&) {
  if (!handler::files::enter_sandbox()) return 2;
  try {
    const std::string much(std::size_t{300} << 20U, 'x');
    return much.size() == 0 ? 0 : kSurvived;
  } catch (const std::bad_alloc&) {
    return kNoMemory;
  }
}
const tests::Part kTakeMemory("take_memory_in_sandbox", take_memory);

TEST(Sandbox, KillsWhateverDoesMoreThanComputing) {
  for (const auto& [name, unused] : tries()) {
    const tests::Ending ending = kTry.start({name}).end();
    EXPECT_EQ(ending.signal, SIGSYS) << name << ": code " << ending.code;
  }
}

TEST(Sandbox, LetsAProcessComputeAndAnswer) {
  const tests::Ending ending = kWork.start().end();
  EXPECT_EQ(ending.code, 0) << ending.signal;
  EXPECT_EQ(ending.said, "alive.");
}

TEST(Sandbox, BoundsTheMemory) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "AddressSanitizer needs the addresses";
#endif
  const tests::Ending ending = kTakeMemory.start().end();
  EXPECT_EQ(ending.code, kNoMemory) << ending.signal;
}

}  // namespace

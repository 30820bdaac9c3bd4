// Starts programs with posix_spawn.
#include "core/base/child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "core/base/files.h"

namespace core {
namespace {

constexpr int kKeptOpen = 3;

struct FileActions {
  FileActions() { posix_spawn_file_actions_init(&value); }
  ~FileActions() { posix_spawn_file_actions_destroy(&value); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  void give(int descriptor, int number, int mode) {
    if (descriptor >= 0) {
      posix_spawn_file_actions_adddup2(&value, descriptor, number);
    } else {
      posix_spawn_file_actions_addopen(&value, number, "/dev/null", mode, 0);
    }
  }

  posix_spawn_file_actions_t value{};
};

// A group of its own, so that a signal from a terminal ends the starting program alone, after its
// step; and the signals that this program blocks or ignores as they are by default.
struct Attributes {
  Attributes() {
    posix_spawnattr_init(&value);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&value, &none);
    posix_spawnattr_setsigdefault(&value, &all);
    posix_spawnattr_setpgroup(&value, 0);
    posix_spawnattr_setflags(
        &value, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Attributes() { posix_spawnattr_destroy(&value); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  posix_spawnattr_t value{};
};

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> found;
  for (std::string& word : words) found.push_back(word.data());
  found.push_back(nullptr);
  return found;
}

}  // namespace

Result<pid_t> start_program(const Launch& launch) {
  FileActions actions;
  const Attributes attributes;
  actions.give(launch.input, STDIN_FILENO, O_RDONLY);
  actions.give(launch.output, STDOUT_FILENO, O_WRONLY);
  actions.give(launch.messages, STDERR_FILENO, O_WRONLY);
  const bool keeps = launch.keeps_open >= 0;
  if (keeps) posix_spawn_file_actions_adddup2(&actions.value, launch.keeps_open, kKeptOpen);
  posix_spawn_file_actions_addclosefrom_np(&actions.value, keeps ? kKeptOpen + 1 : kKeptOpen);
  std::vector<std::string> words = launch.words;
  std::vector<std::string> variables = launch.variables;
  pid_t process = 0;
  const int error =
      ::posix_spawn(&process, words.front().c_str(), &actions.value, &attributes.value,
                    pointers(words).data(), pointers(variables).data());
  if (error == 0) return process;
  errno = error;
  return system_failure("run", words.front());
}

int exit_code_of(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::filesystem::path program_beside(const std::string& name) {
  std::error_code error;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path beside = own.parent_path() / name;
  const std::filesystem::path in_bin = own.parent_path().parent_path().parent_path() / "bin" / name;
  const bool is_beside = std::filesystem::exists(beside, error);
  return !is_beside && std::filesystem::exists(in_bin, error) ? in_bin : beside;
}

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace core

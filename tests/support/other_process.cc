// Starts processes with posix_spawn and reads their output.
#include "tests/support/other_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <utility>

namespace tests {
namespace {

constexpr const char* kPart = "--part";

// Filled before main() runs.
std::map<std::string, Part::Work>& parts() {
  static std::map<std::string, Part::Work> all;
  return all;
}

std::vector<char*> pointers(Words& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

Words whole_environment(const Words& added) {
  Words all = added;  // of equal names, the first one counts
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  return all;
}

// Starts the process with `output` as its standard output.
pid_t spawn(Words command, Words environment, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t process = -1;
  const int error = ::posix_spawn(&process, command.front().c_str(), &actions, nullptr,
                                  pointers(command).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + command.front());
  return process;
}

}  // namespace

OtherProcess::OtherProcess(const Words& command, const Words& environment) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  output_ = ends[0];
  process_ = spawn(command, whole_environment(environment), ends[1]);
  ::close(ends[1]);
}

OtherProcess::OtherProcess(OtherProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)), output_(std::exchange(other.output_, -1)) {}

OtherProcess::~OtherProcess() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  if (output_ >= 0) ::close(output_);
}

Ending OtherProcess::end() {
  Ending ending;
  std::array<char, 4096> bytes{};
  for (ssize_t count = 0; (count = ::read(output_, bytes.data(), bytes.size())) > 0;)
    ending.said.append(bytes.data(), static_cast<std::size_t>(count));
  int status = 0;
  ::waitpid(std::exchange(process_, -1), &status, 0);
  if (WIFEXITED(status)) ending.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
  return ending;
}

Part::Part(std::string name, Work work) : name_(std::move(name)) {
  parts()[name_] = work;
}

OtherProcess Part::start(Words arguments, const Words& environment) const {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  arguments.insert(arguments.begin(), {self, kPart, name_});
  return OtherProcess(arguments, environment);
}

std::optional<int> run_part(int argc, char** argv) {
  if (argc < 3 || std::string(argv[1]) != kPart) return std::nullopt;
  try {
    return parts().at(argv[2])(Words(argv + 3, argv + argc));
  } catch (const std::exception& thrown) {
    std::fprintf(stderr, "%s: %s\n", argv[2], thrown.what());
    return 99;
  }
}

}  // namespace tests

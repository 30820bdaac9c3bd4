// Starts the generator without a shell, and collects what it writes to its standard error.
#include "handler/publishing/generator_run.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "core/base/descriptor.h"
#include "core/base/files.h"
#include "core/base/text.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX has it in no header

namespace handler::publishing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostMessages = 16U << 10;
constexpr int kKeptOpen = 3;  // its number in the generator

std::vector<std::string> words_of(const BuildPlaces& places, const std::vector<std::string>& sites,
                                  const RunOptions& options) {
  std::vector<std::string> words = {places.generator.string(), "build", "--quiet"};
  const auto add = [&](const char* name, const std::string& value) {
    words.insert(words.end(), {name, value});
  };
  if (!places.conf.empty()) add("--conf", places.conf.string());
  add("--content", places.content.string());
  add("--templates", places.templates.string());
  add("--out", places.out.string());
  add("--published", places.published.string());
  add("--base-url", places.base_url);
  if (options.today) add("--today", core::to_iso(*options.today));
  for (const std::string& site : sites) add("--site", site);
  return words;
}

// The environment of this process, with Chinese messages.
std::vector<std::string> environment() {
  std::vector<std::string> variables;
  for (char** one = environ; *one != nullptr; ++one) {
    const std::string variable = *one;
    if (!variable.starts_with("LANG=") && !variable.starts_with("LC_ALL=") &&
        !variable.starts_with("LC_MESSAGES=") && !variable.starts_with("LANGUAGE="))
      variables.push_back(variable);
  }
  variables.emplace_back("LANG=zh_CN.UTF-8");
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> found;
  for (std::string& word : words) found.push_back(word.data());
  found.push_back(nullptr);
  return found;
}

struct FileActions {
  FileActions() { posix_spawn_file_actions_init(&value); }
  ~FileActions() { posix_spawn_file_actions_destroy(&value); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  posix_spawn_file_actions_t value{};
};

// A group of its own, so that a signal from a terminal ends the publisher alone, after its step; and
// the signals that this program blocks or ignores as they are by default.
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

core::Result<pid_t> start(std::vector<std::string> words, int messages, int keeps_open) {
  FileActions actions;
  Attributes attributes;
  posix_spawn_file_actions_addopen(&actions.value, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions.value, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions.value, messages, STDERR_FILENO);
  if (keeps_open >= 0) posix_spawn_file_actions_adddup2(&actions.value, keeps_open, kKeptOpen);
  std::vector<std::string> variables = environment();
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> environment = pointers(variables);
  pid_t process = 0;
  const int error = ::posix_spawn(&process, words.front().c_str(), &actions.value,
                                  &attributes.value, arguments.data(), environment.data());
  if (error == 0) return process;
  errno = error;
  return core::system_failure("run", words.front());
}

// Reads until the generator closes the pipe; false if that takes too long. What is more than the
// bound is read and dropped, so that the generator never waits.
bool collect(int pipe, Clock::time_point until, std::string& messages) {
  std::array<char, 4096> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) return false;
    pollfd ready{.fd = pipe, .events = POLLIN, .revents = 0};
    const int found = ::poll(&ready, 1, static_cast<int>(left.count()));
    if (found <= 0) continue;
    const ssize_t count = ::read(pipe, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return true;
    const std::size_t room = kMostMessages - messages.size();
    messages.append(block.data(), std::min(room, static_cast<std::size_t>(count)));
  }
}

int code_of(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::filesystem::path generator_beside_program() {
  std::error_code error;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", error);
  return own.parent_path() / "generator";
}

core::Result<GeneratorRun> run_generator(const BuildPlaces& places,
                                         const std::vector<std::string>& sites,
                                         const RunOptions& options) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return core::system_failure("run", places.generator);
  const core::Descriptor reading(ends[0]);
  core::Descriptor writing(ends[1]);
  const core::Result<pid_t> process =
      start(words_of(places, sites, options), writing.get(), options.keeps_open);
  if (!process) return process.failure();
  writing.close();
  GeneratorRun run;
  run.is_late = !collect(reading.get(), Clock::now() + options.longest, run.messages);
  if (run.is_late) ::kill(*process, SIGKILL);
  run.code = code_of(*process);
  run.messages = core::cleaned(run.messages);
  return run;
}

}  // namespace handler::publishing

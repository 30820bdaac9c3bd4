// Starts the generator without a shell, and collects what it writes to its standard error.
#include "handler/publishing/generator_run.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "core/base/child_process.h"
#include "core/base/files.h"
#include "core/base/text.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX has it in no header

namespace handler::publishing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostMessages = 16U << 10;

std::vector<std::string> command_words(const BuildPlaces& places,
                                       const std::vector<std::string>& sites,
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

}  // namespace

std::filesystem::path generator_beside_program() {
  return core::program_beside("generator");
}

core::Result<GeneratorRun> run_generator(const BuildPlaces& places,
                                         const std::vector<std::string>& sites,
                                         const RunOptions& options) {
  core::Pipe pipe = core::make_pipe();
  if (!pipe.reading.ok()) return core::system_failure("run", places.generator);
  const core::Result<pid_t> process =
      core::start_program({.words = command_words(places, sites, options),
                           .variables = environment(),
                           .messages = pipe.writing.get(),
                           .keeps_open = options.keeps_open});
  if (!process) return process.failure();
  pipe.writing.close();
  GeneratorRun run;
  run.is_late = !collect(pipe.reading.get(), Clock::now() + options.longest, run.messages);
  if (run.is_late) ::kill(*process, SIGKILL);
  run.code = core::exit_code_of(*process);
  run.messages = core::cleaned(run.messages);
  return run;
}

}  // namespace handler::publishing

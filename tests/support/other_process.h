// Processes that tests start: programs, and parts of a test that need a process of their own. They
// are started with exec, because a test program may have threads, which fork alone does not copy.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace tests {

using Words = std::vector<std::string>;

// How a process ended.
struct Ending {
  int code = -1;     // its exit code, if no signal ended it
  int signal = 0;    // the signal that ended it, or 0
  std::string said;  // its standard output
};

// A running program. It is killed with this object unless it has ended.
class OtherProcess {
 public:
  // Adds `environment` ("NAME=value") to that of this process. Throws if the program cannot start.
  explicit OtherProcess(const Words& command, const Words& environment = {});
  ~OtherProcess();
  OtherProcess(OtherProcess&& other) noexcept;
  OtherProcess(const OtherProcess&) = delete;
  OtherProcess& operator=(const OtherProcess&) = delete;

  // Waits until it has ended.
  Ending end();

 private:
  pid_t process_ = -1;
  int output_ = -1;
};

// A part of a test that runs in a process of its own: the test program is started again for it.
// Must be defined at namespace scope.
class Part {
 public:
  // Returns the exit code.
  using Work = int (*)(const Words& arguments);

  Part(std::string name, Work work);
  OtherProcess start(Words arguments = {}, const Words& environment = {}) const;

 private:
  std::string name_;
};

// Runs the part that the command line names and returns its exit code; empty if it names none.
std::optional<int> run_part(int argc, char** argv);

}  // namespace tests

// Programs that ours start, without a shell: what they inherit is named, everything else is closed.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/descriptor.h"
#include "core/base/result.h"

namespace core {

// A descriptor of -1 is /dev/null in the program.
struct Launch {
  std::vector<std::string> words;      // the program's path, then its arguments
  std::vector<std::string> variables;  // its whole environment, "NAME=value"
  int input = -1;
  int output = -1;
  int messages = -1;    // its standard error
  int keeps_open = -1;  // open in the program as number 3; -1: nothing
};

// Starts it in a process group of its own, with the usual signals and no other descriptor of this
// process. Fails if it cannot be started. The caller must wait for it (exit_code_of()).
// Thread-safe.
Result<pid_t> start_program(const Launch& launch);

// Waits until it has ended; -1 if a signal ended it.
int exit_code_of(pid_t process);

// The program of this name in the folder of the running one. If it is not there, that of
// PREFIX/bin, which is right for a program in PREFIX/libexec/bancheng.
std::filesystem::path program_beside(const std::string& name);

// A pipe whose ends no program inherits unless Launch names them. Both are -1 if the system
// refused, with errno set.
struct Pipe {
  Descriptor reading{-1};
  Descriptor writing{-1};
};
Pipe make_pipe();

}  // namespace core

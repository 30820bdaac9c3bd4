// A child process of a test, ended by its process id with the test.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace scenarios {

// Starts `arguments[0]` with extra environment variables ("NAME=value"); its standard output can be
// read line by line.
class Child {
 public:
  Child(const std::vector<std::string>& arguments, const std::vector<std::string>& environment);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // The next line of its output, without the newline; "" at the end.
  std::string read_line();
  // Writes all of `input` to its standard input, closes it, and reads the whole output.
  std::string talk(const std::string& input);

 private:
  pid_t pid_ = -1;
  int to_child_ = -1;
  int from_child_ = -1;
};

// Sends bytes to 127.0.0.1:port and reads until the peer closes. Throws std::runtime_error if it
// cannot connect.
std::string send_and_read(int port, const std::string& bytes);
// A port on which no program listens.
int free_port();

}  // namespace scenarios

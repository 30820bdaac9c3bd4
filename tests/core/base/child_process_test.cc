// What a started program inherits, and how its end is told.
#include "core/base/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>

namespace {

// What the program writes to its standard output, with `launch` for all else.
std::string said_by(core::Launch launch) {
  core::Pipe pipe = core::make_pipe();
  launch.output = pipe.writing.get();
  const core::Result<pid_t> process = core::start_program(launch);
  if (!process) return process.failure().message;
  pipe.writing.close();
  std::string said;
  std::array<char, 4096> block{};
  for (ssize_t count = 0; (count = ::read(pipe.reading.get(), block.data(), block.size())) > 0;)
    said.append(block.data(), static_cast<std::size_t>(count));
  EXPECT_EQ(core::exit_code_of(*process), 0);
  return said;
}

int code_of(const std::string& command) {
  return core::exit_code_of(*core::start_program({.words = {"/bin/sh", "-c", command}}));
}

TEST(ChildProcess, InheritsNothingThatIsNotNamed) {
  const core::Descriptor open(::open("/dev/null", O_RDONLY));  // would be inherited
  ASSERT_TRUE(open.ok());
  const std::string listing =
      "for i in 0 1 2 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$i ] && echo $i; done; true";
  EXPECT_EQ(said_by({.words = {"/bin/sh", "-c", listing}}), "0\n1\n2\n");
  EXPECT_EQ(said_by({.words = {"/bin/sh", "-c", listing}, .keeps_open = open.get()}),
            "0\n1\n2\n3\n");
  EXPECT_EQ(said_by({.words = {"/usr/bin/env"}, .variables = {"A=1"}}), "A=1\n");
}

TEST(ChildProcess, TellsItsEnd) {
  EXPECT_EQ(code_of("exit 7"), 7);
  EXPECT_EQ(code_of("kill -9 $$"), -1);
  EXPECT_FALSE(core::start_program({.words = {"/nowhere/program"}}).ok());
  EXPECT_TRUE(core::program_beside("other").is_absolute());
  EXPECT_EQ(core::program_beside("other").filename(), "other");
}

}  // namespace

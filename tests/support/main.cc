// Runs the tests of a test program, or one part of a test in a process of its own.
#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/support/other_process.h"
#include "tests/support/preparation.h"

int main(int argc, char** argv) {
  // A part may leave its process in a state in which exit handlers must not run.
  if (const std::optional<int> code = tests::run_part(argc, argv)) ::_exit(*code);
  testing::InitGoogleMock(&argc, argv);
  tests::prepare();
  return RUN_ALL_TESTS();
}

// Runs the tests of a test program, or one part of a test for a process of its own.
#include <gmock/gmock.h>

#include "tests/support/other_process.h"

int main(int argc, char** argv) {
  if (const std::optional<int> code = tests::run_part(argc, argv)) return *code;
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}

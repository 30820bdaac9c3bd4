// What a test program does before its first test.
#pragma once

namespace tests {

// Runs when the command line has been read. Must be defined at namespace scope.
class Preparation {
 public:
  explicit Preparation(void (*work)());
};

// For main(): all of them.
void prepare();

}  // namespace tests

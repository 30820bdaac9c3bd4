// The entry point of the generator; all work is in commands.cc.
#include <iostream>

#include "generator/commands/commands.h"

int main(int argc, char** argv) {
  core::SystemClock clock;
  return generator::run(argc, argv, std::cout, std::cerr, clock);
}

// The entry point of the generator; all work is in commands.cc.
#include <csignal>
#include <iostream>

#include "generator/commands/commands.h"

int main(int argc, char** argv) {
  // A write beyond the limit of a file's size (ulimit -f) fails, as one on a full disk does.
  std::signal(SIGXFSZ, SIG_IGN);
  core::SystemClock clock;
  return generator::run(argc, argv, std::cout, std::cerr, clock);
}

// The handler program; the commands are in commands.cc.
#include <csignal>

#include "handler/commands/commands.h"

int main(int argc, char** argv) {
  // A write beyond the limit of a file's size (ulimit -f) fails, as one on a full disk does.
  std::signal(SIGXFSZ, SIG_IGN);
  return handler::run(argc, argv);
}

// The handler program; the commands are in commands.cc.
#include "handler/commands/commands.h"

int main(int argc, char** argv) {
  return handler::run(argc, argv);
}

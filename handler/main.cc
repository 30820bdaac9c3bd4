// The handler program; everything it does is in commands.cc.
#include "handler/commands/commands.h"

int main(int argc, char** argv) {
  return handler::run(argc, argv);
}

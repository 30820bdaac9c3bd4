// handler.cgi, the program that a web server starts for each request: `handler cgi` without a
// command line and without what only a server needs, so that it starts in a moment.
#include "handler/cgi/whole_program.h"
#include "handler/commands/cgi_command.h"

int main() {
  handler::hand_over_publishing();
  return handler::run_cgi_program();
}

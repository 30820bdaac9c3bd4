// The handler's command line.
#pragma once

namespace handler {

// Returns one of the codes of core/base/exit_codes.h.
int run(int argc, char** argv);

}  // namespace handler

// The handler's command line.
#pragma once

namespace handler {

// Exit codes: 0 done, 1 mistakes in the input, 2 failure of the environment (disk, port, database,
// keys), 64 wrong usage.
int run(int argc, char** argv);

}  // namespace handler

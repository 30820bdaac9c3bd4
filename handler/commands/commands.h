// The handler's commands as the operator types them.
#pragma once

namespace handler {

// Exit codes: 0 done, 1 the input has mistakes, 2 the world refused (disk, port, database, keys),
// 64 wrong usage.
int run(int argc, char** argv);

}  // namespace handler

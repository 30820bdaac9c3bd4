// Gives up all that a process can do but computing, reading its input and writing its answer.
#pragma once

namespace handler::files {

// Closes every descriptor but 0, 1 and 2. Before anything else is loaded.
void close_inherited();

// From here on the process may read descriptor 0, write descriptor 1, ask for memory within 192 MB,
// compute 5 seconds and end. Any other system call kills it. Cannot be taken back. False if the
// system refused a part of it: then the process must end.
bool enter_sandbox();

}  // namespace handler::files

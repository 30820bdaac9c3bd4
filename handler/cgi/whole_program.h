// Hands requests over to `handler cgi` that need a library which Debian has in dynamic form alone,
// so that this program does not hold it: pages for editors render Markdown, and data may be in
// PostgreSQL.
#pragma once

namespace handler {

// Becomes `handler cgi`: the program beside this one, else /usr/local/bin/handler or
// /usr/bin/handler. Returns if there is no such program.
void become_whole_program();

// Becomes `handler cgi` if the request of this process is for a page of publishing. Returns if it
// is for another page, or if there is no such program.
void hand_over_publishing();

}  // namespace handler

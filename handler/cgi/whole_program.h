// Hands pages for editors over to `handler cgi`: they render Markdown, and Debian has the library for
// that in dynamic form alone, which this program does not load.
#pragma once

namespace handler {

// Becomes `handler cgi` if the request of this process is for a page of publishing: the program beside
// this one, else /usr/local/bin/handler or /usr/bin/handler. Returns if it is for another page, or if
// there is no such program.
void hand_over_publishing();

}  // namespace handler

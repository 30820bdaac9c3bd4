// Stands where Markdown's library would be linked: whole_program.h says why it is not.
#include <md4c.h>

#include "core/base/check.h"

extern "C" int md_parse(const MD_CHAR* /*text*/, MD_SIZE /*size*/, const MD_PARSER* /*parser*/,
                        void* /*userdata*/) {
  throw core::Bug(
      "handler.cgi renders no Markdown: put the program handler beside it, or into "
      "/usr/local/bin");
}

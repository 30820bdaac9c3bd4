// fmt, compiled here because no static library of it is installed (CMakeLists.txt).
#define FMT_HEADER_ONLY 1
#include <fmt/format.h>

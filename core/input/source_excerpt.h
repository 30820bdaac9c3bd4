// The source line under a diagnostic with its caret line, as compilers print it; carets line up
// under Chinese text too.
#pragma once

#include <string>
#include <string_view>

#include "core/input/diagnostic.h"

namespace core {

// Two lines ("   14 | key: value", "      |      ^~~~~ hint"), each ended by '\n'; a long line is
// cut around the span. `line` is the text of line span.line, without its end; ill-formed bytes and
// control characters are replaced.
std::string source_excerpt(std::string_view line, const Span& span, std::string_view hint);

}  // namespace core

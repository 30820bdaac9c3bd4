// What edits of YAML and CSV files answer where they cannot be made, in one wording for both.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/input/diagnostic.h"

namespace core {

// The message where the new text would not hold exactly the requested change.
inline constexpr const char* kNotExact =
    "this change cannot be made without changing something else too, so nothing was changed; edit "
    "the file by hand";

// Why no file may hold this text; "" if it may.
std::string why_unwritable(std::string_view text);

// `invalid` with the first mistake of a file that its reader refused:
// "FILE:LINE:COLUMN: message; hint". A mistake of the whole file stands at 1:1. There must be one.
Failure unreadable(const Diagnostics& diagnostics);

// "FILE:LINE:COLUMN: message" for byte `at` of the text; offsets beyond it count as its end.
Failure failure_at(const std::string& file, std::string_view text, std::size_t at,
                   const std::string& message, FailureCode code);

}  // namespace core

// The Chinese of every sentence for authors, by its English pattern.
#pragma once

#include <string_view>

namespace core::chinese {

// The Chinese pattern, with the same places; "" if the table has none. Thread-safe.
std::string_view of(std::string_view english);

}  // namespace core::chinese

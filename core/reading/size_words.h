// The size of a file as people read it.
#pragma once

#include <cstdint>
#include <string>

#include "core/reading/texts.h"

namespace core {

// "320 KB", "1.2 MB", rounded up to whole kilobytes first.
std::string size_in_words(const Texts& texts, std::uint64_t bytes);

}  // namespace core

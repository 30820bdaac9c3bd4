// Files that a site hands out: whether the bytes are what the name promises.
#pragma once

#include <string_view>

#include "core/input/sentence.h"

namespace core {

// What is wrong with a file called `name`; empty if its bytes begin as files of this ending do.
// Readers save a file by its ending, so a page or a program
// under the ending of a document is refused.
Sentence wrong_content(std::string_view name, std::string_view bytes);

// Whether a PDF names a script or a program to start. Such words may also stand compressed, where
// this does not see them.
bool carries_script(std::string_view name, std::string_view bytes);

}  // namespace core

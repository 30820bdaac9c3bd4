// Explains yaml-cpp's terse error messages to people who edit a site.
#pragma once

#include <string_view>

#include "core/input/sentence.h"

namespace core {

struct PlainWords {
  Sentence message;
  Sentence hint;
};

// For the message of a YAML::Exception; an unknown message is passed on unchanged.
PlainWords plain_words_for(std::string_view yaml_cpp_message);

}  // namespace core

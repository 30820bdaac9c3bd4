// Explains yaml-cpp's terse error messages to people who edit a site.
#pragma once

#include <string>
#include <string_view>

namespace core {

struct PlainWords {
  std::string message;
  std::string hint;
};

// For the message of a YAML::Exception; an unknown message is passed on unchanged.
PlainWords plain_words_for(std::string_view yaml_cpp_message);

}  // namespace core

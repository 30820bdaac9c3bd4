// What yaml-cpp's terse complaints mean to somebody who edits a site.
#pragma once

#include <string>
#include <string_view>

namespace core {

struct PlainWords {
  std::string message;
  std::string hint;
};

// For a message of a YAML::Exception; an unknown one is passed on as it is.
PlainWords plain_words_for(std::string_view yaml_cpp_message);

}  // namespace core

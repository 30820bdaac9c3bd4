// How often tests with random input repeat: a fixed number, or a multiple where there is time.
#pragma once

#include <cstdlib>

namespace tests {

// `usual`, multiplied by BANCHENG_LONG if that is set (script/prove).
inline int many(int usual) {
  const char* text = std::getenv("BANCHENG_LONG");
  return text == nullptr ? usual : usual * std::atoi(text);
}

}  // namespace tests

// How often tests with random input repeat: the same number everywhere, more where there is time.
#pragma once

#include <cstdlib>

namespace tests {

// `usual` times, or as many times more as BANCHENG_LONG says (script/prove).
inline int many(int usual) {
  const char* text = std::getenv("BANCHENG_LONG");
  return text == nullptr ? usual : usual * std::atoi(text);
}

}  // namespace tests

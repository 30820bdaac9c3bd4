// The smallest picture, as cleaning leaves it, and the same with words in it that cleaning takes
// out.
#pragma once

#include <string>

namespace tests {

// PNG of 1 x 1, grey.
inline std::string small_picture() {
  return {
      "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55"
      "\0\0\0\x0AIDAT\x78\x9C\x63\x68\0\0\0\x82\0\x81\x77\xCD\x72\xB6"
      "\0\0\0\0IEND\xAE\x42\x60\x82",
      67};
}

// The same picture with the words "PLANTED".
inline std::string picture_with_words() {
  const std::string words("\0\0\0\x0FtEXtComment\0PLANTED\xDD\x9B\x9C\x3A", 27);
  std::string picture = small_picture();
  return picture.insert(33, words);
}

}  // namespace tests

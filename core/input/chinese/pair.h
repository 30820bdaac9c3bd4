// A row of the tables of this folder.
#pragma once

namespace core::chinese {

struct Pair {
  const char* english;
  const char* chinese;
};

}  // namespace core::chinese

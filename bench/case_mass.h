// Very many cases with whole lives, written into a data folder as the handler would have written
// them one by one: one hash chain, sealed parts, folded rows, lists and words.
#pragma once

#include <cstdint>

#include "handler/runtime.h"

namespace bench {

// What was made.
struct Mass {
  int cases = 0;
  std::int64_t events = 0;
};

// Fills an empty store of `world` (made by handler init) with `cases` of the published site `site`,
// eleven events each for nine in ten of them; the last tenth is still open. The newest events happened
// shortly before `world`'s clock. Throws with the reason if anything fails.
Mass make_cases(const handler::RuntimeOptions& runtime, const std::string& site, int cases);

}  // namespace bench

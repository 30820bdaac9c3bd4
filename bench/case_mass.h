// Fills a data folder with very many complete cases, as if the handler had written them one by one:
// one hash chain, sealed parts, folded rows, lists and search words.
#pragma once

#include <cstdint>

#include "handler/runtime.h"

namespace bench {

// The result of make_cases().
struct Mass {
  int cases = 0;
  std::int64_t events = 0;
};

// Fills an empty store of `world` (created by handler init) with `cases` cases of the published
// site `site`: nine in ten have eleven events each, the others are still open. The newest events
// are shortly before `world`'s clock. Throws with the reason if anything fails.
Mass make_cases(const handler::RuntimeOptions& runtime, const std::string& site, int cases);

}  // namespace bench

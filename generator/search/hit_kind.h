// What a hit of the search is: a whole page, or a part of one that is found by itself.
#pragma once

#include <cstddef>
#include <cstdint>

namespace generator {

// Hits are listed in this order where they match equally well. static/search_match.js knows it too.
enum class HitKind : std::uint8_t {
  main,         // a page directly below the site
  question,     // a question with its answer, or another part of a page that answers by itself
  unit,         // a unit with what it handles, within a page
  publication,  // an article, a document, a paper form
  window,       // the page of a window
  village,      // the page of a village's window: there are many, all alike
};
inline constexpr std::size_t kHitKinds = 6;

}  // namespace generator

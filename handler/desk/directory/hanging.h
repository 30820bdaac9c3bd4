// What hangs on a window or unit that an editor wants to take out: open cases and accounts, which
// would be stranded.
#pragma once

#include <string>

#include "core/base/result.h"
#include "handler/desk/visit.h"

namespace handler::desk {

struct Hanging {
  int cases = 0;     // open, with this window, or held or assisted by this unit
  int accounts = 0;  // that can sign in, bound to it

  bool any() const { return cases > 0 || accounts > 0; }
};

// One of the ids is empty. Fails as the store does.
core::Result<Hanging> hanging_on(const Visit& visit, const std::string& window,
                                 const std::string& unit);

// The sentence for a form: what hangs on it, that nothing does, or that this could not be counted.
std::string hanging_in_words(const Visit& visit, const core::Result<Hanging>& hanging);

}  // namespace handler::desk

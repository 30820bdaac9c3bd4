// A few signs that tell what an entry says: a form sends them back, so that an outdated page never
// changes another entry.
#pragma once

#include <string>
#include <vector>

#include "core/base/crypto.h"

namespace handler::publishing {

inline constexpr std::size_t kMarkBytes = 6;

// Equal parts give equal signs. Pure.
inline std::string mark_of_parts(const std::vector<std::string>& parts) {
  return core::to_hex(core::hash_parts(parts.data(), parts.size()).substr(0, kMarkBytes));
}

}  // namespace handler::publishing

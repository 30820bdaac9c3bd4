// A turn on duty, as tests write it.
#pragma once

#include <optional>

#include "core/directory/directory.h"
#include "tests/support/notices.h"

namespace test {

inline core::DutyEntry turn(const char* from, const char* to, const char* name,
                            std::optional<core::HalfDay> part = std::nullopt) {
  return {.from = day(from), .to = day(to), .part = part, .name = name};
}

}  // namespace test

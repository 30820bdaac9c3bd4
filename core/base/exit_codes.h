// The exit codes of all programs, in one place: people and systemd tell by them what to do next.
#pragma once

#include "core/base/result.h"

namespace core::exit_code {

inline constexpr int kDone = 0;
inline constexpr int kMistakes = 1;     // an author's files have mistakes; all are printed
inline constexpr int kMayHeal = 2;      // the world refused: the same call may work later
inline constexpr int kWrongUsage = 64;  // the command line makes no sense
inline constexpr int kBug = 70;
// Keys, settings or a database of a newer program: the same call fails until an operator acts. A
// service manager must not try again (RestartPreventExitStatus= in deploy/bancheng.service).
inline constexpr int kMisconfigured = 78;

// The code of a failure of the outside world.
inline int of(const Failure& failure) {
  if (failure.code == FailureCode::invalid) return kWrongUsage;
  const bool stays =
      failure.code == FailureCode::misconfigured || failure.code == FailureCode::too_new;
  return stays ? kMisconfigured : kMayHeal;
}

}  // namespace core::exit_code

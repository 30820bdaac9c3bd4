// Sets of states, and the sets that the tables of events and actions use often.
#pragma once

#include "core/policy/case_words.h"

namespace handler::cases {

class States {
 public:
  constexpr explicit States(core::CaseState state) : bits_(1U << static_cast<unsigned>(state)) {}
  constexpr bool contains(core::CaseState state) const {
    return (bits_ & States(state).bits_) != 0;
  }
  constexpr States operator|(States other) const {
    other.bits_ |= bits_;
    return other;
  }

 private:
  unsigned bits_;
};

inline constexpr States kSubmitted{core::CaseState::submitted};
inline constexpr States kAccepted{core::CaseState::accepted};
inline constexpr States kDispatched{core::CaseState::dispatched};
inline constexpr States kHandling{core::CaseState::handling};
inline constexpr States kAwaiting{core::CaseState::awaiting_materials};
inline constexpr States kReplied{core::CaseState::replied};
inline constexpr States kFedBack{core::CaseState::fed_back};
inline constexpr States kClosed{core::CaseState::closed};

// The window or a unit is handling it.
inline constexpr States kWorkedOn = kAccepted | kDispatched | kHandling;
// Accepted and not answered yet.
inline constexpr States kUnanswered = kWorkedOn | kAwaiting;
// It may still be withdrawn or merged.
inline constexpr States kBeforeAnswer = kSubmitted | kUnanswered;
// Not over: the reporter may still add to it.
inline constexpr States kOpen = kBeforeAnswer | kReplied | kFedBack;
// Another round may follow `closed`; the others are final.
inline constexpr States kEnded = kClosed | States(core::CaseState::declined) |
                                 States(core::CaseState::withdrawn) |
                                 States(core::CaseState::transferred_out);
// A decline, a withdrawal or a merge can be undone there; a merged case keeps its state.
inline constexpr States kUndoable =
    kBeforeAnswer | States(core::CaseState::declined) | States(core::CaseState::withdrawn);
inline constexpr States kAnyState = kOpen | kEnded;

}  // namespace handler::cases

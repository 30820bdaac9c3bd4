// What the one table of events says of each type.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "handler/cases/fold/event_type.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {

struct Event;
struct Folding;

// Who reads of it, beside staff.
enum class Audience {
  reporters,  // the case's own, and those whose cases were merged into it
  reporter,   // the case's own
  nobody,
};

// A value of the data that the event's sentence tells: what it is the id of, to be read by its
// name. A list of ids is told as one.
struct Detail {
  enum class Of {
    itself,
    tier,
    unit,
    exclusion,
    outcome,
    channel,
    meeting,
    grade,
    measure,
    target,
    form,
    check,
    clock,
  };
  std::string_view key;
  Of of = Of::itself;
  bool for_staff_only = false;
};

struct EventRule {
  EventType type;
  std::string_view word;  // in databases, in hashes and in the keys of texts: it never changes
  States from;            // where the case may stand
  void (*apply)(Folding&, const Event&);
  Audience audience;
  std::vector<Detail> details = {};
  // A decision lets the case keep the policy that is published then; a look changes nothing that
  // people decide from.
  enum class Kind { deed, decision, look } kind = Kind::deed;
};

// In the order of the enum.
const std::vector<EventRule>& event_table();
const EventRule& rule_of(EventType type);
std::string_view to_text(EventType type);
// Nothing if there is no such word: the event is not ours, or of a newer program.
std::optional<EventType> event_type(std::string_view word);

}  // namespace handler::cases

// What the one table of events says of each type.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "handler/cases/fold/event.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {

struct Folding;

// Who sees the event beside staff, on the ticket page.
enum class Audience {
  reporters,  // the case's reporter, and those of the cases merged into it
  reporter,   // the case's reporter
  staff_alone,
};

// A value of the data that appears in the event's sentence. `of` says which list its id belongs to,
// to show the name. A list of ids is shown as one value.
struct Detail {
  enum class Of {
    itself,
    tier,
    unit,
    exclusion,
    outcome,
    channel,
    meeting,
    agreement,
    grade,
    measure,
    target,
    form,
    check,
    clock,
    kind,
    undo,
    denial,
    day,
    contact,
    kept,
    files,  // the list of an event's files, said by type and number
  };
  std::string_view key;
  Of of = Of::itself;
  bool for_staff_only = false;
};

struct EventRule {
  EventType type;
  std::string_view word;  // stored in databases, hashes and text keys: it never changes
  States from;            // states in which the event is allowed
  void (*apply)(Folding&, const Event&);
  Audience audience;
  std::vector<Detail> details = {};
  // A decision fixes the policy version of the case. A look records only that staff read something:
  // pages opened before it stay up to date, and the mark `materials` stays.
  enum class Kind { deed, decision, look } kind = Kind::deed;
};

// True if this event of its type is not for reporters: a report of progress that the window reads
// first, a file that they never knew of, and what concerns a clock that only staff see.
bool is_kept_from_reporters(const Event& event);

// True if such an event tells of an earlier text or file of the case, which its `of` and `field`
// name.
bool tells_of_earlier(EventType type);

// In the order of the enum.
const std::vector<EventRule>& event_table();
const EventRule& rule_of(EventType type);
std::string_view to_text(EventType type);
// nullopt if the word is unknown: a foreign event, or one of a newer program.
std::optional<EventType> event_type(std::string_view word);

}  // namespace handler::cases

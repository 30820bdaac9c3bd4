// One recorded change of a case. Events are only ever added; each carries the hash of the site's
// previous event.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/policy/case_words.h"
#include "core/time/local_time.h"
#include "handler/cases/fold/event_type.h"

namespace handler::cases {

using CaseId = std::int64_t;

// The author of an event. The reporter and the system have no user.
struct Actor {
  enum class Kind { reporter, staff, system };
  Kind kind = Kind::system;
  std::int64_t user = 0;           // staff only
  std::optional<core::Role> role;  // the role in which staff acted
  std::string unit;                // the unit a liaison acted for, or empty
};

inline constexpr std::array<std::pair<Actor::Kind, std::string_view>, 3> kActorKinds = {{
    {Actor::Kind::reporter, "reporter"},
    {Actor::Kind::staff, "staff"},
    {Actor::Kind::system, "system"},
}};

// `data` is canonical JSON: sorted keys; only strings, integers, and lists and maps of them; no
// floats and no personal data. Texts written by people are stored as parts: {"part": id,
// "commitment": hex} (design section 8).
struct Event {
  std::string site;
  std::int64_t seq = 0;  // 1, 2, 3 ... within the site
  CaseId case_id = 0;
  int round = 1;
  core::Instant recorded_at{};               // not earlier than the previous event
  std::optional<core::Instant> occurred_at;  // an earlier time, entered by staff at intake (rule 8)
  Actor actor;
  EventType type = EventType::submitted;
  int type_version = 1;
  core::Json data = core::Json::object();
  std::string policy;  // policy version of the case at this event; "" before acceptance
  std::string prev;    // hex hash of the site's previous event, 64 zeros for the first
  std::string hash;    // hex BLAKE2b of canonical(event without hash)

  // The time that clocks use: occurred_at if staff entered one, else recorded_at.
  core::Instant counted_at() const { return occurred_at.value_or(recorded_at); }
};

// The newest event of that type, or nullptr.
const Event* last_event(const std::vector<Event>& events, EventType type);

// Floats are not allowed in events: their text differs between machines, so the hash would differ.
bool holds_float(const core::Json& value);

// The bytes that are hashed: canonical JSON of all fields except `hash`.
std::string canonical(const Event& event);
// Fills prev and hash.
void chain(Event& event, std::string_view previous_hash);
inline constexpr std::string_view kFirstPrevious =
    "0000000000000000000000000000000000000000000000000000000000000000";

}  // namespace handler::cases

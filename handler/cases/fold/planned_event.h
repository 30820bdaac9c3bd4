// An event as it is planned, before the store has numbered and chained it.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "handler/cases/fold/event_type.h"

namespace handler::cases {

// A new event without seq, hash and parts; its texts, which become parts, are beside it.
struct PlannedText {
  std::string field;
  std::string text;
  bool for_reporter = false;
};
struct PlannedEvent {
  EventType type = EventType::submitted;
  core::Json data = core::Json::object();
  std::vector<PlannedText> texts;
  bool gives_serial = false;  // the store must set data["serial"] to the next serial number
  bool gives_number = false;  // the case gets the ticket number of the form's token
  bool by_system = false;     // required by the policy, not decided by a user
};

}  // namespace handler::cases

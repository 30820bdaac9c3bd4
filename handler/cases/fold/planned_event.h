// An event as it is planned, before the store has numbered and chained it.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "handler/cases/fold/event_type.h"

namespace handler::cases {

// A new event still without seq, hash and parts: texts to be kept as parts are beside it.
struct PlannedText {
  std::string field;
  std::string text;
  bool for_reporter = false;
};
struct PlannedEvent {
  EventType type = EventType::submitted;
  core::Json data = core::Json::object();
  std::vector<PlannedText> texts;
  bool gives_serial = false;  // the store is to put the next serial number into data["serial"]
  bool gives_number = false;  // with it the case gets the ticket number of the form's token
  bool by_system = false;     // follows from the policy: nobody decided it
};

}  // namespace handler::cases

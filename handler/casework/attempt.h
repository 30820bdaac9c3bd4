// An action submitted by a form; desk and ticket page read it in the same way.
#pragma once

#include <cstdint>

#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/store/store.h"
#include "handler/web/request.h"

namespace handler::view {

struct Attempt {
  const cases::ActionRule& rule;
  cases::ActionInput input;  // as typed; several values of a field are joined by ','
  std::int64_t seen = -1;    // seq of the newest event on the page with the form

  // True if the case has that event.
  bool saw(const store::CaseRecord& record) const;
};

Attempt read_attempt(const cases::ActionRule& rule, const web::Fields& form);

}  // namespace handler::view

// An action as a form asked for it, read in the same way from the desk and from the ticket page.
#pragma once

#include <cstdint>

#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/store/store.h"
#include "handler/web/request.h"

namespace handler::view {

struct Attempt {
  const cases::ActionRule& rule;
  cases::ActionInput input;  // as it was typed; several values of a field are joined by ','
  std::int64_t seen = -1;    // the newest event on the page that the form was on

  // True if that event is one of this case.
  bool saw(const store::CaseRecord& record) const;
};

Attempt read_attempt(const cases::ActionRule& rule, const web::Fields& form);

}  // namespace handler::view

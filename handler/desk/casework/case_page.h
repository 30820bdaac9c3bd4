// A case on one page: what was reported, what happened, what is due, and what this person can do
// next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/cases/actions/grant.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/casework/recording.h"
#include "handler/desk/visit.h"

namespace handler::desk {

struct OpenCase : view::FoldedCase {
  cases::Object object;
};
core::Result<OpenCase> open_record(const Visit& visit, store::CaseRecord record);

// The case in the address, if this person may see it; else what to answer (404 also for cases of
// others: their existence is nobody's business).
struct OpenedCase {
  std::optional<OpenCase> open;
  web::Response refusal;
};
OpenedCase open_case(const Visit& visit);
// The same for a case that the address does not name.
OpenedCase open_case_by_id(const Visit& visit, cases::CaseId id);

// What was typed into an action's form that did not go through.
struct FailedAction {
  std::string action;
  cases::ActionInput input;
  std::vector<cases::ActionMistake> mistakes;
};

web::Response case_page(const Visit& visit, const OpenCase& open, int status,
                        const FailedAction& failed, const core::FormValues& identity);

// "SF-2026-0001", or what an unregistered case is called.
std::string case_name(const Visit& visit, const cases::Case& folded);
// What a leader wants to know at a glance beyond where the case stands, in sentences.
std::vector<std::string> remarks_of(const Visit& visit, const OpenCase& open);

web::Response show_case(const Visit& visit);
// POST: shows name and phone after recording who looked.
web::Response show_identity(const Visit& visit);

}  // namespace handler::desk

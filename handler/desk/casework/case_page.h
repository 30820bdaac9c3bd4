// The page of a case: the report, its events, the deadlines and the actions of this user.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/cases/actions/grant.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/file_intake.h"
#include "handler/casework/recording.h"
#include "handler/desk/visit.h"

namespace handler::desk {

struct OpenCase : view::FoldedCase {
  cases::Object object;
  // This user's unit was the one that the case was about: texts until then are hidden.
  bool shielded = false;
};
core::Result<OpenCase> open_record(const Visit& visit, store::CaseRecord record);

// The case in the path if this user may see it, else the answer. A case of others gives 404, so its
// existence is not disclosed.
struct OpenedCase {
  std::optional<OpenCase> open;
  web::Response refusal;
};
OpenedCase open_case(const Visit& visit);
// The same for a case by id.
OpenedCase open_case_by_id(const Visit& visit, cases::CaseId id);

// The submitted values of an action that failed.
struct FailedAction {
  std::string action;
  cases::ActionInput input;
  std::vector<cases::ActionMistake> mistakes;
  bool clock_held = false;  // nothing is written until the server's clock is believed
  bool files_full = false;  // there is no room for files
  std::vector<view::UnfitFile> unfit = {};
};

web::Response case_page(const Visit& visit, const OpenCase& open, int status,
                        const FailedAction& failed, const core::FormValues& identity);

// "SF-2026-0001", or the name of an unregistered case.
std::string case_name(const Visit& visit, const cases::Case& folded);

web::Response show_case(const Visit& visit);
// POST: records that this user viewed the identity, then shows name and phone.
web::Response show_identity(const Visit& visit);

// The forms that fit this case now: registration forms always, slips once the case was dispatched.
std::vector<const core::PaperForm*> fitting_forms(const Visit& visit, const cases::Case& folded);

}  // namespace handler::desk

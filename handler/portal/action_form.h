// What the holder of a number can do with the case, as forms drawn from the reporter's table of
// actions, and what is said about the last one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/casework/recording.h"

namespace handler::portal {

// A case found by its number.
struct Ticket : view::FoldedCase {
  std::string number;  // 16 digits
};

// Nothing if the rules of the case cannot be read now.
std::optional<Ticket> open_ticket(const view::Services& services, const view::LiveSite& site,
                                  const std::string& number, store::CaseRecord record);

// What became of the action that was sent last; all empty on a page that was only looked at.
struct Remark {
  std::string done;  // what was recorded and what happens next
  std::string why;   // why nothing was recorded
  std::string action;
  cases::ActionInput typed;  // into the form of `action`; comes back
  std::vector<cases::ActionMistake> mistakes;
  std::vector<std::string> happened;  // meanwhile, in words
};

// The text key of the page's title.
std::string title_key(const Remark& remark);

// "补充材料"; for the reporter, unlike the desk's names of actions.
const std::string& action_label(const core::Texts& texts, std::string_view action);
const std::string& field_label(const core::Texts& texts, std::string_view field);

// Adds ACTION[] (ACTION_ID, ACTION_LABEL, FIELD[]) for every action that is possible now, SEEN and
// TOKEN for its hidden fields, what is already done (GRADE, REOPENING_PENDING, URGED_TODAY), and
// the remark.
void add_actions(core::TemplateData& data, const view::Services& services,
                 const view::LiveSite& site, const Ticket& ticket, const Remark& remark);

}  // namespace handler::portal

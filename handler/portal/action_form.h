// The actions of the reporter on the ticket page: their forms, and the result of the last action.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/casework/file_intake.h"
#include "handler/casework/recording.h"

namespace handler::portal {

// A case opened with its number.
struct Ticket : view::FoldedCase {
  std::string number;  // 16 digits
};

// nullopt if the rules of the case cannot be read.
std::optional<Ticket> open_ticket(const view::Services& services, const view::LiveSite& site,
                                  const std::string& number, store::CaseRecord record);

// The result of the submitted action; all fields are empty if there was none.
struct Remark {
  std::string done;   // the recorded action and the next steps
  std::string files;  // the files that were recorded with it
  std::string why;    // the reason that nothing was recorded
  std::string action;
  cases::ActionInput typed;  // values for the form of `action`, shown again
  std::vector<cases::ActionMistake> mistakes;
  std::vector<view::UnfitFile> unfit;  // files that were not kept, whether or not the rest was
  std::vector<std::string> happened;   // events since the form was opened, in words
};

// The text key of the page's title.
std::string title_key(const Remark& remark);

// "补充材料"; the label for reporters, which differs from the desk's.
std::string action_label(const core::Texts& texts, std::string_view action);

// "想说的话"; an action may have a name of its own for a field.
std::string field_label(const core::Texts& texts, std::string_view action, std::string_view field);

// The key, or the key of the sentence for a case that no unit has yet.
std::string key_for(const cases::Case& folded, const core::Texts& texts, const std::string& key);

// Adds ACTION[] (ACTION_ID, ACTION_LABEL, FIELD[]) for every possible action, and LAST_ACTION[] for
// those that stand at the end of the page (of a form that was not asked for only ACTION_SHUT, the
// button that asks for it: the action with step=edit); SEEN and TOKEN for their hidden fields,
// completed actions (GRADE, REOPENING_PENDING, URGED_TODAY), and the remark.
void add_actions(core::TemplateData& data, const view::Services& services,
                 const view::LiveSite& site, const Ticket& ticket, const Remark& remark);

}  // namespace handler::portal

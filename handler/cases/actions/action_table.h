// The one table of actions: from which states, by which roles, with which fields, with which event.
// Policy decides which are on and who approves; the desk draws its buttons and forms from this
// table and nothing else.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "handler/cases/fold/case.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {

// A field of an action's form on the desk.
struct ActionField {
  enum class Type {
    text,       // several lines; becomes a part
    tier,       // choice of the kind's tiers
    kind,       // choice of the policy's kinds
    unit,       // choice of the site's units
    units,      // some of the site's units, but the one chosen for `unit`
    exclusion,  // choice of the policy's exclusions
    referral,   // choice of the policy's referrals, at least one
    workdays,   // small whole number
    outcome,    // resolved | explained | cannot
    channel,    // how the reporter was told: written | phone | in_person
    grade,      // choice of the policy's grades
    meeting,    // coordination | joint_meeting | leaders_meeting
    measure,    // choice of the site's measures
    target,     // a role that the policy names, or a body of the site
    line,       // one line; becomes a part
    case_id,    // another case of the site
    cause,      // choice of the policy's causes for the kind, or "other"
    check,      // how somebody's identity was checked: id_card | called_back | questions
  };
  std::string_view id;  // "tier", "reason", "reply"
  Type type = Type::text;
  bool required = true;
  // Who may read a text part afterwards: the reporter (shown on the ticket page) or staff alone.
  bool for_reporter = false;
  bool until_known = false;  // required as long as the case does not know it
};

// The words of a type whose choices neither policy nor site name: outcome, channel, meeting, check.
std::span<const std::string_view> words_of(ActionField::Type type);

// What an action does beyond recording its event in its case.
enum class Effect {
  nothing,
  registers,       // the case gets its serial number
  asks_time,       // for the clock that is due next; who may is the policy's to say
  grants_time,     // that was asked for by another person
  refuses_time,    // the same
  merges,          // the case into another one, where it is noted, too
  tells_merged,    // the reporter of a merged case, noted in the main case, too
  tells_absorbed,  // the reporters of all cases that were merged into this one, each in their case
  gives_number,    // another ticket number, made from the form's token
};

struct ActionRule {
  std::string_view id;  // "accept"
  EventType event;
  States from;
  std::vector<core::Role> roles = {};
  std::vector<ActionField> fields = {};
  // Further conditions, as a code of the refusal ("reply_missing") or "" if the action may be
  // taken.
  std::string (*guard)(const Rules&, const Case&, core::Instant now) = nullptr;
  Effect effect = Effect::nothing;
  // Which unit acts in the role `unit`: the one that holds the case, or one that assists it.
  enum class Part { holder, assistant };
  Part part = Part::holder;
  // Written down beside the case, which stays where it is: shown after the steps.
  bool is_note = false;
  // Most actions need a case that is still on the desk.
  bool when_archived = false;
  bool when_merged = false;
  // On the ticket page: the form stands open, because the office waits for it; the form is shown
  // once more before it counts, because nothing takes it back.
  bool stands_open = false;
  bool asks_twice = false;

  bool asks_for(ActionField::Type type) const;
};

// Rights to approve or ask for an extension are the policy's: the table lists every role that a
// policy may name there, and plan_action and possible_actions let only the named one act.
const std::vector<ActionRule>& action_table();
const ActionRule* find_action(std::string_view id);

// What the reporter may do with the number, without an account. The rows name no roles; every text
// is the reporter's own.
const std::vector<ActionRule>& reporter_table();

}  // namespace handler::cases

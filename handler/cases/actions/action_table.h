// The one table of actions: from which states, by which roles, with which fields, with which event.
// Policy decides which are on and who approves; the desk draws its buttons and forms from this
// table and nothing else.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "handler/cases/fold/case.h"

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

// A person acting at the desk: one grant of theirs.
struct Grant {
  std::string site;
  core::Role role = core::Role::front_desk;
  std::string window;  // "" = the whole site; a window with those below it
  std::string unit;    // "" = not bound to a unit
};
struct StaffMember {
  std::int64_t user = 0;
  std::string name;
  std::vector<Grant> grants;
};

// What somebody wants to do something to.
struct Object {
  std::string site;
  std::string window;                      // of the case
  std::vector<std::string> windows_above;  // the window's ancestors, nearest first
  std::string unit;                        // that holds the case
  std::vector<std::string> assisting;      // units that help it
  std::string concerned_unit;              // that the report is about
  bool restricted = false;
  bool confidential = false;
};

// The object for a case's own rights; the window's ancestors come from the site.
Object object_of(const core::Site& site, const Case& subject);

// The only decision about rights; deny by default. `action` is an action id, or "see" (the case),
// "see_identity", "list", "overview", "register" (a report at the object's window), "report"
// (figures of the whole site), "file" (note them as sent), "attend" (write
// down that the leader on duty is at the object's window), "attendance" (see that),
// "manage_users", "see_users". "list" and "overview" (the leader's page) ask only for the site:
// which cases are listed follows from the grants' scopes, and each is asked about with "see".
// Value: the first grant that allows it.
std::optional<Grant> allowed(const StaffMember& actor, std::string_view action,
                             const Object& object);

// Actions that this person may take on this case now, in the order of the table.
std::vector<const ActionRule*> possible_actions(const Rules& rules, const Case& subject,
                                                const Object& object, const StaffMember& actor,
                                                core::Instant now);

// Actions that the reporter may take on this case now, in the order of their table.
std::vector<const ActionRule*> possible_reporter_actions(const Rules& rules, const Case& subject,
                                                         core::Instant now);

// Where a case can be passed up to: the roles that stand above the window and that the policy
// names, by their YAML names, then the site's bodies, by id.
std::vector<std::string> escalation_targets(const core::Site& site, const core::Policy& policy);

// The fields that this case asks for: `tier` only where the kind has tiers (on accept it is offered
// whenever some kind has them), `statement` only, and then always, if the tier wants one (PY-20);
// `cause` only where the policy has causes for the kind, and on closing always unless it is known
// (CA-31); `concerned` where a report may be about an official's conduct and does not name the
// unit yet.
std::vector<ActionField> fields_of(const Rules& rules, const Case& subject, const ActionRule& rule);

// What somebody filled in: field id -> value (several referrals are joined by ',').
using ActionInput = std::map<std::string, std::string, std::less<>>;

struct ActionMistake {
  std::string field;
  // "required", "unknown", "too_long", "out_of_range", "unchanged" (the tier it has already),
  // "unchanged_cause" (the same), "must_be_written" (a written report is answered in writing,
  // BG-31), "holds_it_already" (a unit that is to assist itself)
  std::string code;
};

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

struct ActionOutcome {
  std::vector<ActionMistake> mistakes;  // then no event
  std::string refused;                  // code of the refusal, or ""
  std::vector<PlannedEvent> events;
  std::optional<Grant> acting;  // the grant that allows it: becomes the event's actor
};

// Checks an action in full (right, state, guard, fields) and plans its event. Pure. Refusals:
// "unknown_action", "not_allowed", "wrong_state", "unit_is_concerned", "reply_missing",
// "feedback_missing", "no_other_tier", "no_extension", "too_late", "extension_pending",
// "extension_used", "nothing_asked", "asked_by_yourself", "still_waiting", "no_waiting_limit",
// "no_evaluation", "evaluated_already", "nothing_to_rectify", "no_reopening", "reopening_pending",
// "urged_today", "archived", "merged", "not_merged", "number_is_own", "to_rectify_first",
// "bounced_often_enough", "others_wait", "received_today", "no_causes"; each has a sentence
// case.refused.CODE in the texts.
ActionOutcome plan_action(const Rules& rules, const core::Site& site, const Case& subject,
                          const Object& object, const StaffMember& actor, std::string_view action,
                          const ActionInput& input, core::Instant now);

// The same for the reporter, whose right is the number; `acting` stays empty.
ActionOutcome plan_reporter_action(const Rules& rules, const core::Site& site, const Case& subject,
                                   std::string_view action, const ActionInput& input,
                                   core::Instant now);

}  // namespace handler::cases

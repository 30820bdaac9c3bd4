// The table of actions: allowed states, roles, fields and resulting event of each. The policy
// decides which actions are on and who approves; the desk builds its buttons and forms only from
// this table.
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
    units,      // several of the site's units, without the one chosen for `unit`
    exclusion,  // choice of the policy's exclusions
    referral,   // choice of the policy's referrals, at least one
    workdays,   // small whole number
    outcome,    // resolved | explained | cannot
    channel,    // how the reporter was told: written | phone | in_person
    grade,      // choice of the policy's grades
    meeting,    // coordination | joint_meeting | leaders_meeting
    agreement,  // agreed | not_agreed: how a meeting ended
    measure,    // choice of the site's measures
    target,     // a role that the policy names, or a body of the site
    line,       // one line; becomes a part
    case_id,    // another case of the site
    cause,      // choice of the policy's causes for the kind, or "other"
    sent_text,  // a text of the case that may be corrected or withheld: "12.reply"
    check,      // how an identity was checked: id_card | called_back | questions
    day,        // a workday after today
    contact,    // how the reporter was reached: phone | in_person | message | no_answer
    files,      // photos and other files, beside the typed values; become parts
    sent_file,  // a file of the case that may be taken back or shown to the unit: "12.file1"
  };
  std::string_view id;  // "tier", "reason", "reply"
  Type type = Type::text;
  bool required = true;
  // Readers of a text part: the reporter (on the ticket page) and staff, or staff only.
  bool for_reporter = false;
  bool until_known = false;  // required until the case has a value
  bool or_files = false;     // a text that may be left out if files are sent
  bool of_reporter = false;  // the reporter's own words, also where staff write them down
};

// The fixed choices of outcome, channel, meeting, agreement, check and contact; empty for other
// types.
std::span<const std::string_view> words_of(ActionField::Type type);

// What an action does besides recording its event.
enum class Effect {
  nothing,
  registers,        // the case gets its serial number
  asks_time,        // for the clock that is due next; the policy names the role
  grants_time,      // requested by another user
  refuses_time,     // the same
  merges,           // the case into another one, and records it there too
  tells_merged,     // tells the reporter of a merged case, and records it in the main case too
  tells_absorbed,   // tells the reporters of all merged cases, recorded in each case
  asks_consent,     // before the denial that the case's state allows; the policy names the role
  gives_consent,    // asked for by another user
  refuses_consent,  // the same
  gives_number,     // a new ticket number, derived from the form's token
  acknowledges,     // only for the roles that the case was passed up to
  sets_limit,       // the date of a clock that is set case by case; the policy names the role
  reclassifies,     // if the new limit is softer or a restriction falls, only asks for it
  agrees,           // to a reclassification, asked for by another user; the policy names the role
  disagrees,        // the same
  undoes,           // the newest decline, withdrawal by staff, or merge
  undoes_merge,     // the same, and records it in the main case too
  corrects,         // a text that the actor's role wrote
  withholds,        // a text that told of another person
  turns_away,      // only the role whose consent the policy wants before a decline, if it names one
  holds,           // what is kept of the case is not destroyed; the policy names the roles
  releases,        // the same roles lift it
  withdraws_file,  // by its sender alone; its part is destroyed
  releases_file,   // the unit may see it from then on
};

struct ActionRule {
  std::string_view id;  // "accept"
  EventType event;
  States from;
  std::vector<core::Role> roles = {};
  std::vector<ActionField> fields = {};
  // A further condition: returns the refusal code ("reply_missing"), or "" if the action may be
  // taken.
  std::string (*guard)(const Rules&, const Case&, core::Instant now) = nullptr;
  Effect effect = Effect::nothing;
  // The unit that acts in the role `unit`: the holder, an assisting unit, or either. Elsewhere a
  // part is a text that is kept outside the events.
  enum class Part { holder, assistant, either };
  Part part = Part::holder;
  // A note on the case that does not move it; the desk shows it after the steps.
  bool is_note = false;
  // Most actions need a case that is neither filed nor merged.
  bool when_archived = false;
  bool when_merged = false;
  // Most actions read or add texts, and need a case whose texts were not destroyed.
  bool when_destroyed = false;
  // On the ticket page: `stands_open` shows the form unfolded because the office waits for it;
  // `stands_last` puts it at the end of the page, because it gives the matter up; `asks_twice`
  // shows it again for confirmation because the action cannot be undone.
  bool stands_open = false;
  bool stands_last = false;
  bool asks_twice = false;

  bool asks_for(ActionField::Type type) const;
};

// For extensions and consent the table lists every role that a policy may name; plan_action
// and possible_actions allow only the named one.
const std::vector<ActionRule>& action_table();
const ActionRule* find_action(std::string_view id);

// Reporter actions, authorized by the ticket number, without an account. The rows name no roles;
// every text is the reporter's own.
const std::vector<ActionRule>& reporter_table();

}  // namespace handler::cases

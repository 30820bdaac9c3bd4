// The rows of the action tables, for the desk and for the reporter.
#include "handler/cases/actions/action_table.h"

#include <algorithm>

#include "core/base/contains.h"
#include "handler/cases/actions/action_guards.h"

namespace handler::cases {
namespace {

using core::Role;
using Input = ActionField::Type;

constexpr bool kForReporter = true;
constexpr bool kOptional = false;
constexpr bool kRequired = true;

constexpr ActionField kReason = {"reason", Input::text};
constexpr ActionField kReasonForReporter = {"reason", Input::text, kRequired, kForReporter};
constexpr ActionField kExplanation = {"explanation", Input::text, kRequired, kForReporter};
// Required if the policy says that the reporter is told of the new date.
constexpr ActionField kExplanationIfDue = {"explanation", Input::text, kOptional, kForReporter};
constexpr ActionField kNote = {"note", Input::text, kOptional};
constexpr ActionField kWords = {"words", Input::text, kOptional};
constexpr ActionField kAddedWords = {
    .id = "words", .type = Input::text, .or_files = true, .of_reporter = true};
constexpr ActionField kMaterials = {.id = "materials", .type = Input::text, .or_files = true};
constexpr ActionField kFilesIfAny = {"files", Input::files, kOptional};
constexpr ActionField kFilesForReporter = {"files", Input::files, kOptional, kForReporter};
constexpr ActionField kSentFile = {"file", Input::sent_file};
constexpr ActionField kAssisting = {"assisting", Input::units, kOptional};
constexpr ActionField kOutcome = {"outcome", Input::outcome};
constexpr ActionField kReply = {"reply", Input::text};
constexpr ActionField kReplyForReporter = {"reply", Input::text, kRequired, kForReporter};
constexpr ActionField kChannel = {"channel", Input::channel};
constexpr ActionField kStatement = {"statement", Input::text, kOptional};
constexpr ActionField kProgress = {"progress", Input::text, kRequired, kForReporter};
constexpr ActionField kNextProgressDay = {"next", Input::day};
constexpr ActionField kCauseIfKnown = {"cause", Input::cause, kOptional};
constexpr ActionField kCauseUntilKnown = {
    .id = "cause", .type = Input::cause, .required = false, .until_known = true};

// The policy names one of these roles for asking and one for approving.
std::vector<Role> any_case_role() {
  return {Role::front_desk,     Role::dispatcher,    Role::unit,
          Role::leader_on_duty, Role::leading_group, Role::supervision};
}

// The policy names the role that consents, never the unit.
std::vector<Role> any_role_but_unit() {
  return {Role::front_desk, Role::dispatcher, Role::leader_on_duty, Role::leading_group,
          Role::supervision};
}

// The policy's superiors decide on a reclassification and on withholding; see fold/deciders.h.
std::vector<Role> deciding_roles() {
  return {Role::leader_on_duty, Role::leading_group, Role::supervision, Role::dispatcher,
          Role::front_desk};
}

// clang-format off

std::vector<ActionRule> intake_rows() {
  return {
      {.id = "accept", .event = EventType::accepted, .from = kSubmitted, .roles = {Role::front_desk},
       .fields = {{"kind", Input::kind}, {"tier", Input::tier, kOptional},
                  {"concerned", Input::unit, kOptional}, {"matter", Input::text}},
       .effect = Effect::registers},
      {.id = "decline", .event = EventType::declined, .from = kSubmitted, .roles = {Role::front_desk},
       .fields = {{"exclusion", Input::exclusion}, kExplanation, {"referral", Input::referral}},
       .guard = may_decline},
      {.id = "admit", .event = EventType::admitted, .from = kSubmitted, .roles = {Role::front_desk},
       .guard = waits_aside},
      {.id = "turn_away", .event = EventType::declined, .from = kSubmitted,
       .roles = any_role_but_unit(), .fields = {kExplanation}, .guard = waits_aside,
       .effect = Effect::turns_away},
      {.id = "dispatch", .event = EventType::dispatched, .from = kAccepted,
       .roles = {Role::dispatcher, Role::front_desk},
       .fields = {{"unit", Input::unit}, kAssisting, kNote}},
      {.id = "redispatch", .event = EventType::dispatched, .from = kDispatched | kHandling,
       .roles = {Role::dispatcher, Role::front_desk},
       .fields = {{"unit", Input::unit}, kAssisting, kNote, kReason}},
      {.id = "retier", .event = EventType::retiered, .from = kUnanswered,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {{"tier", Input::tier}, kReason},
       .guard = another_tier_exists, .effect = Effect::reclassifies},
      {.id = "reclassify", .event = EventType::reclassified, .from = kUnanswered,
       .roles = {Role::front_desk, Role::dispatcher},
       .fields = {{"kind", Input::kind}, {"tier", Input::tier, kOptional},
                  {"concerned", Input::unit, kOptional}, {"matter", Input::text, kOptional},
                  kReason},
       .effect = Effect::reclassifies},
      {.id = "agree_reclassification", .event = EventType::reclassified, .from = kUnanswered,
       .roles = deciding_roles(), .guard = reclassification_was_asked, .effect = Effect::agrees},
      {.id = "refuse_reclassification", .event = EventType::reclassification_refused,
       .from = kUnanswered, .roles = deciding_roles(), .fields = {kReason},
       .guard = reclassification_was_asked, .effect = Effect::disagrees},
      {.id = "transfer_out", .event = EventType::transferred_out, .from = kUnanswered,
       .roles = {Role::dispatcher, Role::front_desk},
       .fields = {{"to", Input::text, kRequired, kForReporter}}},
  };
}

std::vector<ActionRule> handling_rows() {
  return {
      {.id = "sign_for", .event = EventType::signed_for, .from = kDispatched, .roles = {Role::unit}},
      {.id = "return_slip", .event = EventType::returned, .from = kDispatched | kHandling,
       .roles = {Role::unit}, .fields = {kReason}, .guard = may_bounce},
      {.id = "contribute", .event = EventType::contributed, .from = kDispatched | kHandling,
       .roles = {Role::unit}, .fields = {{"contribution", Input::text}, kFilesIfAny},
       .part = ActionRule::Part::assistant},
      {.id = "reply", .event = EventType::replied, .from = kDispatched | kHandling | kAwaiting,
       .roles = {Role::unit}, .fields = {kOutcome, kReply, kStatement, kFilesIfAny, kCauseIfKnown}},
      {.id = "reply_on_the_spot", .event = EventType::replied, .from = kAccepted,
       .roles = {Role::front_desk},
       .fields = {kOutcome, kReply, kStatement, kFilesIfAny, kCauseIfKnown}},
      {.id = "reply_without_materials", .event = EventType::replied, .from = kAwaiting,
       .roles = {Role::front_desk}, .fields = {kOutcome, kReply, kCauseIfKnown},
       .guard = waited_long_enough},
      {.id = "progress", .event = EventType::progress_reported, .from = kAccepted | kHandling,
       .roles = {Role::unit, Role::front_desk, Role::dispatcher},
       .fields = {kProgress, kStatement, kFilesForReporter, kNextProgressDay},
       .guard = no_progress_waits},
      {.id = "ask_materials", .event = EventType::materials_asked, .from = kWorkedOn,
       .roles = {Role::front_desk}, .fields = {{"list", Input::text, kRequired, kForReporter}}},
      {.id = "receive_materials", .event = EventType::materials_received, .from = kAwaiting,
       .roles = {Role::front_desk}},
  };
}

std::vector<ActionRule> extension_rows() {
  return {
      {.id = "ask_extension", .event = EventType::extension_asked, .from = kUnanswered,
       .roles = any_case_role(), .fields = {{"workdays", Input::workdays}, kReason},
       .guard = may_ask_extension, .effect = Effect::asks_time},
      {.id = "grant_extension", .event = EventType::extension_granted, .from = kUnanswered,
       .roles = any_case_role(), .fields = {kExplanationIfDue}, .guard = may_grant_extension,
       .effect = Effect::grants_time},
      {.id = "refuse_extension", .event = EventType::extension_refused, .from = kUnanswered,
       .roles = any_case_role(), .fields = {kReason}, .guard = extension_was_asked,
       .effect = Effect::refuses_time},
  };
}

std::vector<ActionRule> consent_rows() {
  return {
      {.id = "ask_consent", .event = EventType::consent_asked, .from = kBeforeAnswer,
       .roles = {Role::front_desk, Role::dispatcher, Role::unit}, .fields = {kReason},
       .guard = may_ask_consent, .effect = Effect::asks_consent},
      {.id = "give_consent", .event = EventType::consent_given, .from = kBeforeAnswer,
       .roles = any_role_but_unit(), .guard = consent_was_asked,
       .effect = Effect::gives_consent},
      {.id = "refuse_consent", .event = EventType::consent_refused, .from = kBeforeAnswer,
       .roles = any_role_but_unit(), .fields = {kReason}, .guard = consent_was_asked,
       .effect = Effect::refuses_consent},
  };
}

// Progress that the window reads first, dates that a role sets, and contact with the reporter.
std::vector<ActionRule> promise_rows() {
  return {
      {.id = "release_progress", .event = EventType::progress_released, .from = kUnanswered,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {kProgress, kNextProgressDay},
       .guard = progress_waits},
      {.id = "refuse_progress", .event = EventType::progress_refused, .from = kUnanswered,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {kReason},
       .guard = progress_waits},
      {.id = "set_limit", .event = EventType::limit_set, .from = kBeforeAnswer | kReplied | kFedBack,
       .roles = any_case_role(),
       .fields = {{"due", Input::day}, {"reason", Input::text, kOptional, kForReporter}},
       .guard = has_limit_to_set, .effect = Effect::sets_limit},
      {.id = "contact", .event = EventType::contacted, .from = kBeforeAnswer | kReplied,
       .roles = {Role::front_desk}, .fields = {{"contact", Input::contact}, kNote},
       .guard = contact_is_promised, .is_note = true},
  };
}

std::vector<ActionRule> answer_rows() {
  return {
      {.id = "send_back", .event = EventType::sent_back, .from = kReplied,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {kReason}},
      {.id = "feed_back", .event = EventType::fed_back, .from = kReplied, .roles = {Role::front_desk},
       .fields = {kReplyForReporter, kFilesForReporter, kChannel}, .guard = reply_is_there},
      {.id = "close", .event = EventType::closed, .from = kFedBack, .roles = {Role::front_desk},
       .fields = {kCauseUntilKnown}, .guard = reporter_was_told},
  };
}

// Supervising roles urge, hold meetings and escalate.
std::vector<ActionRule> watching_rows() {
  return {
      {.id = "urge", .event = EventType::urged, .from = kBeforeAnswer | kReplied,
       .roles = {Role::front_desk, Role::dispatcher, Role::leader_on_duty, Role::leading_group,
                 Role::supervision},
       .fields = {kNote}, .is_note = true},
      {.id = "coordinate", .event = EventType::coordinated, .from = kWorkedOn,
       .roles = {Role::front_desk, Role::dispatcher, Role::leader_on_duty, Role::leading_group},
       .fields = {{"meeting", Input::meeting}, {"agreement", Input::agreement},
                  {"minutes", Input::text}, {"decision", Input::text, kOptional}},
       .is_note = true},
      {.id = "use_measure", .event = EventType::measure_used, .from = kWorkedOn | kReplied,
       .roles = {Role::front_desk, Role::dispatcher, Role::unit},
       .fields = {{"measure", Input::measure}, kNote}, .is_note = true},
      {.id = "escalate", .event = EventType::escalated, .from = kUnanswered | kReplied,
       .roles = {Role::front_desk, Role::dispatcher, Role::leader_on_duty, Role::leading_group},
       .fields = {{"target", Input::target}, kReason}, .is_note = true},
      {.id = "acknowledge", .event = EventType::acknowledged, .from = kAnyState,
       .roles = {Role::leader_on_duty, Role::leading_group, Role::supervision}, .fields = {kNote},
       .guard = was_passed_up, .effect = Effect::acknowledges, .is_note = true},
      {.id = "record_accountability", .event = EventType::accountability_recorded,
       .from = kUnanswered | kReplied | kFedBack | kClosed,
       .roles = {Role::leading_group, Role::supervision}, .fields = {{"finding", Input::text}},
       .is_note = true},
  };
}

// Actions after the answer: visit, evaluation and reopening.
std::vector<ActionRule> aftercare_rows() {
  return {
      {.id = "withdraw", .event = EventType::withdrawn, .from = kBeforeAnswer,
       .roles = {Role::front_desk}, .fields = {kReason}, .guard = stands_for_itself},
      {.id = "visit", .event = EventType::visited, .from = kFedBack | kClosed,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {{"visit", Input::text}},
       .is_note = true},
      {.id = "evaluate", .event = EventType::evaluated, .from = kClosed, .roles = {Role::front_desk},
       .fields = {{"grade", Input::grade}, kWords}, .guard = may_be_evaluated, .is_note = true,
       .when_archived = true},
      {.id = "state_cause", .event = EventType::cause_stated, .from = kReplied | kFedBack | kClosed,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {{"cause", Input::cause}},
       .guard = has_causes, .is_note = true},
      {.id = "rectify", .event = EventType::rectified, .from = kClosed,
       .roles = {Role::front_desk, Role::dispatcher, Role::unit},
       .fields = {{"rectification", Input::text, kRequired, kForReporter}},
       .guard = something_to_rectify, .when_archived = true},
      {.id = "reopen", .event = EventType::reopened, .from = kClosed,
       .roles = {Role::front_desk, Role::dispatcher, Role::leading_group},
       .fields = {kReasonForReporter}, .guard = may_reopen, .when_archived = true},
      {.id = "refuse_reopening", .event = EventType::reopening_refused, .from = kClosed,
       .roles = {Role::front_desk, Role::dispatcher, Role::leading_group},
       .fields = {kExplanation}, .guard = reopening_was_asked, .when_archived = true},
  };
}

// Actions that keep cases in order without moving them on: filing, merging, lost numbers.
std::vector<ActionRule> keeping_rows() {
  return {
      {.id = "merge", .event = EventType::merged, .from = kBeforeAnswer,
       .roles = {Role::front_desk, Role::dispatcher},
       .fields = {{"into", Input::case_id}, kReason}, .effect = Effect::merges, .is_note = true},
      {.id = "tell_merged", .event = EventType::merged_told, .from = kAnyState,
       .roles = {Role::front_desk}, .fields = {kReplyForReporter, kChannel}, .guard = is_merged,
       .effect = Effect::tells_merged, .when_merged = true},
      {.id = "tell_absorbed", .event = EventType::absorbed_told, .from = kFedBack | kEnded,
       .roles = {Role::front_desk}, .fields = {kReplyForReporter, kChannel},
       .guard = reporters_are_untold, .effect = Effect::tells_absorbed, .when_archived = true},
      {.id = "archive", .event = EventType::archived, .from = kEnded,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {{"file_number", Input::line}},
       .guard = nothing_is_open},
      {.id = "reissue_number", .event = EventType::number_reissued, .from = kAnyState,
       .roles = {Role::front_desk}, .fields = {{"check", Input::check}, kReason},
       .effect = Effect::gives_number, .is_note = true, .when_archived = true,
       .when_merged = true},
  };
}

// Actions that put an earlier one right, and those that put the destruction of what is kept off.
std::vector<ActionRule> mending_rows() {
  return {
      {.id = "undo_decline", .event = EventType::undone, .from = States(core::CaseState::declined),
       .roles = {Role::front_desk}, .fields = {kReasonForReporter}, .guard = can_be_undone,
       .effect = Effect::undoes},
      {.id = "undo_withdrawal", .event = EventType::undone, .from = States(core::CaseState::withdrawn),
       .roles = {Role::front_desk}, .fields = {kReasonForReporter}, .guard = can_be_undone,
       .effect = Effect::undoes},
      {.id = "undo_merge", .event = EventType::undone, .from = kBeforeAnswer,
       .roles = {Role::front_desk, Role::dispatcher}, .fields = {kReasonForReporter},
       .guard = is_merged, .effect = Effect::undoes_merge, .when_merged = true},
      {.id = "correct", .event = EventType::corrected, .from = kAnyState, .roles = any_case_role(),
       .fields = {{"text", Input::sent_text}, {"correction", Input::text}, kReasonForReporter},
       .effect = Effect::corrects, .part = ActionRule::Part::either, .is_note = true, .when_archived = true, .when_merged = true},
      {.id = "withhold", .event = EventType::withheld, .from = kAnyState, .roles = deciding_roles(),
       .fields = {{"text", Input::sent_text}, kReasonForReporter}, .guard = has_texts,
       .effect = Effect::withholds, .is_note = true, .when_archived = true, .when_merged = true},
      {.id = "hold", .event = EventType::hold_set, .from = kAnyState, .roles = any_role_but_unit(),
       .fields = {kReason}, .guard = is_not_on_hold, .effect = Effect::holds, .is_note = true,
       .when_archived = true, .when_merged = true, .when_destroyed = true},
      {.id = "release", .event = EventType::hold_lifted, .from = kAnyState,
       .roles = any_role_but_unit(), .fields = {kReason}, .guard = is_on_hold,
       .effect = Effect::releases, .is_note = true, .when_archived = true, .when_merged = true,
       .when_destroyed = true},
  };
}

// What is added to a case while it is open, and files that are taken back or shown to the unit.
std::vector<ActionRule> file_rows() {
  return {
      {.id = "supplement", .event = EventType::supplemented, .from = kOpen,
       .roles = {Role::front_desk}, .fields = {kAddedWords, kFilesIfAny, {"remark", Input::text}},
       .is_note = true},
      {.id = "release_file", .event = EventType::file_released, .from = kUnanswered | kReplied,
       .roles = {Role::front_desk}, .fields = {kSentFile}, .guard = has_files_to_release,
       .effect = Effect::releases_file, .is_note = true},
      {.id = "withdraw_file", .event = EventType::file_withdrawn, .from = kAnyState,
       .roles = any_case_role(), .fields = {kSentFile, kReason}, .guard = has_files_to_withdraw,
       .effect = Effect::withdraws_file, .part = ActionRule::Part::either, .is_note = true,
       .when_archived = true, .when_merged = true, .when_destroyed = true},
  };
}

std::vector<ActionRule> reporter_rows() {
  return {
      {.id = "send_materials", .event = EventType::materials_sent, .from = kAwaiting,
       .fields = {kMaterials, kFilesIfAny}, .stands_open = true},
      {.id = "supplement", .event = EventType::supplemented, .from = kOpen,
       .fields = {kAddedWords, kFilesIfAny}},
      {.id = "evaluate", .event = EventType::evaluated, .from = kClosed,
       .fields = {{"grade", Input::grade}, kWords}, .guard = may_be_evaluated,
       .when_archived = true, .stands_open = true, .asks_twice = true},
      {.id = "ask_reopening", .event = EventType::reopening_asked, .from = kClosed,
       .fields = {{"words", Input::text}}, .guard = may_ask_reopening, .when_archived = true},
      {.id = "urge", .event = EventType::urged,
       .from = kSubmitted | kWorkedOn | kReplied, .guard = not_urged_today},
      {.id = "change_number", .event = EventType::number_changed, .from = kAnyState,
       .guard = staff_know_the_number, .effect = Effect::gives_number, .when_archived = true,
       .when_merged = true, .asks_twice = true},
      {.id = "withdraw_file", .event = EventType::file_withdrawn, .from = kAnyState,
       .fields = {kSentFile}, .guard = reporter_has_files, .effect = Effect::withdraws_file,
       .when_archived = true, .when_merged = true, .when_destroyed = true, .asks_twice = true},
      {.id = "withdraw", .event = EventType::withdrawn, .from = kBeforeAnswer, .fields = {kWords},
       .guard = stands_for_itself, .stands_last = true, .asks_twice = true},
  };
}

// clang-format on

}  // namespace

std::span<const std::string_view> words_of(ActionField::Type type) {
  static constexpr std::string_view kOutcomes[] = {"resolved", "explained", "cannot"};
  static constexpr std::string_view kChannels[] = {"written", "phone", "in_person"};
  static constexpr std::string_view kMeetings[] = {"coordination", "joint_meeting",
                                                   "leaders_meeting"};
  static constexpr std::string_view kAgreements[] = {"agreed", "not_agreed"};
  static constexpr std::string_view kChecks[] = {"id_card", "called_back", "questions"};
  static constexpr std::string_view kContacts[] = {"phone", "in_person", "message", kNoAnswer};
  if (type == Input::contact) return kContacts;
  if (type == Input::outcome) return kOutcomes;
  if (type == Input::channel) return kChannels;
  if (type == Input::meeting) return kMeetings;
  if (type == Input::agreement) return kAgreements;
  return type == Input::check ? std::span<const std::string_view>(kChecks)
                              : std::span<const std::string_view>();
}

bool ActionRule::asks_for(ActionField::Type type) const {
  return core::contains(fields, type, &ActionField::type);
}

const std::vector<ActionRule>& reporter_table() {
  static const std::vector<ActionRule> kTable = reporter_rows();
  return kTable;
}

const std::vector<ActionRule>& action_table() {
  static const std::vector<ActionRule> kTable = [] {
    std::vector<ActionRule> table;
    for (const auto& rows : {intake_rows(), handling_rows(), extension_rows(), answer_rows(),
                             watching_rows(), aftercare_rows(), keeping_rows(), consent_rows(),
                             promise_rows(), mending_rows(), file_rows()}) {
      table.insert(table.end(), rows.begin(), rows.end());
    }
    return table;
  }();
  return kTable;
}

const ActionRule* find_action(std::string_view id) {
  const auto& table = action_table();
  const auto found = std::ranges::find(table, id, &ActionRule::id);
  return found == table.end() ? nullptr : &*found;
}

}  // namespace handler::cases

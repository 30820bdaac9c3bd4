// The table of actions itself.
#include "handler/cases/action_guards.h"
#include "handler/cases/action_rows.h"
#include "handler/cases/workflow.h"

namespace handler::cases {
namespace {

using core::CaseState;
using core::Role;
using Type = ActionField::Type;

constexpr auto kSubmitted = CaseState::submitted;
constexpr auto kAccepted = CaseState::accepted;
constexpr auto kDispatched = CaseState::dispatched;
constexpr auto kHandling = CaseState::handling;
constexpr auto kAwaiting = CaseState::awaiting_materials;
constexpr auto kReplied = CaseState::replied;
constexpr auto kFedBack = CaseState::fed_back;
constexpr auto kClosed = CaseState::closed;

constexpr bool kForReporter = true;
constexpr bool kOptional = false;
constexpr bool kRequired = true;
constexpr bool kIsNote = true;
constexpr bool kWhenArchived = true;
constexpr bool kWhenMerged = true;
constexpr std::nullptr_t kNoGuard = nullptr;

constexpr ActionField kReason = {"reason", Type::text};
constexpr ActionField kCauseIfKnown = {"cause", Type::cause, kOptional};

// The policy names one of these for asking, and one for approving.
std::vector<Role> any_case_role() {
  return {Role::front_desk,     Role::dispatcher,    Role::unit,
          Role::leader_on_duty, Role::leading_group, Role::supervision};
}

std::vector<ActionRule> intake_rows() {
  return {
      {"accept",
       EventType::accepted,
       {kSubmitted},
       {Role::front_desk},
       {{"kind", Type::kind},
        {"tier", Type::tier, kOptional},
        {"concerned", Type::unit, kOptional},
        {"matter", Type::text}}},
      {"decline",
       EventType::declined,
       {kSubmitted},
       {Role::front_desk},
       {{"exclusion", Type::exclusion},
        {"explanation", Type::text, kRequired, kForReporter},
        {"referral", Type::referral}}},
      {"dispatch",
       EventType::dispatched,
       {kAccepted},
       {Role::dispatcher, Role::front_desk},
       {{"unit", Type::unit},
        {"assisting", Type::units, kOptional},
        {"note", Type::text, kOptional}}},
      {"redispatch",
       EventType::dispatched,
       {kDispatched, kHandling},
       {Role::dispatcher, Role::front_desk},
       {{"unit", Type::unit}, {"assisting", Type::units, kOptional}, kReason}},
      {"retier",
       EventType::retiered,
       {kAccepted, kDispatched, kHandling, kAwaiting},
       {Role::front_desk, Role::dispatcher},
       {{"tier", Type::tier}, kReason},
       another_tier_exists},
      {"transfer_out",
       EventType::transferred_out,
       {kAccepted, kDispatched, kHandling, kAwaiting},
       {Role::dispatcher, Role::front_desk},
       {{"to", Type::text, kRequired, kForReporter}}},
  };
}

std::vector<ActionRule> handling_rows() {
  return {
      {"sign_for", EventType::signed_for, {kDispatched}, {Role::unit}, {}},
      {"return_slip",
       EventType::returned,
       {kDispatched, kHandling},
       {Role::unit},
       {kReason},
       may_bounce},
      {"contribute",
       EventType::contributed,
       {kDispatched, kHandling},
       {Role::unit},
       {{"contribution", Type::text}},
       kNoGuard,
       !kIsNote,
       !kWhenArchived,
       !kWhenMerged,
       ActionRule::Part::assistant},
      {"reply",
       EventType::replied,
       {kDispatched, kHandling, kAwaiting},
       {Role::unit},
       {{"outcome", Type::outcome},
        {"reply", Type::text},
        {"statement", Type::text, kOptional},
        kCauseIfKnown}},
      {"reply_on_the_spot",
       EventType::replied,
       {kAccepted},
       {Role::front_desk},
       {{"outcome", Type::outcome},
        {"reply", Type::text},
        {"statement", Type::text, kOptional},
        kCauseIfKnown}},
      {"reply_without_materials",
       EventType::replied,
       {kAwaiting},
       {Role::front_desk},
       {{"outcome", Type::outcome}, {"reply", Type::text}, kCauseIfKnown},
       waited_long_enough},
      {"progress",
       EventType::progress_reported,
       {kAccepted, kDispatched, kHandling},
       {Role::unit, Role::front_desk},
       {{"progress", Type::text, kRequired, kForReporter}}},
      {"ask_materials",
       EventType::materials_asked,
       {kAccepted, kDispatched, kHandling},
       {Role::front_desk},
       {{"list", Type::text, kRequired, kForReporter}}},
      {"receive_materials", EventType::materials_received, {kAwaiting}, {Role::front_desk}, {}},
  };
}

std::vector<ActionRule> extension_rows() {
  return {
      {"ask_extension",
       EventType::extension_asked,
       {kAccepted, kDispatched, kHandling},
       any_case_role(),
       {{"workdays", Type::workdays}, kReason},
       may_ask_extension},
      {"grant_extension",
       EventType::extension_granted,
       {kAccepted, kDispatched, kHandling, kAwaiting},
       any_case_role(),
       {},
       extension_was_asked},
      {"refuse_extension",
       EventType::extension_refused,
       {kAccepted, kDispatched, kHandling, kAwaiting},
       any_case_role(),
       {kReason},
       extension_was_asked},
  };
}

std::vector<ActionRule> answer_rows() {
  return {
      {"send_back",
       EventType::sent_back,
       {kReplied},
       {Role::front_desk, Role::dispatcher},
       {kReason}},
      {"feed_back",
       EventType::fed_back,
       {kReplied},
       {Role::front_desk},
       {{"reply", Type::text, kRequired, kForReporter}, {"channel", Type::channel}},
       reply_is_there},
      {"close",
       EventType::closed,
       {kFedBack},
       {Role::front_desk},
       {kCauseIfKnown},
       reporter_was_told},
  };
}

// Whoever watches over a case may ask for haste, meet about it and pass it up.
std::vector<ActionRule> watching_rows() {
  return {
      {"urge",
       EventType::urged,
       {kSubmitted, kAccepted, kDispatched, kHandling, kAwaiting, kReplied},
       {Role::front_desk, Role::dispatcher, Role::leader_on_duty, Role::leading_group,
        Role::supervision},
       {{"note", Type::text, kOptional}},
       kNoGuard,
       kIsNote},
      {"coordinate",
       EventType::coordinated,
       {kAccepted, kDispatched, kHandling},
       {Role::front_desk, Role::dispatcher, Role::leader_on_duty, Role::leading_group},
       {{"meeting", Type::meeting}, {"minutes", Type::text}, {"decision", Type::text, kOptional}},
       kNoGuard,
       kIsNote},
      {"use_measure",
       EventType::measure_used,
       {kAccepted, kDispatched, kHandling, kReplied},
       {Role::front_desk, Role::dispatcher, Role::unit},
       {{"measure", Type::measure}, {"note", Type::text, kOptional}},
       kNoGuard,
       kIsNote},
      {"escalate",
       EventType::escalated,
       {kAccepted, kDispatched, kHandling, kAwaiting, kReplied},
       {Role::front_desk, Role::dispatcher, Role::leader_on_duty, Role::leading_group},
       {{"target", Type::target}, kReason},
       kNoGuard,
       kIsNote},
      {"record_accountability",
       EventType::accountability_recorded,
       {kAccepted, kDispatched, kHandling, kAwaiting, kReplied, kFedBack, kClosed},
       {Role::leading_group, Role::supervision},
       {{"finding", Type::text}},
       kNoGuard,
       kIsNote},
  };
}

// What follows after the answer: the visit, the evaluation, and another round.
std::vector<ActionRule> aftercare_rows() {
  return {
      {"withdraw",
       EventType::withdrawn,
       {kSubmitted, kAccepted, kDispatched, kHandling, kAwaiting},
       {Role::front_desk},
       {kReason},
       stands_for_itself},
      {"visit",
       EventType::visited,
       {kFedBack, kClosed},
       {Role::front_desk, Role::dispatcher},
       {{"visit", Type::text}},
       kNoGuard,
       kIsNote},
      {"evaluate",
       EventType::evaluated,
       {kClosed},
       {Role::front_desk},
       {{"grade", Type::grade}, {"words", Type::text, kOptional}},
       may_be_evaluated,
       kIsNote,
       kWhenArchived},
      {"state_cause",
       EventType::cause_stated,
       {kReplied, kFedBack, kClosed},
       {Role::front_desk, Role::dispatcher},
       {{"cause", Type::cause}},
       has_causes,
       kIsNote},
      {"rectify",
       EventType::rectified,
       {kClosed},
       {Role::front_desk, Role::dispatcher, Role::unit},
       {{"rectification", Type::text, kRequired, kForReporter}},
       something_to_rectify,
       !kIsNote,
       kWhenArchived},
      {"reopen",
       EventType::reopened,
       {kClosed},
       {Role::front_desk, Role::dispatcher, Role::leading_group},
       {{"reason", Type::text, kRequired, kForReporter}},
       may_reopen,
       !kIsNote,
       kWhenArchived},
      {"refuse_reopening",
       EventType::reopening_refused,
       {kClosed},
       {Role::front_desk, Role::dispatcher, Role::leading_group},
       {{"explanation", Type::text, kRequired, kForReporter}},
       reopening_was_asked,
       !kIsNote,
       kWhenArchived},
  };
}

std::vector<ActionRule> reporter_rows() {
  return {
      {"send_materials", EventType::materials_sent, {kAwaiting}, {}, {{"materials", Type::text}}},
      {"evaluate",
       EventType::evaluated,
       {kClosed},
       {},
       {{"grade", Type::grade}, {"words", Type::text, kOptional}},
       may_be_evaluated,
       !kIsNote,
       kWhenArchived},
      {"ask_reopening",
       EventType::reopening_asked,
       {kClosed},
       {},
       {{"words", Type::text}},
       may_ask_reopening,
       !kIsNote,
       kWhenArchived},
      {"urge",
       EventType::urged,
       {kSubmitted, kAccepted, kDispatched, kHandling, kReplied},
       {},
       {},
       not_urged_today},
      {"withdraw",
       EventType::withdrawn,
       {kSubmitted, kAccepted, kDispatched, kHandling, kAwaiting},
       {},
       {{"words", Type::text, kOptional}},
       stands_for_itself},
  };
}

}  // namespace

const std::vector<ActionRule>& reporter_table() {
  static const std::vector<ActionRule> kTable = [] {
    std::vector<ActionRule> table = reporter_rows();
    table.push_back(change_number_row());
    return table;
  }();
  return kTable;
}

const std::vector<ActionRule>& action_table() {
  static const std::vector<ActionRule> kTable = [] {
    std::vector<ActionRule> table;
    for (const auto& rows : {intake_rows(), handling_rows(), extension_rows(), answer_rows(),
                             watching_rows(), aftercare_rows(), keeping_rows()}) {
      table.insert(table.end(), rows.begin(), rows.end());
    }
    return table;
  }();
  return kTable;
}

const ActionRule* find_action(std::string_view id) {
  for (const ActionRule& rule : action_table()) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

}  // namespace handler::cases

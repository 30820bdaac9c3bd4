// The table of actions itself and the conditions that its rows name.
#include <algorithm>

#include "handler/cases/permissions.h"
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

constexpr bool kForReporter = true;
constexpr bool kOptional = false;
constexpr bool kRequired = true;

constexpr ActionField kReason = {"reason", Type::text};

// The policy names one of these for asking, and one for approving.
std::vector<Role> any_case_role() {
  return {Role::front_desk,     Role::dispatcher,    Role::unit,
          Role::leader_on_duty, Role::leading_group, Role::supervision};
}

std::string reply_is_there(const Rules&, const Case& subject, core::Instant) {
  return subject.has_reply ? "" : "reply_missing";
}

// Nothing closes without a reply to the reporter (CA-29, BG-37).
std::string reporter_was_told(const Rules&, const Case& subject, core::Instant) {
  return subject.has_feedback ? "" : "feedback_missing";
}

std::string another_tier_exists(const Rules& rules, const Case& subject, core::Instant) {
  const core::Kind* kind = rules.policy->kind(subject.kind);
  return kind != nullptr && kind->tiers.size() > 1 ? "" : "no_other_tier";
}

// Asked before time runs out, within the number of times (PY-21, PY-22).
std::string may_ask_extension(const Rules& rules, const Case& subject, core::Instant now) {
  const ClockRun* run = extendable_clock(*rules.policy, subject);
  if (run == nullptr) return "no_extension";
  const core::Extension& extend = *rules.policy->clock(run->clock)->extend;
  if (run->extension_pending) return "extension_pending";
  if (run->extensions >= extend.times || run->extended_workdays >= extend.workdays) {
    return "extension_used";
  }
  return run->breached || now > *run->due.due ? "too_late" : "";
}

std::string extension_was_asked(const Rules&, const Case& subject, core::Instant) {
  return clock_with_request(subject) != nullptr ? "" : "nothing_asked";
}

// The window answers without the materials once they have been waited for long enough (rule 6).
std::string waited_long_enough(const Rules& rules, const Case& subject, core::Instant now) {
  if (!rules.policy->materials_within || !subject.awaiting_since) return "no_waiting_limit";
  const auto due =
      core::count(*rules.time, *subject.awaiting_since, *rules.policy->materials_within);
  return due.due && now <= *due.due ? "still_waiting" : "";
}

std::vector<ActionRule> intake_rows() {
  return {
      {"accept",
       "accepted",
       {kSubmitted},
       {Role::front_desk},
       {{"kind", Type::kind}, {"tier", Type::tier, kOptional}, {"matter", Type::text}}},
      {"decline",
       "declined",
       {kSubmitted},
       {Role::front_desk},
       {{"exclusion", Type::exclusion},
        {"explanation", Type::text, kRequired, kForReporter},
        {"referral", Type::referral}}},
      {"dispatch",
       "dispatched",
       {kAccepted},
       {Role::dispatcher, Role::front_desk},
       {{"unit", Type::unit}, {"note", Type::text, kOptional}}},
      {"redispatch",
       "dispatched",
       {kDispatched, kHandling},
       {Role::dispatcher, Role::front_desk},
       {{"unit", Type::unit}, kReason}},
      {"retier",
       "retiered",
       {kAccepted, kDispatched, kHandling, kAwaiting},
       {Role::front_desk, Role::dispatcher},
       {{"tier", Type::tier}, kReason},
       another_tier_exists},
      {"transfer_out",
       "transferred_out",
       {kAccepted, kDispatched, kHandling, kAwaiting},
       {Role::dispatcher, Role::front_desk},
       {{"to", Type::text, kRequired, kForReporter}}},
  };
}

std::vector<ActionRule> handling_rows() {
  return {
      {"sign_for", "signed_for", {kDispatched}, {Role::unit}, {}},
      {"return_slip", "returned", {kDispatched, kHandling}, {Role::unit}, {kReason}},
      {"reply",
       "replied",
       {kDispatched, kHandling, kAwaiting},
       {Role::unit},
       {{"outcome", Type::outcome}, {"reply", Type::text}, {"statement", Type::text, kOptional}}},
      {"reply_on_the_spot",
       "replied",
       {kAccepted},
       {Role::front_desk},
       {{"outcome", Type::outcome}, {"reply", Type::text}, {"statement", Type::text, kOptional}}},
      {"reply_without_materials",
       "replied",
       {kAwaiting},
       {Role::front_desk},
       {{"outcome", Type::outcome}, {"reply", Type::text}},
       waited_long_enough},
      {"progress",
       "progress_reported",
       {kAccepted, kDispatched, kHandling},
       {Role::unit, Role::front_desk},
       {{"progress", Type::text, kRequired, kForReporter}}},
      {"ask_materials",
       "materials_asked",
       {kAccepted, kDispatched, kHandling},
       {Role::front_desk},
       {{"list", Type::text, kRequired, kForReporter}}},
      {"receive_materials", "materials_received", {kAwaiting}, {Role::front_desk}, {}},
  };
}

std::vector<ActionRule> extension_rows() {
  return {
      {"ask_extension",
       "extension_asked",
       {kAccepted, kDispatched, kHandling},
       any_case_role(),
       {{"workdays", Type::workdays}, kReason},
       may_ask_extension},
      {"grant_extension",
       "extension_granted",
       {kAccepted, kDispatched, kHandling, kAwaiting},
       any_case_role(),
       {},
       extension_was_asked},
      {"refuse_extension",
       "extension_refused",
       {kAccepted, kDispatched, kHandling, kAwaiting},
       any_case_role(),
       {kReason},
       extension_was_asked},
  };
}

std::vector<ActionRule> answer_rows() {
  return {
      {"send_back", "sent_back", {kReplied}, {Role::front_desk, Role::dispatcher}, {kReason}},
      {"feed_back",
       "fed_back",
       {kReplied},
       {Role::front_desk},
       {{"reply", Type::text, kRequired, kForReporter}, {"channel", Type::channel}},
       reply_is_there},
      {"close", "closed", {CaseState::fed_back}, {Role::front_desk}, {}, reporter_was_told},
  };
}

}  // namespace

const std::vector<ActionRule>& action_table() {
  static const std::vector<ActionRule> kTable = [] {
    std::vector<ActionRule> table;
    for (const auto& rows : {intake_rows(), handling_rows(), extension_rows(), answer_rows()}) {
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

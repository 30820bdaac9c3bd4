// The actions by which an office keeps its cases: archived when they are over, merged when two are
// one, found again when the number is lost.
#include "handler/cases/action_rows.h"

namespace handler::cases {
namespace {

using core::CaseState;
using core::Role;
using Type = ActionField::Type;

constexpr bool kRequired = true;
constexpr bool kForReporter = true;
constexpr bool kIsNote = true;
constexpr bool kWhenArchived = true;
constexpr bool kWhenMerged = true;
constexpr std::nullptr_t kNoGuard = nullptr;

std::vector<CaseState> every_state() {
  std::vector<CaseState> states;
  for (const auto& [state, name] : core::kCaseStates) states.push_back(state);
  return states;
}

// A file is closed when nobody waits for anything any more.
std::string nobody_waits(const Rules&, const Case& subject, core::Instant) {
  if (subject.reopening_asked) return "reopening_pending";
  if (!subject.untold().empty()) return "merged_not_told";
  const auto& evaluation = subject.evaluation;
  return evaluation && evaluation->unhappy && !evaluation->rectified ? "to_rectify_first" : "";
}

std::string somebody_is_untold(const Rules&, const Case& subject, core::Instant) {
  return subject.untold().empty() ? "nobody_to_tell" : "";
}

// A number that nobody else was given is not changed: whoever got hold of it could shut the
// reporter out.
std::string staff_know_it(const Rules&, const Case& subject, core::Instant) {
  return subject.known_to_staff ? "" : "number_is_own";
}

std::string is_merged(const Rules&, const Case& subject, core::Instant) {
  return subject.merged_into ? "" : "not_merged";
}

}  // namespace

std::vector<ActionRule> keeping_rows() {
  return {
      {"merge",
       EventType::merged,
       {CaseState::submitted, CaseState::accepted, CaseState::dispatched, CaseState::handling,
        CaseState::awaiting_materials},
       {Role::front_desk, Role::dispatcher},
       {{"into", Type::case_id}, {"reason", Type::text}},
       kNoGuard,
       kIsNote},
      {"tell_merged",
       EventType::merged_told,
       every_state(),
       {Role::front_desk},
       {{"reply", Type::text, kRequired, kForReporter}, {"channel", Type::channel}},
       is_merged,
       !kIsNote,
       !kWhenArchived,
       kWhenMerged},
      {"tell_absorbed",
       EventType::absorbed_told,
       {CaseState::fed_back, CaseState::closed, CaseState::declined, CaseState::withdrawn,
        CaseState::transferred_out},
       {Role::front_desk},
       {{"reply", Type::text, kRequired, kForReporter}, {"channel", Type::channel}},
       somebody_is_untold,
       !kIsNote,
       kWhenArchived},
      {"archive",
       EventType::archived,
       {CaseState::closed, CaseState::declined, CaseState::withdrawn, CaseState::transferred_out},
       {Role::front_desk, Role::dispatcher},
       {{"file_number", Type::line}},
       nobody_waits},
      {"reissue_number",
       EventType::number_reissued,
       every_state(),
       {Role::front_desk},
       {{"check", Type::check}, {"reason", Type::text}},
       kNoGuard,
       kIsNote,
       kWhenArchived,
       kWhenMerged},
  };
}

ActionRule change_number_row() {
  return {"change_number",
          EventType::number_changed,
          every_state(),
          {},
          {},
          staff_know_it,
          !kIsNote,
          kWhenArchived,
          kWhenMerged};
}

}  // namespace handler::cases

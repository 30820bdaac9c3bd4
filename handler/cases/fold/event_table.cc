// The table of events: one row holds every rule of a type.
#include "handler/cases/fold/event_table.h"

#include <algorithm>

#include "core/base/check.h"
#include "handler/cases/fold/case.h"
#include "handler/cases/fold/case_files.h"
#include "handler/cases/fold/fold_course.h"
#include "handler/cases/fold/fold_mending.h"
#include "handler/cases/fold/fold_upkeep.h"

namespace handler::cases {
namespace {

using Type = EventType;
using Of = Detail::Of;

constexpr auto kReporters = Audience::reporters;
constexpr auto kReporter = Audience::reporter;
constexpr auto kStaffAlone = Audience::staff_alone;
constexpr auto kDecision = EventRule::Kind::decision;
constexpr auto kLook = EventRule::Kind::look;
constexpr bool kForStaff = true;

}  // namespace

const std::vector<EventRule>& event_table() {
  // clang-format off
  static const std::vector<EventRule> kTable = {
      {Type::submitted, "submitted", kSubmitted, apply::submitted, kReporter,
       {{kFiles, Of::files}}},
      {Type::accepted, "accepted", kSubmitted, apply::accepted, kReporters,
       {{"tier", Of::tier}, {"concerned", Of::unit, kForStaff}}, kDecision},
      {Type::declined, "declined", kSubmitted, apply::declined, kReporters,
       {{"exclusion", Of::exclusion}}, kDecision},
      {Type::withdrawn, "withdrawn", kBeforeAnswer, apply::withdrawn, kReporter},
      {Type::dispatched, "dispatched", kWorkedOn, apply::dispatched, kReporters,
       {{"unit", Of::unit}, {"assisting", Of::unit}}},
      {Type::signed_for, "signed_for", kDispatched, apply::signed_for, kReporters},
      {Type::returned, "returned", kDispatched | kHandling, apply::returned, kReporters},
      {Type::replied, "replied", kUnanswered, apply::replied, kReporters,
       {{"outcome", Of::outcome}, {kFiles, Of::files, kForStaff}}},
      {Type::contributed, "contributed", kDispatched | kHandling, apply::nothing, kStaffAlone,
       {{kFiles, Of::files}}},
      {Type::progress_reported, "progress_reported", kWorkedOn, apply::progress_reported,
       kReporters, {{"next", Of::day}, {kFiles, Of::files}, {"waits"}}},
      {Type::sent_back, "sent_back", kReplied, apply::sent_back, kReporters},
      {Type::fed_back, "fed_back", kReplied, apply::fed_back, kReporter,
       {{"channel", Of::channel}, {kFiles, Of::files}}},
      {Type::closed, "closed", kFedBack, apply::closed, kReporters},
      {Type::cause_stated, "cause_stated", kReplied | kFedBack | kClosed, apply::cause_stated,
       kStaffAlone},
      {Type::retiered, "retiered", kUnanswered, apply::retiered, kReporters, {{"tier", Of::tier}}},
      {Type::extension_asked, "extension_asked", kUnanswered, apply::extension_asked, kStaffAlone,
       {{"workdays"}}},
      {Type::extension_granted, "extension_granted", kUnanswered, apply::extension_granted,
       kReporters, {{"workdays"}}},
      {Type::extension_refused, "extension_refused", kUnanswered, apply::extension_refused,
       kStaffAlone},
      {Type::materials_asked, "materials_asked", kWorkedOn, apply::materials_asked, kReporter},
      {Type::materials_received, "materials_received", kAwaiting, apply::materials_received,
       kReporter},
      {Type::materials_sent, "materials_sent", kAwaiting, apply::materials_sent, kReporter,
       {{kFiles, Of::files}}},
      {Type::transferred_out, "transferred_out", kUnanswered, apply::transferred_out, kReporters},
      {Type::urged, "urged", kBeforeAnswer | kReplied, apply::urged, kReporter},
      {Type::coordinated, "coordinated", kWorkedOn, apply::coordinated, kReporters,
       {{"meeting", Of::meeting}, {"agreement", Of::agreement, kForStaff}}},
      {Type::measure_used, "measure_used", kWorkedOn | kReplied, apply::nothing, kReporters,
       {{"measure", Of::measure}}},
      {Type::escalated, "escalated", kAnyState, apply::escalated, kReporters,
       {{"target", Of::target}}},
      {Type::accountability_recorded, "accountability_recorded", kAnyState, apply::nothing,
       kStaffAlone},
      {Type::evaluated, "evaluated", kClosed, apply::evaluated, kReporter, {{"grade", Of::grade}}},
      {Type::rectified, "rectified", kClosed, apply::rectified, kReporter},
      {Type::visited, "visited", kFedBack | kClosed, apply::visited, kReporter},
      {Type::reopening_asked, "reopening_asked", kClosed, apply::reopening_asked, kReporter},
      {Type::reopening_refused, "reopening_refused", kClosed, apply::reopening_refused, kReporter},
      {Type::reopened, "reopened", kClosed, apply::reopened, kReporters},
      {Type::archived, "archived", kEnded, apply::archived, kStaffAlone},
      {Type::merged, "merged", kBeforeAnswer, apply::merged, kReporter,
       {{"serial", Of::itself, kForStaff}}},
      {Type::merged_in, "merged_in", kAnyState, apply::merged_in, kStaffAlone, {{"serial"}}},
      {Type::merged_told, "merged_told", kAnyState, apply::nothing, kReporter,
       {{"channel", Of::channel}}},
      {Type::absorbed_told, "absorbed_told", kAnyState, apply::absorbed_told, kStaffAlone,
       {{"channel", Of::channel}}},
      {Type::number_changed, "number_changed", kAnyState, apply::number_changed, kReporter},
      {Type::number_reissued, "number_reissued", kAnyState, apply::number_reissued, kReporter,
       {{"check", Of::check}}},
      {Type::breached, "breached", kAnyState, apply::breached, kReporter,
       {{"clock", Of::clock}, {"notify", Of::target}, {"escalate", Of::target}}},
      {Type::reminded, "reminded", kAnyState, apply::reminded, kStaffAlone, {{"clock", Of::clock}}},
      {Type::visit_due, "visit_due", kClosed, apply::visit_due, kStaffAlone},
      {Type::calendar_settled, "calendar_settled", kAnyState, apply::calendar_settled, kReporters},
      {Type::identity_viewed, "identity_viewed", kAnyState, apply::nothing, kStaffAlone,
       {{"form", Of::form}}, kLook},
      {Type::consent_asked, "consent_asked", kBeforeAnswer, apply::consent_asked, kStaffAlone,
       {{"for", Of::denial}}},
      {Type::consent_given, "consent_given", kBeforeAnswer, apply::consent_given, kStaffAlone,
       {{"for", Of::denial}}},
      {Type::consent_refused, "consent_refused", kBeforeAnswer, apply::consent_refused, kStaffAlone,
       {{"for", Of::denial}}},
      {Type::acknowledged, "acknowledged", kAnyState, apply::acknowledged, kStaffAlone},
      {Type::progress_released, "progress_released", kUnanswered, apply::progress_released,
       kReporters, {{"next", Of::day}}},
      {Type::progress_refused, "progress_refused", kUnanswered, apply::progress_refused, kStaffAlone},
      {Type::limit_set, "limit_set", kBeforeAnswer | kReplied | kFedBack, apply::limit_set,
       kReporters, {{"clock", Of::clock}, {"due", Of::day}}},
      {Type::contacted, "contacted", kBeforeAnswer | kReplied, apply::contacted, kReporter,
       {{"contact", Of::contact}}},
      {Type::times_corrected, "times_corrected", kAnyState, apply::nothing, kReporters,
       {{"serial", Of::itself, kForStaff}}},
      {Type::reclassification_asked, "reclassification_asked", kUnanswered,
       apply::reclassification_asked, kStaffAlone,
       {{"kind", Of::kind}, {"tier", Of::tier}, {"concerned", Of::unit}}},
      {Type::reclassified, "reclassified", kUnanswered, apply::reclassified, kReporters,
       {{"kind", Of::kind}, {"tier", Of::tier}, {"concerned", Of::unit, kForStaff}}},
      {Type::reclassification_refused, "reclassification_refused", kUnanswered,
       apply::reclassification_refused, kStaffAlone},
      {Type::undone, "undone", kUndoable, apply::undone, kReporters, {{"undoes", Of::undo}}},
      {Type::merge_undone, "merge_undone", kAnyState, apply::merge_undone, kReporter,
       {{"serial", Of::itself, kForStaff}}},
      {Type::corrected, "corrected", kAnyState, apply::nothing, kStaffAlone},
      {Type::withheld, "withheld", kAnyState, apply::withheld, kStaffAlone},
      {Type::parts_destroyed, "parts_destroyed", kAnyState, apply::parts_destroyed, kReporter,
       {{"classes", Of::kept}}},
      {Type::hold_set, "hold_set", kAnyState, apply::hold_set, kStaffAlone},
      {Type::hold_lifted, "hold_lifted", kAnyState, apply::hold_lifted, kStaffAlone},
      {Type::admitted, "admitted", kSubmitted, apply::admitted, kReporter},
      {Type::supplemented, "supplemented", kOpen, apply::supplemented, kReporter,
       {{kFiles, Of::files}}},
      {Type::file_withdrawn, "file_withdrawn", kAnyState, apply::file_withdrawn, kReporter},
      {Type::file_released, "file_released", kUnanswered | kReplied, apply::file_released,
       kReporter},
  };
  // clang-format on
  return kTable;
}

bool is_kept_from_reporters(const Event& event) {
  return switch_in(event.data, "waits") || switch_in(event.data, kInternal) ||
         is_clock_for_staff(text_in(event.data, "clock"));
}

bool tells_of_earlier(EventType type) {
  return type == EventType::corrected || type == EventType::withheld ||
         type == EventType::file_withdrawn || type == EventType::file_released;
}

const EventRule& rule_of(EventType type) {
  const EventRule& rule = event_table().at(static_cast<std::size_t>(type));
  BANCHENG_CHECK(rule.type == type);
  return rule;
}

std::string_view to_text(EventType type) {
  return rule_of(type).word;
}

std::optional<EventType> event_type(std::string_view word) {
  const auto& table = event_table();
  const auto found = std::ranges::find(table, word, &EventRule::word);
  if (found == table.end()) return std::nullopt;
  return found->type;
}

}  // namespace handler::cases

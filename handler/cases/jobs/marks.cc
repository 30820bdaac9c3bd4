// The rows of the table of marks.
#include "handler/cases/jobs/marks.h"

#include <algorithm>

#include "handler/cases/fold/states.h"

namespace handler::cases {
namespace {

using core::CaseState;

template <CaseState state>
bool stands_at(const Case& subject) {
  return subject.state == state;
}

bool waits_for_more_time(const Case& subject) {
  return std::ranges::any_of(
      subject.clocks, [](const ClockRun& run) { return run.running() && run.extension_pending; });
}

bool waits_for_reopening(const Case& subject) {
  return subject.reopening_asked;
}

// An unhappy evaluation that was not rectified yet.
bool is_to_rectify(const Case& subject) {
  return subject.evaluation && subject.evaluation->unhappy && !subject.evaluation->rectified;
}

bool is_open(const Case& subject) {
  return !has_ended(subject.state) || waits_for_reopening(subject) || is_to_rectify(subject);
}

bool brought_materials(const Case& subject) {
  return subject.materials_arrived;
}

bool is_urged(const Case& subject) {
  return subject.urge_open;
}

bool was_escalated(const Case& subject) {
  return is_open(subject) && !subject.escalated_to.empty();
}

bool was_reopened(const Case& subject) {
  return is_open(subject) && subject.round > 1;
}

// A running clock has a breach, even if its due date was moved later.
bool is_breached(const Case& subject) {
  return std::ranges::any_of(
      subject.clocks, [](const ClockRun& run) { return run.running() && !run.breaches.empty(); });
}

bool waits_for_date(const Case& subject) {
  return std::ranges::any_of(subject.clocks, &ClockRun::waits_for_date);
}

bool has_waiting_progress(const Case& subject) {
  return subject.waiting_progress.has_value();
}

}  // namespace

bool has_ended(CaseState state) {
  return kEnded.contains(state);
}

const std::vector<MarkRule>& mark_table() {
  static const std::vector<MarkRule> kTable = {
      {"open", is_open},
      {"to_accept", stands_at<CaseState::submitted>},
      {"to_dispatch", stands_at<CaseState::accepted>},
      {"to_sign", stands_at<CaseState::dispatched>},
      {"to_answer", stands_at<CaseState::handling>},
      {"awaiting", stands_at<CaseState::awaiting_materials>},
      {"materials", brought_materials},
      {"to_feed_back", stands_at<CaseState::replied>},
      {"to_close", stands_at<CaseState::fed_back>},
      {"extension", waits_for_more_time},
      {"reopening", waits_for_reopening},
      {"to_rectify", is_to_rectify},
      {"urged", is_urged},
      {"escalated", was_escalated},
      {"reopened", was_reopened},
      {"breached", is_breached},
      {"to_set_limit", waits_for_date},
      {"progress", has_waiting_progress},
  };
  return kTable;
}

std::vector<std::string> marks_of(const Case& subject) {
  std::vector<std::string> marks;
  if (subject.merged_into) return marks;  // the main case carries the marks
  for (const MarkRule& rule : mark_table()) {
    if (rule.holds(subject)) marks.emplace_back(rule.id);
  }
  return marks;
}

}  // namespace handler::cases

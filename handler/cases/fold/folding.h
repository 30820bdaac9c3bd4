// A case while its events are folded, and what each of them changes in it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "handler/cases/fold/clock_book.h"

namespace handler::cases {

struct Folding {
  explicit Folding(const Rules& given) : rules(given), clocks(given) {}

  Rules rules;
  Case result;
  ClockBook clocks;
  std::map<std::string, int> bounces;  // by unit
  // Calendars as they were settled, for clocks that were counted with an earlier one.
  std::vector<std::shared_ptr<const core::WorkTime>> settled;
  core::CaseState before_pause =
      core::CaseState::handling;  // where the case goes on when materials came
};

// What each type of event changes, named as the type is.
namespace apply {

// Told and kept, but the case stands where it stood.
void nothing(Folding& folding, const Event& event);
void submitted(Folding& folding, const Event& event);
void accepted(Folding& folding, const Event& event);
void declined(Folding& folding, const Event& event);
void withdrawn(Folding& folding, const Event& event);
void dispatched(Folding& folding, const Event& event);
void signed_for(Folding& folding, const Event& event);
void returned(Folding& folding, const Event& event);
void replied(Folding& folding, const Event& event);
void progress_reported(Folding& folding, const Event& event);
void sent_back(Folding& folding, const Event& event);
void fed_back(Folding& folding, const Event& event);
void closed(Folding& folding, const Event& event);
void cause_stated(Folding& folding, const Event& event);
void retiered(Folding& folding, const Event& event);
void extension_asked(Folding& folding, const Event& event);
void extension_granted(Folding& folding, const Event& event);
void extension_refused(Folding& folding, const Event& event);
void materials_asked(Folding& folding, const Event& event);
void materials_received(Folding& folding, const Event& event);
void materials_sent(Folding& folding, const Event& event);
void transferred_out(Folding& folding, const Event& event);
void urged(Folding& folding, const Event& event);
void coordinated(Folding& folding, const Event& event);
void escalated(Folding& folding, const Event& event);
void evaluated(Folding& folding, const Event& event);
void rectified(Folding& folding, const Event& event);
void visited(Folding& folding, const Event& event);
void reopening_asked(Folding& folding, const Event& event);
void reopening_refused(Folding& folding, const Event& event);
void reopened(Folding& folding, const Event& event);
void archived(Folding& folding, const Event& event);
void merged(Folding& folding, const Event& event);
void merged_in(Folding& folding, const Event& event);
void absorbed_told(Folding& folding, const Event& event);
void number_changed(Folding& folding, const Event& event);
void number_reissued(Folding& folding, const Event& event);
void breached(Folding& folding, const Event& event);
void reminded(Folding& folding, const Event& event);
void visit_due(Folding& folding, const Event& event);
void calendar_settled(Folding& folding, const Event& event);

}  // namespace apply

}  // namespace handler::cases

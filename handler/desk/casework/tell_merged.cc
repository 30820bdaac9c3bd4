// Writes to several cases at once, including cases that the acting user may not see.
#include "handler/desk/casework/tell_merged.h"

#include <algorithm>
#include <utility>

#include "handler/cases/jobs/marks.h"

namespace handler::desk {
namespace {

constexpr int kTries = 3;

const core::Failure kUnreadable{core::FailureCode::unavailable, "a merged case cannot be read"};

// Feedback before there is a result does not count as telling the result.
bool has_result(const cases::Case& main) {
  return main.has_feedback || cases::has_ended(main.state);
}

// The events of one commit; nullopt if a case cannot be read.
using Additions = std::optional<std::vector<store::Addition>>;

// The counterpart event, with the same channel.
cases::PlannedEvent other_side(const cases::PlannedEvent& told, cases::EventType type) {
  cases::PlannedEvent event{.type = type};
  if (told.data.contains("channel")) event.data["channel"] = told.data.at("channel");
  return event;
}

Additions from_merged(const Visit& visit, const OpenCase& merged, const view::Sender& by,
                      const cases::PlannedEvent& told) {
  std::vector<store::Addition> additions = {
      view::addition_to(visit.services, visit.site, merged, by, {told})};
  const std::optional<view::FoldedCase> main =
      view::main_of(visit.services, visit.site, merged.folded);
  if (!main) return std::nullopt;
  if (!has_result(main->folded)) return additions;
  cases::PlannedEvent note = other_side(told, cases::EventType::absorbed_told);
  note.data["cases"] = {merged.folded.id};
  additions.push_back(view::addition_to(visit.services, visit.site, *main, by, {note}));
  return additions;
}

// The text is for the reporters of the merged cases, not for the main case's.
Additions from_main(const Visit& visit, const OpenCase& main, const view::Sender& by,
                    const cases::PlannedEvent& told) {
  cases::PlannedEvent note = told;
  for (cases::PlannedText& text : note.texts) text.for_reporter = false;
  std::vector<store::Addition> additions = {
      view::addition_to(visit.services, visit.site, main, by, {note})};
  cases::PlannedEvent event = other_side(told, cases::EventType::merged_told);
  event.texts = told.texts;
  for (const core::Json& id : told.data.at("cases")) {
    const auto other = view::fold_case(visit.services, visit.site, id.get<cases::CaseId>());
    if (!other) return std::nullopt;
    additions.push_back(view::addition_to(visit.services, visit.site, *other, by, {event}));
  }
  return additions;
}

}  // namespace

bool somebody_wrote(const Visit& visit, const std::vector<cases::CaseId>& ids) {
  return std::ranges::any_of(ids, [&](cases::CaseId id) {
    const auto other = view::fold_case(visit.services, visit.site, id);
    return other && other->folded.written;
  });
}

core::Result<store::CaseRecord> tell_merged(const Visit& visit, const OpenCase& open,
                                            const view::Sender& by,
                                            const cases::PlannedEvent& told) {
  core::Failure last{core::FailureCode::conflict, "the merged cases keep moving"};
  const bool is_merged = told.type == cases::EventType::merged_told;
  for (int i = 0; i < kTries; ++i) {
    Additions additions =
        is_merged ? from_merged(visit, open, by, told) : from_main(visit, open, by, told);
    if (!additions) return kUnreadable;
    core::Result<store::CaseRecord> done =
        visit.services.store.append_all(visit.site.id(), std::move(*additions));
    if (done || done.failure().code != core::FailureCode::conflict) return done;
    last = done.failure();
  }
  return last;
}

}  // namespace handler::desk

// Writes to several cases at once, also to those that the person who tells may not see.
#include "handler/desk/telling.h"

#include <algorithm>
#include <utility>

#include "handler/cases/marks.h"
#include "handler/desk/relations.h"

namespace handler::desk {
namespace {

constexpr int kTries = 3;
constexpr int kMostMerges = 20;
constexpr std::string_view kReply = "reply";

const core::Failure kUnreadable{core::FailureCode::unavailable, "a merged case cannot be read"};

// The case that is dealt with in the place of this one; nothing if it cannot be read.
std::optional<OpenCase> main_of(const Visit& visit, const cases::Case& merged) {
  std::optional<OpenCase> found;
  std::optional<cases::CaseId> next = merged.merged_into;
  for (int i = 0; next && i < kMostMerges; ++i) {
    found = any_case(visit, *next);
    if (!found) return std::nullopt;
    next = found->folded.merged_into;
  }
  return found;
}

store::Addition addition_to(const Visit& visit, const OpenCase& open, store::NewEvent event) {
  event.policy = open.folded.policy;
  return {open.folded.id,
          open.folded.last_seq,
          {std::move(event)},
          view::refold_with(open.rules, visit.services.clock.now())};
}

// What is told before there is a result is not what the others wait for.
bool has_result(const cases::Case& main) {
  return main.has_feedback || cases::has_ended(main.state);
}

store::NewEvent event_of(const store::NewEvent& told, cases::EventType type) {
  store::NewEvent event;
  event.actor = told.actor;
  event.type = type;
  if (told.data.contains("channel")) event.data["channel"] = told.data.at("channel");
  return event;
}

// The text once more, as a part of another case.
store::Part part_again(const Visit& visit, const store::NewEvent& told, bool for_reporter) {
  return store::make_part(visit.services.randomness, std::string(kReply), told.parts.front().body,
                          "", for_reporter);
}

// Nothing if a case cannot be read.
std::optional<std::vector<store::Addition>> other_side_of_one(const Visit& visit,
                                                              const OpenCase& merged,
                                                              const store::NewEvent& told) {
  std::vector<store::Addition> additions = {addition_to(visit, merged, told)};
  const std::optional<OpenCase> main = main_of(visit, merged.folded);
  if (!main) return std::nullopt;
  if (!has_result(main->folded)) return additions;
  store::NewEvent note = event_of(told, cases::EventType::absorbed_told);
  note.data["cases"] = {merged.folded.id};
  additions.push_back(addition_to(visit, *main, std::move(note)));
  return additions;
}

std::optional<std::vector<store::Addition>> other_sides_of_all(const Visit& visit,
                                                               const OpenCase& main,
                                                               const store::NewEvent& told) {
  store::NewEvent note = told;
  note.parts = {part_again(visit, told, /*for_reporter=*/false)};
  std::vector<store::Addition> additions = {addition_to(visit, main, std::move(note))};
  for (const core::Json& id : told.data.at("cases")) {
    const std::optional<OpenCase> other = any_case(visit, id.get<cases::CaseId>());
    if (!other) return std::nullopt;
    store::NewEvent event = event_of(told, cases::EventType::merged_told);
    event.parts = {part_again(visit, told, /*for_reporter=*/true)};
    additions.push_back(addition_to(visit, *other, std::move(event)));
  }
  return additions;
}

}  // namespace

bool somebody_wrote(const Visit& visit, const std::vector<cases::CaseId>& ids) {
  return std::ranges::any_of(ids, [&](cases::CaseId id) {
    const std::optional<OpenCase> other = any_case(visit, id);
    return other && other->folded.written;
  });
}

core::Result<store::CaseRecord> record_telling(const Visit& visit, const OpenCase& open,
                                               const store::NewEvent& told) {
  core::Failure last{core::FailureCode::conflict, "the merged cases keep moving"};
  for (int i = 0; i < kTries; ++i) {
    std::optional<std::vector<store::Addition>> additions =
        told.type == cases::EventType::merged_told ? other_side_of_one(visit, open, told)
                                                   : other_sides_of_all(visit, open, told);
    if (!additions) return kUnreadable;
    core::Result<store::CaseRecord> done =
        visit.services.store.append_all(visit.site.id(), std::move(*additions));
    if (done || done.failure().code != core::FailureCode::conflict) return done;
    last = done.failure();
  }
  return last;
}

}  // namespace handler::desk

// Puts the facts beside the state of a case into sentences.
#include "handler/desk/casework/remarks.h"

#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/policy/count_words.h"
#include "core/reading/find_by_id.h"
#include "core/site/site.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/jobs/jobs.h"
#include "handler/desk/casework/staff_names.h"
#include "handler/desk/page.h"
#include "handler/view/date_words.h"
#include "handler/view/event_words.h"

namespace handler::desk {
namespace {

// "请反映人在10月12日下班前补充材料。"
std::string materials_words(const Visit& visit, core::Instant due) {
  const core::Instant now = visit.now();
  const std::string words = core::due_in_words(due, visit.model().policy.hours, visit.texts(),
                                               core::year_of(core::day_of(now)));
  const char* key = now > due ? "desk.remark.materials_over" : "desk.remark.materials_by";
  return visit.texts().format(key, {{"due", words}});
}

// "请回访反映人，最迟10月12日下班前。"
std::string visit_words(const Visit& visit, const cases::OwedVisit& owed) {
  const core::Texts& texts = visit.texts();
  if (!owed.when) return texts.get("desk.remark.visit");
  const core::Instant now = visit.now();
  const std::string due = core::due_in_words(*owed.when, visit.model().policy.hours, texts,
                                             core::year_of(core::day_of(now)));
  const char* key = now > *owed.when ? "desk.remark.visit_late" : "desk.remark.visit_by";
  return texts.format(key, {{"due", due}});
}

void add_once(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && !core::contains(names, name)) names.push_back(std::move(name));
}

// The role and the person; the unit for those who acted for one.
std::string seer(const Visit& visit, StaffNames& names, const cases::Actor& actor) {
  if (actor.kind != cases::Actor::Kind::staff) return {};
  if (!actor.unit.empty()) return core::unit_name(visit.model(), actor.unit);
  const std::string role = actor.role ? role_name(visit, *actor.role) : std::string();
  return view::role_and_person(role, names.of(actor));
}

// Those who saw the case before its restriction rose, or before it came to be about another unit:
// the units that had it, and the staff who acted on it or looked at the identity. "" if it came in
// restricted, and for a unit that it was about.
std::string seen_by(const Visit& visit, const OpenCase& open) {
  if (open.shielded) return {};
  StaffNames staff(visit.services.store);
  std::vector<std::string> names;
  for (const cases::Event& event : open.record.events()) {
    if (event.seq >= open.folded.restricted_since) break;
    add_once(names, seer(visit, staff, event.actor));
    if (event.type != cases::EventType::dispatched) continue;
    add_once(names, core::unit_name(visit.model(), cases::text_in(event.data, "unit")));
    for (const std::string& unit : cases::texts_in(event.data, "assisting"))
      add_once(names, core::unit_name(visit.model(), unit));
  }
  return core::joined(names, visit.texts().get("desk.list_comma"));
}

}  // namespace

std::vector<std::string> remarks_of(const Visit& visit, const OpenCase& open) {
  const cases::Case& folded = open.folded;
  const core::Texts& texts = visit.texts();
  const core::Policy& policy = open.rules.version->policy;
  std::vector<std::string> remarks;
  const std::pair<int, const char*> counts[] = {{folded.round > 1 ? folded.round : 0, "round"},
                                                {folded.urges, "urges"},
                                                {folded.bounces_of_case, "bounces"},
                                                {folded.coordinations, "coordinations"},
                                                {folded.visits, "visits"},
                                                {folded.undone, "undone"}};
  for (const auto& [count, key] : counts) {
    if (count == 0) continue;
    remarks.push_back(
        texts.format(std::string("desk.remark.") + key, {{"count", std::to_string(count)}}));
  }
  if (const std::string cause = folded.latest_cause(); !cause.empty()) {
    remarks.push_back(
        texts.format("desk.remark.cause", {{"cause", view::cause_name(policy, texts, cause)}}));
  }
  for (const std::string& unit : folded.assisting) {
    remarks.push_back(
        texts.format("desk.remark.assisting", {{"unit", core::unit_name(visit.model(), unit)}}));
  }
  if (cases::wants_another_tier(open.rules.rules(), folded, visit.now()))
    remarks.push_back(texts.get("desk.remark.another_tier"));
  if (const auto due = view::materials_due(open.rules.rules(), folded))
    remarks.push_back(materials_words(visit, *due));
  if (const auto visit_owed = cases::owed_visit(open.rules.rules(), folded))
    remarks.push_back(visit_words(visit, *visit_owed));
  for (const std::string& target : folded.notified) {
    const std::string name = core::target_name(visit.model(), policy, target);
    remarks.push_back(texts.format("desk.remark.notified", {{"to", name}}));
  }
  for (const std::string& target : folded.escalated_to) {
    const std::string name = core::target_name(visit.model(), policy, target);
    remarks.push_back(texts.format("desk.remark.escalated", {{"to", name}}));
  }
  if (const std::string seers = seen_by(visit, open); !seers.empty())
    remarks.push_back(texts.format("desk.remark.seen_by", {{"who", seers}}));
  if (folded.reclassification) remarks.push_back(texts.get("desk.remark.reclassification"));
  if (folded.reopening_asked) remarks.push_back(texts.get("desk.remark.reopening"));
  if (!folded.evaluation) return remarks;
  const std::string& grade = folded.evaluation->grade;
  const bool owes = folded.evaluation->unhappy && !folded.evaluation->rectified;
  remarks.push_back(texts.format(owes ? "desk.remark.to_rectify" : "desk.remark.evaluated",
                                 {{"grade", core::name_or(policy.grade(grade), grade)}}));
  return remarks;
}

}  // namespace handler::desk

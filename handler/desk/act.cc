// Carries one action from the form to the store.
#include "handler/desk/act.h"

#include <utility>

#include "core/base/text.h"
#include "handler/desk/case_page.h"
#include "handler/desk/page.h"
#include "handler/view/event_words.h"

namespace handler::desk {
namespace {

std::string joined_values(const web::Fields& form, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : form.all(name)) values.emplace_back(value);
  return core::joined(values, ",");
}

cases::ActionInput input_of(const cases::ActionRule& rule, const web::Fields& form) {
  cases::ActionInput input;
  for (const cases::ActionField& field : rule.fields) {
    if (form.has(field.id))
      input[std::string(field.id)] = core::cleaned(joined_values(form, field.id));
  }
  return input;
}

std::int64_t seen_of(const web::Fields& form) {
  const std::string seen(form.get("seen"));
  if (seen.empty() || seen.size() > 15 || seen.find_first_not_of("0123456789") != std::string::npos)
    return -1;
  return std::stoll(seen);
}

store::NewEvent to_record(const Visit& visit, const OpenCase& open, const cases::Grant& grant,
                          cases::PlannedEvent planned) {
  store::NewEvent event;
  event.actor = {cases::Actor::Kind::staff, visit.user.id, grant.role, grant.unit};
  event.data = std::move(planned.data);
  for (const cases::PlannedText& text : planned.texts) {
    event.parts.push_back(
        store::make_part(visit.services.randomness, text.field, text.text, "", text.for_reporter));
  }
  event.gives_serial = planned.type == "accepted" && open.folded.serial.empty();
  event.serial_prefix = visit.model().identity.serial_prefix;
  // From acceptance on a case keeps the policy that is published then.
  event.policy = planned.type == "accepted" ? visit.model().policy_version : open.folded.policy;
  event.type = std::move(planned.type);
  return event;
}

// The page for a person who came second: what they typed is there to copy, nothing of it was
// recorded.
web::Response conflict_page(const Visit& visit, const OpenCase& open, const cases::ActionRule& rule,
                            const cases::ActionInput& input, const std::string& sentence) {
  core::TemplateData data;
  data.set("CASE_ID", std::to_string(open.folded.id));
  data.set("WHY", sentence)
      .set("ACTION_LABEL", visit.texts().get("case.action." + std::string(rule.id)));
  for (const cases::ActionField& field : rule.fields) {
    const auto typed = input.find(field.id);
    if (field.type != cases::ActionField::Type::text || typed == input.end() ||
        typed->second.empty())
      continue;
    data.add("TYPED")
        .set("TYPED_LABEL", visit.texts().get("case.field." + std::string(field.id)))
        .set("TYPED_TEXT", typed->second);
  }
  return desk_page(visit, 409, "desk/conflict", visit.texts().get("desk.conflict.title"), data);
}

std::string happened_meanwhile(const Visit& visit, std::int64_t seen) {
  const OpenedCase now = open_case(visit);
  std::vector<std::string> sentences;
  if (now.open) {
    for (const cases::Event& event : now.open->record.events) {
      if (event.seq <= seen) continue;
      const std::string sentence =
          view::event_in_words(event, visit.model(), now.open->rules.version->policy, visit.texts(),
                               view::Reader::staff);
      if (!sentence.empty()) sentences.push_back(sentence);
    }
  }
  return visit.texts().format(
      "desk.conflict.meanwhile",
      {{"what", core::joined(sentences, visit.texts().get("desk.list_comma"))}});
}

web::Response record(const Visit& visit, const OpenCase& open, const cases::ActionRule& rule,
                     const cases::ActionInput& input, cases::ActionOutcome outcome) {
  const cases::Grant grant = *cases::allowed(visit.staff, rule.id, open.object);
  std::vector<store::NewEvent> events;
  bool accepts = false;
  for (cases::PlannedEvent& planned : outcome.events) {
    accepts = accepts || planned.type == "accepted";
    events.push_back(to_record(visit, open, grant, std::move(planned)));
  }
  view::OwnedRules rules = accepts ? visit.services.rules.present(visit.site) : open.rules;
  if (accepts) {
    if (const core::Status kept = visit.services.rules.keep_present(visit.site); !kept) {
      return case_page(visit, open, 503, {std::string(rule.id), input, {}}, {});
    }
  }
  const std::int64_t seen = seen_of(visit.form);
  const core::Result<store::CaseRecord> after =
      visit.services.store.append(visit.site.id(), open.record.row.id, seen, std::move(events),
                                  view::refold_with(std::move(rules), visit.services.clock.now()));
  if (after) return web::see_other(visit.root() + "/cases/" + std::to_string(open.record.row.id));
  if (after.failure().code == core::FailureCode::conflict) {
    return conflict_page(visit, open, rule, input, happened_meanwhile(visit, seen));
  }
  return case_page(visit, open, 503, {std::string(rule.id), input, {}}, {});
}

}  // namespace

web::Response act(const Visit& visit) {
  const OpenedCase opened = open_case(visit);
  if (!opened.open) return opened.refusal;
  const OpenCase& open = *opened.open;
  const cases::ActionRule* rule = cases::find_action(visit.parameters.find("action")->second);
  if (rule == nullptr) return web::html(404, "");
  const cases::ActionInput input = input_of(*rule, visit.form);
  if (seen_of(visit.form) != open.folded.last_seq) {
    return conflict_page(visit, open, *rule, input, happened_meanwhile(visit, seen_of(visit.form)));
  }
  const bool accepts = rule->event == "accepted";
  const view::OwnedRules rules = accepts ? visit.services.rules.present(visit.site) : open.rules;
  cases::ActionOutcome outcome =
      cases::plan_action(rules.rules(), visit.model(), open.folded, open.object, visit.staff,
                         rule->id, input, visit.services.clock.now());
  if (outcome.refused == "not_allowed") return web::html(403, "");
  if (!outcome.refused.empty()) {
    return conflict_page(visit, open, *rule, input,
                         visit.texts().get("case.refused." + outcome.refused));
  }
  if (!outcome.mistakes.empty()) {
    return case_page(visit, open, 422, {std::string(rule->id), input, std::move(outcome.mistakes)},
                     {});
  }
  return record(visit, open, *rule, input, std::move(outcome));
}

}  // namespace handler::desk

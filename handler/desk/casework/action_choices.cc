// One function for each kind of choice; which field asks for which is a table of types.
#include "handler/desk/casework/action_choices.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "core/base/contains.h"
#include "core/site/site.h"
#include "handler/cases/actions/mending.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/view/event_words.h"
#include "handler/view/file_words.h"

namespace handler::desk {
namespace {

using Type = cases::ActionField::Type;
using view::named;

bool has_tier(const core::Kind& kind, const std::string& tier) {
  return core::contains(kind.tiers, tier);
}

// Acceptance may change the kind, so it offers the tiers of every kind; later only those of the
// case's kind.
view::Choices tier_choices(const OpenCase& open, bool accepts) {
  view::Choices choices;
  const std::vector<core::Kind>& kinds = open.policy().kinds;
  for (const core::Tier& tier : open.policy().tiers) {
    const bool offered = std::ranges::any_of(kinds, [&](const core::Kind& kind) {
      return has_tier(kind, tier.id) && (accepts || kind.id == open.folded.kind);
    });
    if (offered && (accepts || tier.id != open.folded.tier))
      choices.emplace_back(tier.id, tier.name);
  }
  return choices;
}

// The units for which a person can sign in; nullopt if that cannot be read.
std::optional<std::set<std::string>> units_with_people(const Visit& visit) {
  const core::Result<std::vector<store::User>> users =
      visit.services.store.users_of_site(visit.site.id());
  if (!users) return std::nullopt;
  std::set<std::string> units;
  for (const store::User& user : *users) {
    if (user.disabled) continue;
    for (const cases::Grant& grant : user.grants) {
      if (grant.site == visit.site.id()) units.insert(grant.unit);
    }
  }
  return units;
}

// A report about a unit's conduct must not reach that unit. Without a person who can sign in, the
// unit would not learn of the case.
view::Choices unit_choices(const Visit& visit, const OpenCase& open) {
  const std::optional<std::set<std::string>> manned = units_with_people(visit);
  view::Choices choices;
  for (const core::Unit& unit : visit.model().units) {
    if (open.folded.restricted && unit.id == open.folded.concerned_unit) continue;
    const bool empty = manned && !manned->contains(unit.id);
    choices.emplace_back(
        unit.id, empty ? unit.name + visit.texts().get("desk.unit_without_people") : unit.name);
  }
  return choices;
}

view::Choices exclusion_choices(const core::Policy& policy) {
  view::Choices choices;
  for (const core::Exclusion& exclusion : policy.exclusions)
    choices.emplace_back(exclusion.id, exclusion.text);
  return choices;
}

view::Choices cause_choices(const Visit& visit, const OpenCase& open) {
  view::Choices choices;
  for (const core::Cause* cause : open.policy().causes_of(open.folded.kind))
    choices.emplace_back(cause->id, cause->name);
  if (!choices.empty())
    choices.emplace_back(core::kOtherCause, visit.texts().get("case.cause.other"));
  return choices;
}

view::Choices worded(const Visit& visit, const std::string& prefix, Type type) {
  view::Choices choices;
  for (const std::string_view word : cases::words_of(type))
    choices.emplace_back(word, visit.texts().get(prefix + std::string(word)));
  return choices;
}

view::Choices target_choices(const Visit& visit, const core::Policy& policy) {
  view::Choices choices;
  for (const std::string& target : cases::escalation_targets(visit.model(), policy))
    choices.emplace_back(target, core::target_name(visit.model(), policy, target));
  return choices;
}

// "10月12日 答复窗口（答复内容）": what happened, and which of its texts.
view::Choices text_choices(const Visit& visit, const OpenCase& open,
                           const cases::ActionRule& action) {
  const auto texts = action.effect == cases::Effect::corrects
                         ? cases::own_texts(open.folded, visit.staff)
                         : cases::changeable_texts(open.folded);
  view::Choices choices;
  for (const cases::SentText* text : texts) {
    for (const cases::Event& event : open.record.events()) {
      if (event.seq != text->seq) continue;
      const std::string what = view::event_in_words(event, visit.model(), open.policy(),
                                                    visit.texts(), view::Reader::staff);
      choices.emplace_back(
          cases::name_of(*text),
          visit.texts().format(
              "desk.text_choice",
              {{"when", core::chinese_moment(event.noted_at(), visit.year())},
               {"what", what},
               {"field", view::field_label(visit.texts(), event.type, text->field)}}));
    }
  }
  return choices;
}

view::Choices file_choices(const Visit& visit, const OpenCase& open,
                           const cases::ActionRule& action) {
  view::Choices choices;
  for (const cases::CaseFile* file : cases::choosable_files(open.folded, action, &visit.staff)) {
    choices.emplace_back(
        cases::name_of(*file),
        view::file_choice(visit.texts(), *file, open.record.events(), visit.year()));
  }
  return choices;
}

}  // namespace

view::Choices choices_of(const Visit& visit, const OpenCase& open, const cases::ActionRule& action,
                         Type type) {
  const core::Policy& policy = open.policy();
  switch (type) {
    case Type::tier:
      return tier_choices(open, action.asks_for(Type::kind));
    case Type::kind:
      return named(policy.kinds);
    case Type::unit:
    case Type::units:
      return unit_choices(visit, open);
    case Type::exclusion:
      return exclusion_choices(policy);
    case Type::referral:
      return named(policy.referrals);
    case Type::outcome:
      return worded(visit, "case.outcome.", type);
    case Type::channel:
      return worded(visit, "case.channel.", type);
    case Type::grade:
      return named(policy.grades);
    case Type::meeting:
      return worded(visit, "case.meeting.", type);
    case Type::agreement:
      return worded(visit, "case.agreement.", type);
    case Type::measure:
      return named(visit.model().measures);
    case Type::target:
      return target_choices(visit, policy);
    case Type::cause:
      return cause_choices(visit, open);
    case Type::sent_text:
      return text_choices(visit, open, action);
    case Type::sent_file:
      return file_choices(visit, open, action);
    case Type::check:
      return worded(visit, "case.check.", type);
    case Type::contact:
      return worded(visit, "case.contact.", type);
    case Type::text:
    case Type::workdays:
    case Type::line:
    case Type::case_id:
    case Type::day:
    case Type::files:
      return {};
  }
  return {};
}

}  // namespace handler::desk

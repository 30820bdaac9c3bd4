// Fills the filter form.
#include "handler/desk/worklist/worklist_filters.h"

#include <string>
#include <utility>
#include <vector>

namespace handler::desk {
namespace {

// With more windows the form asks for the name instead of offering a list.
constexpr std::size_t kMostWindowsToChoose = 60;

using Choices = std::vector<std::pair<std::string, std::string>>;  // value and name

void add_choices(core::TemplateData& data, const Visit& visit, const std::string& field,
                 const Choices& choices, const std::string& chosen) {
  if (choices.size() < 2) return;
  core::TemplateData& filter = data.add("FILTER");
  filter.set("FILTER_NAME", field).set("FILTER_LABEL", visit.texts().get("desk.filter." + field));
  for (const auto& [value, name] : choices) {
    filter.add("CHOICE")
        .set("CHOICE_VALUE", value)
        .set("CHOICE_NAME", name)
        .show_if(value == chosen, "CHOICE_CHOSEN");
  }
}

template <class List>
Choices named(const List& list) {
  Choices choices;
  for (const auto& each : list) choices.emplace_back(each.id, each.name);
  return choices;
}

Choices windows_to_choose(const core::Site& site) {
  Choices choices;
  for (const core::Window& window : site.windows)
    choices.emplace_back(window.id, window.short_name());
  return choices;
}

Choices states_to_choose(const Visit& visit) {
  Choices choices;
  for (const auto& [state, word] : core::kCaseStates)
    choices.emplace_back(word, visit.texts().get("case.state." + std::string(word)));
  return choices;
}

void add_window(core::TemplateData& data, const Visit& visit, const WorklistQuery& query) {
  const core::Site& site = visit.model();
  if (site.windows.size() <= kMostWindowsToChoose) {
    add_choices(data, visit, "window", windows_to_choose(site), query.window);
    return;
  }
  data.show("WINDOW_TYPED").set("TYPED_WINDOW", query.window);
}

}  // namespace

void add_filters(core::TemplateData& data, const Visit& visit, const WorklistQuery& query) {
  const core::Site& site = visit.model();
  add_choices(data, visit, "kind", named(site.policy.kinds), query.kind);
  add_choices(data, visit, "tier", named(site.policy.tiers), query.tier);
  add_choices(data, visit, "unit", named(site.units), query.unit);
  add_window(data, visit, query);
  add_choices(data, visit, "state", states_to_choose(visit), query.state);
  data.set("CHOSEN_GROUP", std::string(query.group->id))
      .set("TYPED_FROM", query.from)
      .set("TYPED_TO", query.to)
      .show_if(query.late, "LATE_CHOSEN")
      .show_if(query.restricted, "RESTRICTED_CHOSEN")
      .show_if(query.has_filters() && query.search.empty(), "FILTERED");
}

}  // namespace handler::desk

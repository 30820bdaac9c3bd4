// Parses queries strictly and writes them in one form, so that they can be saved and compared.
#include "handler/desk/worklist/worklist_query.h"

#include <set>

#include "core/base/text.h"
#include "handler/desk/page.h"
#include "handler/view/choices.h"

namespace handler::desk {
namespace {

constexpr std::size_t kLongestSearch = 100;
// A name that matches more windows than this is not used as a filter.
constexpr std::size_t kMostWindowsNamed = 200;

std::string typed(const web::Fields& fields, std::string_view name) {
  return core::shortened(core::trimmed(core::half_width(core::cleaned(fields.get(name)))),
                         kLongestSearch);
}

std::string day_in(const web::Fields& fields, std::string_view name) {
  return core::iso_or_empty(core::day_from_iso(fields.get(name)));
}

// Also a unit of an earlier version: its cases must be found.
bool is_unit(const core::Site& site, const std::string& id) {
  return site.unit(id) != nullptr || site.former.units.contains(id);
}

bool is_known_state(const std::string& word) {
  return core::word_in(core::kCaseStates, word).has_value();
}

// The windows that match a typed name, with those below them.
std::vector<std::string> windows_meant(const core::Site& site, const std::string& name) {
  std::vector<std::string> tops;
  if (site.window(name) != nullptr) tops.push_back(name);
  for (const core::Window& window : site.windows) {
    if (!tops.empty() && tops.front() == name) break;
    if (window.name.find(name) == std::string::npos && window.area.find(name) == std::string::npos)
      continue;
    tops.push_back(window.id);
    if (tops.size() > kMostWindowsNamed) break;
  }
  std::set<std::string> all;
  for (const std::string& top : tops) {
    for (std::string& id : site.windows.ids_from(top)) all.insert(std::move(id));
  }
  // A name that matches no window must find no case.
  if (all.empty()) all.insert("?");
  return {all.begin(), all.end()};
}

std::optional<core::Instant> beginning_of(const std::string& day, int days_later) {
  const std::optional<core::Day> read = core::day_from_iso(day);
  if (!read) return std::nullopt;
  return core::at(*read + std::chrono::days(days_later), std::chrono::milliseconds(0));
}

void add_filter(core::TemplateData& data, const Visit& visit, const std::string& field,
                const view::Choices& choices, const std::string& chosen) {
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

view::Choices units_to_choose(const core::Site& site) {
  view::Choices choices = view::named(site.units);
  for (const auto& [id, name] : site.former.units) choices.emplace_back(id, name);
  return choices;
}

view::Choices windows_to_choose(const core::Site& site) {
  view::Choices choices;
  for (const core::Window& window : site.windows)
    choices.emplace_back(window.id, window.short_name());
  return choices;
}

view::Choices states_to_choose(const Visit& visit) {
  view::Choices choices;
  for (const auto& [state, word] : core::kCaseStates)
    choices.emplace_back(word, visit.texts().get("case.state." + std::string(word)));
  return choices;
}

void add_window(core::TemplateData& data, const Visit& visit, const WorklistQuery& query) {
  const core::Site& site = visit.model();
  if (site.windows.size() <= kMostWindowsToChoose) {
    add_filter(data, visit, "window", windows_to_choose(site), query.window);
    return;
  }
  data.show("WINDOW_TYPED").set("TYPED_WINDOW", query.window);
}

}  // namespace

bool WorklistQuery::has_filters() const {
  return !kind.empty() || !tier.empty() || !unit.empty() || !state.empty() || !window.empty() ||
         late || restricted || !from.empty() || !to.empty();
}

std::vector<std::pair<std::string, std::string>> WorklistQuery::fields() const {
  if (!search.empty()) return {{"search", search}};
  std::vector<std::pair<std::string, std::string>> all;
  // An address with filters and without a group means all open cases.
  const bool is_open = group->id == "open" && has_filters();
  const std::pair<const char*, std::string> values[] = {
      {"group", is_open ? "" : std::string(group->id)},
      {"kind", kind},
      {"tier", tier},
      {"unit", unit},
      {"window", window},
      {"state", state},
      {"late", late ? "yes" : ""},
      {"restricted", restricted ? "yes" : ""},
      {"from", from},
      {"to", to}};
  for (const auto& [name, value] : values) {
    if (!value.empty()) all.emplace_back(name, value);
  }
  return all;
}

WorklistQuery read_query(const Visit& visit, const web::Fields& fields) {
  const core::Policy& policy = visit.model().policy;
  WorklistQuery query;
  query.search = typed(fields, "search");
  query.kind = typed(fields, "kind");
  if (policy.kind(query.kind) == nullptr) query.kind.clear();
  query.tier = typed(fields, "tier");
  if (policy.tier(query.tier) == nullptr) query.tier.clear();
  query.unit = typed(fields, "unit");
  if (!is_unit(visit.model(), query.unit)) query.unit.clear();
  query.state = typed(fields, "state");
  if (!is_known_state(query.state)) query.state.clear();
  query.window = typed(fields, "window");
  query.late = fields.get("late") == "yes";
  query.restricted = fields.get("restricted") == "yes";
  query.from = day_in(fields, "from");
  query.to = day_in(fields, "to");
  query.after = core::shortened(core::cleaned(fields.get("after")), kLongestSearch);
  const std::string group(fields.get("group"));
  query.group = &group_named(group.empty() && query.has_filters() ? "open" : group, visit);
  return query;
}

std::string address_of(const WorklistQuery& query) {
  std::string address;
  for (const auto& [name, value] : query.fields())
    address += (address.empty() ? "?" : "&") + name + "=" + web::url_encoded(value);
  return address;
}

std::string address_of(WorklistQuery query, const Group& other) {
  query.group = &other;
  query.search.clear();
  return address_of(query);
}

store::CaseFilter filter_for(const Visit& visit, const WorklistQuery& query,
                             store::CaseFilter scope) {
  store::CaseFilter filter = std::move(scope);
  if (!query.after.empty()) filter.after = query.after;
  if (!query.search.empty()) {
    filter.words = query.search;
    return filter;
  }
  const core::Instant now = visit.now();
  filter.kind = query.kind;
  filter.tier = query.tier;
  filter.unit = query.unit;
  if (!query.state.empty()) filter.states = {query.state};
  if (!query.window.empty()) filter.windows = windows_meant(visit.model(), query.window);
  filter.restricted = query.restricted;
  filter.from = beginning_of(query.from, 0);
  filter.before = beginning_of(query.to, 1);
  apply(*query.group, now, filter);
  if (!query.late) return filter;
  // A late case has not ended.
  if (filter.mark.empty()) filter.mark = "open";
  filter.late_at = now;
  return filter;
}

void add_filters(core::TemplateData& data, const Visit& visit, const WorklistQuery& query) {
  const core::Site& site = visit.model();
  add_filter(data, visit, "kind", view::named(site.policy.kinds), query.kind);
  add_filter(data, visit, "tier", view::named(site.policy.tiers), query.tier);
  add_filter(data, visit, "unit", units_to_choose(site), query.unit);
  add_window(data, visit, query);
  add_filter(data, visit, "state", states_to_choose(visit), query.state);
  data.set("CHOSEN_GROUP", std::string(query.group->id))
      .set("TYPED_FROM", query.from)
      .set("TYPED_TO", query.to)
      .show_if(query.late, "LATE_CHOSEN")
      .show_if(query.restricted, "RESTRICTED_CHOSEN")
      .show_if(query.has_filters() && query.search.empty(), "FILTERED");
}

}  // namespace handler::desk

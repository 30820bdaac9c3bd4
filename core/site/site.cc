// Lookups in a site.
#include "core/site/site.h"

#include "core/policy/case_words.h"
#include "core/reading/find_by_id.h"

namespace core {

BANCHENG_DEFINE_COPYING(Site);

const Window* Site::window(std::string_view id) const {
  return windows.find(id);
}

std::vector<std::string> Site::windows_above(std::string_view id) const {
  std::vector<std::string> above;
  const Window* window = windows.find(id);
  // A window that was removed counts as below the main window, so that its cases stay reachable.
  if (window == nullptr && !windows.empty()) above.push_back(windows.front().id);
  while (window != nullptr && (window = windows.above(*window)) != nullptr) {
    above.push_back(window->id);
  }
  return above;
}

const Measure* Site::measure(std::string_view id) const {
  return find_by_id(measures, id);
}

const Unit* Site::unit(std::string_view id) const {
  return find_by_id(units, id);
}

const Body* Site::body(std::string_view id) const {
  return find_by_id(bodies, id);
}

namespace {

std::string former_name(const FormerNames& former, const FormerNames::ById& names,
                        const std::string& id) {
  const auto found = names.find(id);
  if (found != names.end()) return found->second;
  return id.empty() || former.unknown.empty() ? id : former.unknown;
}

}  // namespace

bool needs_second_person(const Site& site) {
  const bool is_official = site.identity.standing == Standing::official;
  const Approval usual = is_official ? Approval::second_person : Approval::author;
  return site.policy.approval.value_or(usual) == Approval::second_person;
}

std::string unit_name(const Site& site, const std::string& id) {
  const Unit* unit = site.unit(id);
  return unit != nullptr ? unit->name : former_name(site.former, site.former.units, id);
}

std::string window_name(const Site& site, const std::string& id) {
  const Window* window = site.window(id);
  return window != nullptr ? window->name : former_name(site.former, site.former.windows, id);
}

std::string measure_name(const Site& site, const std::string& id) {
  const Measure* measure = site.measure(id);
  return measure != nullptr ? measure->name : former_name(site.former, site.former.measures, id);
}

std::string target_name(const Site& site, const Policy& rules, const std::string& target) {
  const auto role = word_in(kRoles, target);
  const RoleName* named = role ? rules.role(*role) : nullptr;
  if (named != nullptr) return named->name;
  const Body* body = site.body(target);
  return body != nullptr ? body->name : former_name(site.former, site.former.bodies, target);
}

std::string channel_name(const Policy& rules, const Texts& texts, const std::string& channel) {
  const Channel* named = rules.channel(channel);
  if (named != nullptr && !named->name.empty()) return named->name;
  const std::string key = "form.channel.option." + channel;
  return texts.has(key) ? texts.get(key) : channel;
}

}  // namespace core

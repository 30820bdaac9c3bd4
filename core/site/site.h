// One government's window service: everything its folder says, checked.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/out_of_line.h"
#include "core/directory/directory.h"
#include "core/directory/window_tree.h"
#include "core/forms/form.h"
#include "core/forms/paper_form.h"
#include "core/policy/policy.h"
#include "core/publications/document.h"
#include "core/publications/measure.h"
#include "core/publications/publications.h"
#include "core/reading/texts.h"
#include "core/site/identity.h"
#include "core/time/work_time.h"

namespace core {

// The last names of what earlier versions of a site had and this one has not, by id. The handler
// fills them in from its database; elsewhere they are empty.
struct FormerNames {
  using ById = std::map<std::string, std::string, std::less<>>;
  ById units;
  ById windows;
  ById bodies;
  ById measures;
  std::string unknown;  // the word for an id whose name was never kept; "": the id itself

  bool empty() const {
    return units.empty() && windows.empty() && bodies.empty() && measures.empty();
  }
};

struct Site {
  BANCHENG_DECLARE_COPYING(Site);

  SiteIdentity identity;
  Policy policy;
  WindowTree windows;  // the first is the main window
  WindowGoal window_goal;
  std::vector<Unit> units;
  std::vector<Body> bodies;
  DutyRoster duty;
  std::vector<Document> documents;
  ReportFormSwitches form_switches;
  std::vector<Measure> measures;
  std::vector<PaperForm> papers;             // in the order of the list of forms
  std::map<std::string, std::string> texts;  // this site's wording, overrides the catalogue
  Calendar calendar;                         // State Council notices and the policy's closures
  Publications publications;                 // empty unless read_publications filled it
  std::string policy_version;  // hex hash of policy.yaml and the calendar files: what a case keeps
  FormerNames former;

  WorkTime work_time() const { return {calendar, policy.hours}; }
  const Window* window(std::string_view id) const;
  // The ids of the windows above, nearest first. Staff of one of them also serve this window.
  std::vector<std::string> windows_above(std::string_view id) const;
  const Unit* unit(std::string_view id) const;
  const Measure* measure(std::string_view id) const;
  const Body* body(std::string_view id) const;
};

// The name for an id that a case keeps: of this version of the site, else the last one that an
// earlier version had, else the word for an unknown name. "" for "". Pure.
std::string unit_name(const Site& site, const std::string& id);
std::string window_name(const Site& site, const std::string& id);
std::string measure_name(const Site& site, const std::string& id);

// Whether another person must agree before what an editor changed is published: what the policy
// says, else yes for an official site and no for a sample. Pure.
bool needs_second_person(const Site& site);

// The word for a role in `rules`, or the name of a body as above. Pure.
std::string target_name(const Site& site, const Policy& rules, const std::string& target);

// What `rules` call a channel of intake, else the catalogue's word for it, else the id itself.
// Pure.
std::string channel_name(const Policy& rules, const Texts& texts, const std::string& channel);

}  // namespace core

// Takes the names out of a site, and counts what its files no longer name.
#include "handler/casework/site_names.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "handler/cases/fold/event.h"

namespace handler::view {
namespace {

// The keys of events' data that hold such an id, or a list of them. A role is no body: it is named
// by the policy of the case.
struct NamedKey {
  const char* key;
  const char* kind;
};
constexpr std::array kNamedKeys = {
    NamedKey{"unit", "unit"},     NamedKey{"concerned", "unit"},  NamedKey{"assisting", "unit"},
    NamedKey{"window", "window"}, NamedKey{"target", "body"},     NamedKey{"notify", "body"},
    NamedKey{"escalate", "body"}, NamedKey{"measure", "measure"},
};

std::string present_name(const core::Site& site, std::string_view kind, const std::string& id) {
  if (kind == "unit") return core::name_or(site.unit(id), "");
  if (kind == "measure") return core::name_or(site.measure(id), "");
  return kind == "window" ? core::name_or(site.window(id), "") : core::name_or(site.body(id), "");
}

std::vector<std::string> ids_in(const core::Json& data, const char* key) {
  std::vector<std::string> ids = cases::texts_in(data, key);
  if (const std::string id = cases::text_in(data, key); !id.empty()) ids.push_back(id);
  return ids;
}

template <class List>
void take_names(std::vector<store::Named>& names, const std::string& kind, const List& list) {
  for (const auto& one : list) names.push_back({kind, one.id, one.name});
}

std::vector<store::Named> names_of(const core::Site& site) {
  std::vector<store::Named> names;
  take_names(names, "unit", site.units);
  take_names(names, "window", site.windows);
  take_names(names, "body", site.bodies);
  take_names(names, "measure", site.measures);
  return names;
}

core::Instant instant_of_file(std::filesystem::file_time_type written) {
  const auto since = std::chrono::file_clock::to_sys(written);
  return std::chrono::floor<std::chrono::milliseconds>(since);
}

// What the published folder still holds of the versions before this one.
std::vector<store::NamesOfVersion> earlier_names(const core::PublishedSite& version,
                                                 core::Instant now,
                                                 const LiveSites::Complain& complain) {
  const std::filesystem::path root = version.folder.parent_path().parent_path();
  const std::string& id = version.loaded.site.identity.id;
  std::vector<store::NamesOfVersion> earlier;
  for (const core::VersionFolder& folder : core::earlier_versions(root, id)) {
    if (folder.hash == version.hash) continue;
    const auto read = core::load_version(root, id, folder.hash);
    if (read) {
      earlier.push_back(
          {std::min(instant_of_file(folder.written), now), names_of(read->loaded.site)});
    } else if (complain) {
      complain("names of an earlier version are not kept: " + read.failure().message);
    }
  }
  return earlier;
}

core::Status keep(store::Store& store, core::Instant now, const core::PublishedSite& version,
                  const LiveSites::Complain& complain) {
  const std::string& id = version.loaded.site.identity.id;
  const core::Result<std::string> seen = store.version_of_names(id);
  if (!seen) return seen.failure();
  if (*seen == version.hash) return core::success();
  std::vector<store::NamesOfVersion> versions;
  if (seen->empty()) versions = earlier_names(version, now, complain);
  versions.push_back({now, names_of(version.loaded.site)});
  return store.keep_names(id, *seen, version.hash, versions);
}

core::FormerNames::ById* list_for(core::FormerNames& former, const std::string& kind) {
  if (kind == "unit") return &former.units;
  if (kind == "window") return &former.windows;
  if (kind == "measure") return &former.measures;
  return kind == "body" ? &former.bodies : nullptr;
}

// Notes the name of what the site no longer has; false if the site has it.
bool is_gone(std::set<std::string>& names, const core::Site& site, const std::string& unit,
             const std::string& window) {
  const bool no_unit = !unit.empty() && site.unit(unit) == nullptr;
  const bool no_window = !window.empty() && site.window(window) == nullptr;
  if (no_unit) names.insert(core::unit_name(site, unit));
  if (no_window) names.insert(core::window_name(site, window));
  return no_unit || no_window;
}

bool is_stranded(std::set<std::string>& names, const core::Site& site, const store::User& user) {
  bool gone = false;
  for (const cases::Grant& grant : user.grants) {
    if (grant.site == site.identity.id && is_gone(names, site, grant.unit, grant.window))
      gone = true;
  }
  return gone;
}

}  // namespace

void meet_version(store::Store& store, core::Instant now, core::PublishedSite& version,
                  const LiveSites::Complain& complain) {
  core::FormerNames& former = version.loaded.site.former;
  const std::string& id = version.loaded.site.identity.id;
  if (const core::Status kept = keep(store, now, version, complain); !kept && complain)
    complain("the names of site '" + id + "' are not kept: " + kept.failure().message);
  const core::Result<std::vector<store::Named>> names = store.former_names(id);
  if (!names) return;
  for (const store::Named& one : *names) {
    if (core::FormerNames::ById* list = list_for(former, one.kind)) (*list)[one.id] = one.name;
  }
}

void add_names(core::Json& data, const core::Site& site) {
  core::Json names = core::Json::object();
  for (const NamedKey& one : kNamedKeys) {
    for (const std::string& id : ids_in(data, one.key)) {
      if (std::string name = present_name(site, one.kind, id); !name.empty())
        names[one.kind][id] = std::move(name);
    }
  }
  if (!names.empty()) data[std::string(cases::kNames)] = std::move(names);
}

core::Result<Stranded> stranded_in(store::Store& store, const core::Site& site) {
  const core::Result<std::vector<store::HolderCount>> counts =
      store.count_holders(site.identity.id);
  if (!counts) return counts.failure();
  const core::Result<std::vector<store::User>> users = store.users_of_site(site.identity.id);
  if (!users) return users.failure();
  Stranded found;
  std::set<std::string> names;
  for (const store::HolderCount& one : *counts) {
    bool gone = is_gone(names, site, one.unit, one.window);
    for (const std::string& unit : one.assisting) gone |= is_gone(names, site, unit, "");
    if (gone) found.cases += one.count;
  }
  for (const store::User& user : *users) {
    if (!user.disabled && is_stranded(names, site, user)) ++found.accounts;
  }
  found.names = {names.begin(), names.end()};
  return found;
}

std::string stranded_warning(store::Store& store, const core::Site& site) {
  const core::Result<Stranded> found = stranded_in(store, site);
  if (!found || !found->any()) return {};
  return std::to_string(found->cases) + " open case(s) and " + std::to_string(found->accounts) +
         " account(s) hang on what is no longer in the files of site '" + site.identity.id +
         "': " + core::joined(found->names, ", ");
}

}  // namespace handler::view

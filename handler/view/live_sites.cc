// Loads published sites on demand and swaps them when a new version is published.
#include "handler/view/live_sites.h"

#include <algorithm>
#include <utility>

#include "core/input/diagnostic.h"
#include "core/site/texts.h"

namespace handler::view {
namespace {

core::Failure unreadable(const std::string& what, const core::Diagnostics& diagnostics) {
  return {core::FailureCode::corrupt, what + " cannot be read:\n" + diagnostics.text()};
}

core::Result<std::shared_ptr<const LiveSite>> load(const std::filesystem::path& published,
                                                   const std::filesystem::path& templates,
                                                   const std::string& id) {
  core::Result<core::PublishedSite> site = core::load_published(published, id);
  if (!site) return site.failure();
  core::Diagnostics diagnostics;
  const core::Texts catalogue = core::load_texts(templates / "text" / "zh-CN", diagnostics);
  auto live = std::make_shared<LiveSite>();
  live->loaded = std::move(site->loaded);
  live->texts = catalogue.with(live->site().texts);
  live->templates =
      core::TemplateSet::load(templates, live->texts, diagnostics, site->frame.assets);
  live->large = site->frame.large;
  if (diagnostics.has_errors())
    return unreadable("the templates folder " + templates.string(), diagnostics);
  live->form = core::make_report_form(live->site(), live->texts);
  live->rules = std::make_shared<const core::PolicyVersion>(core::PolicyVersion{
      live->site().policy, live->site().work_time(), live->site().policy_version});
  live->hash = std::move(site->hash);
  return std::shared_ptr<const LiveSite>(std::move(live));
}

// Ids come from addresses: only what can be a folder of ours is looked for.
bool is_site_id(const std::string& id) {
  if (id.empty() || id.size() > 40) return false;
  for (const char c : id) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return true;
}

}  // namespace

LiveSites::LiveSites(std::filesystem::path published, std::filesystem::path templates,
                     Complain complain)
    : published_(std::move(published)),
      templates_(std::move(templates)),
      complain_(std::move(complain)) {}

void LiveSites::complain_once(const std::string& id, std::filesystem::file_time_type changed,
                              const std::string& message) {
  const auto known = complained_.find(id);
  if (!complain_ || (known != complained_.end() && known->second == changed)) return;
  complained_[id] = changed;
  complain_(message);
}

std::vector<std::string> LiveSites::ids() const {
  std::vector<std::string> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(published_, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string id = entry->path().filename().string();
    std::error_code ignored;
    if (is_site_id(id) && std::filesystem::exists(entry->path() / "current", ignored))
      found.push_back(id);
  }
  std::sort(found.begin(), found.end());
  return found;
}

core::Result<std::shared_ptr<const LiveSite>> LiveSites::get(const std::string& id) {
  if (!is_site_id(id)) return core::Failure{core::FailureCode::not_found, "no such site"};
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(published_ / id / "current", error);
  if (error) {
    return core::Failure{core::FailureCode::not_found,
                         "site '" + id + "' is not published in " + published_.string() +
                             ": run generator build --published " + published_.string()};
  }
  const std::lock_guard lock(mutex_);
  const auto held = held_.find(id);
  if (held != held_.end() && held->second.changed == changed) return held->second.site;
  core::Result<std::shared_ptr<const LiveSite>> loaded = load(published_, templates_, id);
  if (!loaded) {
    complain_once(id, changed, loaded.failure().message);
    if (held != held_.end()) return held->second.site;
    return loaded.failure();
  }
  held_[id] = {changed, *loaded};
  return *loaded;
}

}  // namespace handler::view

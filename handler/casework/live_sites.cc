// Loads published sites on demand and replaces them when a new version is published.
#include "handler/casework/live_sites.h"

#include <algorithm>
#include <utility>

#include "core/base/build_id.h"
#include "core/base/check.h"
#include "core/site/report_form.h"

namespace handler::view {
namespace {

using SharedSet = std::shared_ptr<const ReadySet>;

core::Result<SharedSet> published_set(const core::PublishedSite& site) {
  core::Result<core::Pack> pack = core::open_ready(site);
  if (!pack) return pack.failure();
  return std::make_shared<const ReadySet>(
      ReadySet{core::Texts::ready(*pack), core::TemplateSet::ready(*pack)});
}

// The key of a set: sites with the same inputs share it.
std::string name_of(const core::PublishedSite& site) {
  if (is_of_this_program(site)) return site.frame.ready;
  std::string name;
  const auto add = [&](const std::string& part) { name.append(part).append(1, '\0'); };
  for (const auto& [key, text] : site.loaded.site.texts) {
    add(key);
    add(text);
  }
  for (const auto& [file, hashed] : site.frame.assets) {
    add(file);
    add(hashed);
  }
  return name;
}

std::shared_ptr<const LiveSite> live_site(core::PublishedSite site,
                                          std::shared_ptr<const ReadySet> ready) {
  auto live = std::make_shared<LiveSite>();
  live->loaded = std::move(site.loaded);
  live->loaded.trees.clear();
  live->ready = std::move(ready);
  live->texts = live->ready->texts;
  live->templates = live->ready->templates;
  live->large = site.frame.large;
  live->search = site.frame.search;
  live->rules = std::make_shared<const core::PolicyVersion>(core::PolicyVersion{
      live->site().policy, live->site().work_time(), live->site().policy_version});
  live->hash = std::move(site.hash);
  return live;
}

// Reads what is otherwise read when it is needed, so that damage stops a version before it takes
// the place of a good one.
core::Status read_whole(const core::PublishedSite& site, const ReadySet& ready) {
  try {
    (void)ready.texts.entries();
    (void)site.loaded.site.windows.list();
    return core::success();
  } catch (const core::DamagedPiece& damage) {
    return core::Failure{core::FailureCode::corrupt, damage.what()};
  }
}

std::string made_by_another(const std::string& id, const core::PublishedSite& site) {
  return "site '" + id + "' was published by version " + site.frame.program +
         " of the programs, this is " + std::string(core::build_id()) +
         ": its pages come from --templates until you build again";
}

}  // namespace

bool is_of_this_program(const core::PublishedSite& site) {
  return site.frame.program == core::build_id();
}

core::Result<SharedSet> ReadySets::get(const core::PublishedSite& site) {
  const std::string name = name_of(site);
  const std::lock_guard lock(mutex_);
  if (SharedSet known = sets_[name].lock()) return known;
  core::Result<SharedSet> set = is_of_this_program(site) ? published_set(site) : made_here(site);
  std::erase_if(sets_, [](const auto& entry) { return entry.second.expired(); });
  if (set) sets_[name] = *set;
  return set;
}

core::Result<SharedSet> ReadySets::made_here(const core::PublishedSite& site) const {
  core::Diagnostics diagnostics;
  const core::Texts catalogue = core::load_texts(templates_ / "text" / "zh-CN", diagnostics);
  ReadySet set{catalogue.with(site.loaded.site.texts), nullptr};
  set.templates = core::TemplateSet::load(templates_, set.texts, diagnostics, site.frame.assets);
  if (set.templates != nullptr && !diagnostics.has_errors())
    return std::make_shared<const ReadySet>(std::move(set));
  return core::Failure{core::FailureCode::corrupt, "the templates folder " + templates_.string() +
                                                       " cannot be read:\n" + diagnostics.text()};
}

const core::ReportForm& LiveSite::form() const {
  std::call_once(form_once_, [this] { form_ = core::make_report_form(site(), texts); });
  return form_;
}

namespace {

// Ids come from request paths: look only for valid names of site folders.
bool is_site_id(const std::string& id) {
  if (id.empty() || id.size() > 40) return false;
  for (const char c : id) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return true;
}

}  // namespace

LiveSites::LiveSites(std::filesystem::path published, std::filesystem::path templates,
                     Complain complain, core::Look look, Meet meet, Accept accept)
    : published_(std::move(published)),
      complain_(std::move(complain)),
      look_(look),
      meet_(std::move(meet)),
      accept_(std::move(accept)),
      sets_(std::move(templates)) {}

void LiveSites::tell(Held& one, const std::string& what) const {
  if (complain_ && one.told != what) complain_(what);
  one.told = what;
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
  std::ranges::sort(found);
  return found;
}

std::shared_ptr<LiveSites::Held> LiveSites::held(const std::string& id) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Held>& held = held_[id];
  if (held == nullptr) held = std::make_shared<Held>();
  return held;
}

std::shared_ptr<LiveSites::Held> LiveSites::held_already(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = held_.find(id);
  return found == held_.end() ? nullptr : found->second;
}

Fitness LiveSites::fitness_of(const std::string& id) {
  const std::shared_ptr<Held> one = held_already(id);
  if (one == nullptr) return Fitness::unread;
  const std::lock_guard lock(one->mutex);
  if (one->failure) return Fitness::damaged;
  return one->site != nullptr || one->was_read ? Fitness::fit : Fitness::unread;
}

// The times of all files that change when a version is repaired or replaced.
LiveSites::Times LiveSites::times_of(const std::string& id) const {
  const std::filesystem::path folder = published_ / id;
  const core::Result<std::string> hash = core::current_hash(published_, id);
  Times times;
  for (const auto& path : {folder / "current", folder, folder / (hash ? *hash : "")}) {
    std::error_code error;
    times.push_back(std::filesystem::last_write_time(path, error));
  }
  return times;
}

core::Result<std::shared_ptr<const LiveSite>> LiveSites::load(const std::string& id, Held& one) {
  core::Result<core::PublishedSite> site = core::load_published(published_, id, look_);
  if (!site) return site.failure();
  if (accept_) {
    if (const core::Status fits = accept_(*site); !fits) return fits.failure();
  }
  if (!is_of_this_program(*site)) tell(one, made_by_another(id, *site));
  core::Result<std::shared_ptr<const ReadySet>> ready = sets_.get(*site);
  if (!ready) return ready.failure();
  if (look_ == core::Look::whole) {
    if (const core::Status whole = read_whole(*site, **ready); !whole) return whole.failure();
  }
  core::FormerNames& former = site->loaded.site.former;
  if (meet_) meet_(*site);
  constexpr const char* kUnknown = "view.name_not_kept";
  // The texts of another build may lack it.
  if ((*ready)->texts.has(kUnknown)) former.unknown = (*ready)->texts.get(kUnknown);
  return live_site(std::move(*site), std::move(*ready));
}

core::Result<std::shared_ptr<const LiveSite>> LiveSites::get(const std::string& id) {
  if (!is_site_id(id)) return core::Failure{core::FailureCode::not_found, "no such site"};
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(published_ / id / "current", error);
  if (error) return without_current(id);
  const std::shared_ptr<Held> one = held(id);
  const std::lock_guard lock(one->mutex);
  return get(id, *one, changed);
}

// `current` may be missing for a moment only: it is being replaced, or the folder is being moved. A
// person who takes a site away removes its folder.
core::Result<std::shared_ptr<const LiveSite>> LiveSites::without_current(const std::string& id) {
  std::error_code error;
  const std::string advice = ": run generator build --published " + published_.string();
  const bool is_gone = !std::filesystem::exists(published_ / id, error) &&
                       std::filesystem::exists(published_, error);
  if (is_gone) {
    return core::Failure{core::FailureCode::not_found,
                         "site '" + id + "' is not published in " + published_.string() + advice};
  }
  const std::string missing = (published_ / id / "current").string() + " is missing" + advice;
  if (const std::shared_ptr<Held> one = held_already(id)) {
    const std::lock_guard lock(one->mutex);
    tell(*one, missing);
    if (one->site) return one->site;
  }
  return core::Failure{core::FailureCode::unavailable, missing};
}

core::Result<std::shared_ptr<const LiveSite>> LiveSites::get(const std::string& id, Held& one,
                                                             Time changed) {
  if (one.site && one.changed == changed) return one.site;
  Times times = times_of(id);
  if (!one.failure || one.failed_at != times) {
    const auto loaded = load(id, one);
    one.failure.reset();
    one.was_read = loaded.ok();
    if (loaded) {
      one.changed = changed;
      return one.site = *loaded;
    }
    tell(one, loaded.failure().message);
    one.failure = loaded.failure();
    one.failed_at = std::move(times);
  }
  if (one.site) return one.site;
  return *one.failure;
}

core::Status LiveSites::look_at(const std::string& id) {
  const std::shared_ptr<Held> one = held(id);
  const std::lock_guard lock(one->mutex);
  const bool is_in_use = one->site != nullptr;
  std::error_code error;
  const auto site =
      get(id, *one, std::filesystem::last_write_time(published_ / id / "current", error));
  if (!site) return site.failure();
  core::Status fine = (*site)->templates->check();
  try {
    (void)(*site)->form();
  } catch (const core::Bug& bug) {  // texts of another build may lack one that the form asks for
    fine = core::Failure{core::FailureCode::corrupt, bug.what()};
  }
  if (fine && is_in_use) return fine;
  one->site.reset();
  if (fine) return fine;
  tell(*one, fine.failure().message);
  one->was_read = false;
  one->failure = fine.failure();
  one->failed_at = times_of(id);
  return fine;
}

}  // namespace handler::view

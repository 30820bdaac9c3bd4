// Reads published sets, or makes them from the installed templates.
#include "handler/casework/ready_sets.h"

#include <utility>

#include "core/base/build_id.h"

namespace handler::view {
namespace {

using SharedSet = std::shared_ptr<const ReadySet>;

core::Result<SharedSet> published_set(const core::PublishedSite& site) {
  core::Result<core::Pack> pack = core::open_ready(site);
  if (!pack) return pack.failure();
  core::Result<std::string> texts = pack->read("texts");
  if (!texts) return texts.failure();
  return std::make_shared<const ReadySet>(ReadySet{core::Texts::from_bytes(std::move(*texts)),
                                                   core::TemplateSet::ready(std::move(*pack))});
}

// The key of a set: sites with the same inputs share it.
std::string name_of(const core::PublishedSite& site) {
  if (is_of_this_program(site)) return site.frame.ready;
  std::string name;
  for (const auto& [key, text] : site.loaded.site.texts) name += key + '\0' + text + '\0';
  for (const auto& [file, hashed] : site.frame.assets) name += file + '\0' + hashed + '\0';
  return name;
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

}  // namespace handler::view

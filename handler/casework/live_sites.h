// The sites as they are published now: what is enforced is what is on the page, because both come
// from the same folder.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/forms/form.h"
#include "core/page/page_template.h"
#include "core/site/published.h"
#include "core/site/site.h"
#include "handler/casework/kept_frames.h"
#include "handler/casework/ready_sets.h"

namespace handler::view {

// One published site with everything its pages need. Immutable; requests share it.
struct LiveSite {
  core::LoadedSite loaded;
  std::shared_ptr<const ReadySet> ready;
  core::Texts texts;                                   // of the set
  std::shared_ptr<const core::TemplateSet> templates;  // of the set
  std::unique_ptr<const KeptFrames> frames = std::make_unique<const KeptFrames>();
  std::shared_ptr<const core::PolicyVersion> rules;  // the policy now published
  bool large = true;                                 // whether it has a large-type edition
  std::string hash;

  const core::Site& site() const { return loaded.site; }
  const std::string& id() const { return loaded.site.identity.id; }
  // Made when it is first asked for: most requests show no form.
  const core::ReportForm& form() const;

 private:
  mutable std::once_flag form_once_;
  mutable core::ReportForm form_;
};

// Loads a site at its first request and again when its `current` file changed (one stat a request).
// If the new version cannot be read, the old one stays in force and serves on; without an old one
// the site fails until something of its folder changes, and is not read before. Each site is loaded
// under its own lock. Thread-safe.
class LiveSites {
 public:
  // Takes the sentence about a version that cannot be read, or was made by another version of the
  // programs, once for each change of `current`.
  using Complain = std::function<void(const std::string&)>;

  // A process that answers one request looks at what it uses alone.
  LiveSites(std::filesystem::path published, std::filesystem::path templates,
            Complain complain = {}, core::Look look = core::Look::whole);

  // not_found: no such site; other failures name the folder and say what to do.
  core::Result<std::shared_ptr<const LiveSite>> get(const std::string& id);
  // The ids of all published sites, sorted.
  std::vector<std::string> ids() const;
  // Reads every byte of a site, its templates too, and keeps nothing but what is wrong: that is
  // told, and get() fails with it.
  core::Status look_at(const std::string& id);

 private:
  using Times = std::vector<std::filesystem::file_time_type>;
  struct Held {
    std::mutex mutex;
    std::shared_ptr<const LiveSite> site;
    std::filesystem::file_time_type changed;  // of `current`, when `site` was read
    std::optional<core::Failure> failure;     // of the version after it
    Times failed_at;                          // of the folders, when `failure` was met
    std::string told;                         // what was said last, so that it is said once
  };

  std::shared_ptr<Held> held(const std::string& id);
  core::Result<std::shared_ptr<const LiveSite>> get(const std::string& id, Held& one);
  Times times_of(const std::string& id) const;
  core::Result<std::shared_ptr<const LiveSite>> load(const std::string& id, Held& one);
  void tell(Held& one, const std::string& what) const;

  std::filesystem::path published_;
  Complain complain_;
  core::Look look_;
  ReadySets sets_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Held>> held_;
};

}  // namespace handler::view

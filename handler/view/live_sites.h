// The sites as they are published now: what is enforced is what is on the page, because both come
// from the same folder.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/page/page_template.h"
#include "core/site/published.h"
#include "core/site/site.h"
#include "handler/view/kept_frames.h"

namespace handler::view {

// One published site with everything its pages need. Immutable; requests share it.
struct LiveSite {
  core::LoadedSite loaded;
  core::Texts texts;
  std::shared_ptr<const core::TemplateSet> templates;
  std::unique_ptr<const KeptFrames> frames = std::make_unique<const KeptFrames>();
  core::ReportForm form;
  std::shared_ptr<const core::PolicyVersion> rules;  // the policy now published
  bool large = true;                                 // whether it has a large-type edition
  std::string hash;

  const core::Site& site() const { return loaded.site; }
  const std::string& id() const { return loaded.site.identity.id; }
};

// Loads a site at its first request and again when its `current` file changed (one stat a request).
// If the new version cannot be read, the old one stays in force and serves on. Thread-safe.
class LiveSites {
 public:
  // Takes the sentence about a version that cannot be read, once for each change of `current`.
  using Complain = std::function<void(const std::string&)>;

  LiveSites(std::filesystem::path published, std::filesystem::path templates,
            Complain complain = {});

  // not_found: no such site; other failures name the folder and say what to do.
  core::Result<std::shared_ptr<const LiveSite>> get(const std::string& id);
  // The ids of all published sites, sorted.
  std::vector<std::string> ids() const;

 private:
  struct Held {
    std::filesystem::file_time_type changed;
    std::shared_ptr<const LiveSite> site;
  };
  void complain_once(const std::string& id, std::filesystem::file_time_type changed,
                     const std::string& message);

  std::filesystem::path published_;
  std::filesystem::path templates_;
  Complain complain_;
  std::mutex mutex_;
  std::map<std::string, std::filesystem::file_time_type> complained_;
  std::map<std::string, Held> held_;
};

}  // namespace handler::view

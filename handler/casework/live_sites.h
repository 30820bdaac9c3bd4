// The published sites. Pages and rules come from the same folder, so the handler enforces what the
// pages say.
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
#include "core/page/flowchart.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/published.h"
#include "core/site/site.h"

namespace handler::view {

// Parsed texts and templates. Immutable; shared by all sites that do not override them, and by
// requests.
struct ReadySet {
  core::Texts texts;
  std::shared_ptr<const core::TemplateSet> templates;
};

// True if this build of the programs published the version, so that its templates match the data
// this program fills in.
bool is_of_this_program(const core::PublishedSite& site);

// Finds or makes the set of a site; a set lives as long as a site uses it. Thread-safe.
class ReadySets {
 public:
  // `templates` is used for sites that another version of the programs published.
  explicit ReadySets(std::filesystem::path templates) : templates_(std::move(templates)) {}

  core::Result<std::shared_ptr<const ReadySet>> get(const core::PublishedSite& site);

 private:
  core::Result<std::shared_ptr<const ReadySet>> made_here(const core::PublishedSite& site) const;

  std::filesystem::path templates_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const ReadySet>> sets_;
};

// A cache of parts of pages that change only when the site is published again. Thread-safe. Keys
// are made from the site, never from a request, so entries need no eviction.
template <typename Part>
class KeptParts {
 public:
  // The reference is valid as long as this object.
  const Part& get(const std::string& key, const std::function<Part()>& make) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    return found != kept_.end() ? found->second : kept_.emplace(key, make()).first->second;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::map<std::string, Part> kept_;
};

// One published site with the data for its pages. Immutable; shared by requests.
struct LiveSite {
  core::LoadedSite loaded;
  std::shared_ptr<const ReadySet> ready;
  core::Texts texts;                                   // from the set
  std::shared_ptr<const core::TemplateSet> templates;  // from the set
  using Frames = KeptParts<core::TemplateData>;        // by the page's kind and title
  using FlowSteps = KeptParts<core::FlowStep>;  // of the published policy, by step and detail
  std::unique_ptr<const Frames> frames = std::make_unique<const Frames>();
  std::unique_ptr<const FlowSteps> flow_steps = std::make_unique<const FlowSteps>();
  std::shared_ptr<const core::PolicyVersion> rules;  // the currently published policy
  bool large = true;                                 // whether the site has a large-type edition
  bool search = false;                               // whether the site has a page for searching
  std::string hash;

  const core::Site& site() const { return loaded.site; }
  const std::string& id() const { return loaded.site.identity.id; }
  // Made when it is first asked for: most requests show no form.
  const core::ReportForm& form() const;

 private:
  mutable std::once_flag form_once_;
  mutable core::ReportForm form_;
};

// Whether what is published of a site can be used, as far as it was read.
enum class Fitness { unread, fit, damaged };

// Loads a site at its first request, and again when its `current` file changes (one stat per
// request). If the new version cannot be read, or `current` is missing while the site's folder is
// there, the old one stays in use. Without an old one requests for the site fail, and it is read
// again only after something in its folder changed. Each site has its own lock. Thread-safe.
class LiveSites {
 public:
  // Receives a sentence about a version that cannot be read, or that another version of the
  // programs made; once per change of `current`.
  using Complain = std::function<void(const std::string&)>;
  // Called with each version that is loaded; fills in the names of what earlier versions had and
  // this one has not.
  using Meet = std::function<void(core::PublishedSite&)>;
  // Refuses a version that this process cannot serve; it then counts as one that cannot be read.
  using Accept = std::function<core::Status(const core::PublishedSite&)>;

  // `look`: a process for one request reads only what it uses.
  LiveSites(std::filesystem::path published, std::filesystem::path templates,
            Complain complain = {}, core::Look look = core::Look::whole, Meet meet = {},
            Accept accept = {});

  // not_found: no such site. Other failures name the folder and the remedy: a site whose folder has
  // no `current` is `unavailable`, and so is every site while the whole folder is missing.
  core::Result<std::shared_ptr<const LiveSite>> get(const std::string& id);
  // The ids of all published sites, sorted.
  std::vector<std::string> ids() const;
  // Reads every byte of a site, with its templates, and keeps only a failure: it is reported, and
  // get() returns it.
  core::Status look_at(const std::string& id);
  // What the last reading found; reads nothing.
  Fitness fitness_of(const std::string& id);

 private:
  using Time = std::filesystem::file_time_type;
  using Times = std::vector<Time>;
  struct Held {
    std::mutex mutex;
    std::shared_ptr<const LiveSite> site;
    Time changed;                          // time of `current` when `site` was read
    std::optional<core::Failure> failure;  // of the version after `site`
    Times failed_at;                       // times of the folders at `failure`
    std::string told;                      // last reported sentence, to report it once
    bool was_read = false;                 // the last reading found nothing wrong
  };

  std::shared_ptr<Held> held(const std::string& id);
  // nullptr if the site was never asked for.
  std::shared_ptr<Held> held_already(const std::string& id);
  core::Result<std::shared_ptr<const LiveSite>> without_current(const std::string& id);
  // `changed`: the time of `current`.
  core::Result<std::shared_ptr<const LiveSite>> get(const std::string& id, Held& one, Time changed);
  Times times_of(const std::string& id) const;
  core::Result<std::shared_ptr<const LiveSite>> load(const std::string& id, Held& one);
  void tell(Held& one, const std::string& what) const;

  std::filesystem::path published_;
  Complain complain_;
  core::Look look_;
  Meet meet_;
  Accept accept_;
  ReadySets sets_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Held>> held_;
};

}  // namespace handler::view

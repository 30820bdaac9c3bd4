// Parsed texts and templates, shared by all sites that do not override them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/result.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/published.h"

namespace handler::view {

// Immutable; shared by sites and requests.
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

}  // namespace handler::view

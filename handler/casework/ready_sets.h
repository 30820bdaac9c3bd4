// Texts and templates that are ready to answer with, one copy for all sites that have no wording of
// their own.
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

// Whether these programs made the version, so that its templates are filled by what they were
// written for.
bool is_of_this_program(const core::PublishedSite& site);

// Finds or makes the set of a site; one lives as long as a site uses it. Thread-safe.
class ReadySets {
 public:
  // `templates` is read for sites that another version of the programs published.
  explicit ReadySets(std::filesystem::path templates) : templates_(std::move(templates)) {}

  core::Result<std::shared_ptr<const ReadySet>> get(const core::PublishedSite& site);

 private:
  core::Result<std::shared_ptr<const ReadySet>> made_here(const core::PublishedSite& site) const;

  std::filesystem::path templates_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const ReadySet>> sets_;
};

}  // namespace handler::view

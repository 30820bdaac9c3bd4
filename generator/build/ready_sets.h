// Prepares the handler's pages when a site is published: texts and templates in one pack, and the
// failure pages.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"

namespace generator {

// Makes one pack for all sites that share their templates: sites without wording of their own.
class ReadySets {
 public:
  // The pack for `templates`; `texts` are the texts in these templates.
  const std::string& get(const std::shared_ptr<const core::TemplateSet>& templates,
                         const core::Texts& texts);

 private:
  std::map<std::shared_ptr<const core::TemplateSet>, std::string> packed_;
};

core::Status write_failure_pages(const std::filesystem::path& published,
                                 const core::TemplateSet& templates);

}  // namespace generator

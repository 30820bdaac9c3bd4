// What the handler answers with, made ready when a site is published: texts and templates in one
// pack, and the pages for failures.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"

namespace generator {

// One copy for all sites that share their templates, as those without wording of their own do.
class ReadySets {
 public:
  // The packed set; `texts` are those that the templates hold.
  const std::string& get(const std::shared_ptr<const core::TemplateSet>& templates,
                         const core::Texts& texts);

 private:
  std::map<std::shared_ptr<const core::TemplateSet>, std::string> packed_;
};

core::Status write_failure_pages(const std::filesystem::path& published,
                                 const core::TemplateSet& templates);

}  // namespace generator

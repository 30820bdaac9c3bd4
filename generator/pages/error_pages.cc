// One template serves all of them.
#include "generator/pages/error_pages.h"

namespace generator {

std::vector<PageSpec> error_specs(const core::Texts& texts) {
  std::vector<PageSpec> specs;
  for (const ErrorPage& one : kErrorPages) {
    specs.push_back({.page = std::string(one.page),
                     .title = texts.get(std::string(one.title)),
                     .template_name = "pages/error",
                     .data = [section = one.section](
                                 const PageRoots&) { return core::TemplateData().show(section); },
                     .sources = {"site.yaml", "texts.yaml", "windows.yaml"}});
  }
  return specs;
}

}  // namespace generator

// For those who write a site: every page loads itself again after a build, or shows the build's
// mistakes.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "handler/web/application.h"

namespace handler::transport {

// Stands in front of an application and adds one script of this origin to each of its HTML pages.
// Never for a listener that others can reach: what it shows are paths and contents of files.
// Thread-safe.
class DevPages : public web::Application {
 public:
  // `status` is what `generator watch --status` writes; a folder stands for its status.json. Fails
  // if `templates` (site_templates) lacks the script. `pages` must outlive it.
  static core::Result<DevPages> open(web::Application& pages, const std::filesystem::path& status,
                                     const std::filesystem::path& templates);

  web::Response handle(const web::Request& request) override;

 private:
  DevPages(web::Application& pages, std::filesystem::path status, std::string script,
           std::string element);
  std::string state() const;

  web::Application* pages_;
  std::filesystem::path status_;
  std::string script_;   // the script
  std::string element_;  // what brings it into a page
};

}  // namespace handler::transport

// From checked sites to the bytes of every page, all in memory: nothing is written until all of it
// is known to be right.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/page/flowchart_layout.h"
#include "core/site/published.h"
#include "core/site/site.h"
#include "generator/inputs.h"
#include "generator/link_check.h"
#include "generator/output_tree.h"

namespace generator {

struct RenderOptions {
  std::filesystem::path templates;
  std::string base_path = "/";  // where the public folder is served; begins and ends with '/'
  std::string public_url;       // the same with its origin, or empty
  unsigned jobs = 0;            // threads; 0: one per core
  bool large = true;            // also the large-type edition
};

struct RenderedSite {
  const core::LoadedSite* loaded = nullptr;  // lives in the inputs
  core::FlowchartLayout chart;
  std::vector<RenderedPage> pages;

  const std::string& id() const { return loaded->site.identity.id; }
};

struct Rendering {
  std::vector<RenderedSite> sites;
  std::vector<RenderedPage>
      portal;        // pages outside all sites; empty if only some sites were asked for
  SiteFiles assets;  // "assets/site.3f9a1c22b0d4.css"; the same for every site and for the portal
  core::PublishedFrame frame;  // what the handler must know of these pages
};

// Renders every page of the inputs and checks all links. Mistakes in templates and broken links are
// reported; then the result is not fit to be written. Equal inputs give equal bytes, whatever the
// number of threads.
core::Result<Rendering> render_all(const Inputs& inputs, const RenderOptions& options,
                                   core::Diagnostics& diagnostics);

// The files of one site, as they will stand in its folder.
SiteFiles files_of(const RenderedSite& site, const SiteFiles& assets);

// "https://www.example.cn/window" or "window/" -> "/window/": the path under which --base-url
// serves the public folder.
std::string base_path_of(const std::string& base_url);

// "https://www.example.cn/window" -> "https://www.example.cn/window/"; empty if --base-url names no
// origin.
std::string public_url_of(const std::string& base_url);

}  // namespace generator

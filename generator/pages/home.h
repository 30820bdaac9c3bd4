// The home page, the scope page and the portal's index.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// The data of the templates, without the frame. Pure and thread-safe.
core::TemplateData home_data(const core::Site& site, const core::Texts& texts);
core::TemplateData scope_data(const core::Site& site, const core::Texts& texts);

// Which edition of the portal's list a page is, and the address of the other one; empty: there is
// none.
struct PortalEdition {
  bool large = false;
  std::string other = {};
};

// The portal's list of sites, also for the 404 page. `portal_root` is where the public folder is
// served: "./" or "/".
core::TemplateData portal_data(const std::vector<const core::Site*>& sites,
                               const core::Texts& texts, const std::string& portal_root,
                               const PortalEdition& edition = {});

// A tier's name as every page prints it. A colour always comes with its word, for readers who
// cannot see it.
std::string tier_title(const core::Tier& tier, const core::Texts& texts);

}  // namespace generator

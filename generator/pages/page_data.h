// What each public page says, derived from the site's model: pure functions, so that nothing is
// typed twice and every page can be tested without a file.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// Each gives the data of one template in site_templates/pages, without the frame. Thread-safe.
core::TemplateData home_data(const core::Site& site, const core::Texts& texts);
core::TemplateData scope_data(const core::Site& site, const core::Texts& texts);
core::TemplateData process_data(const core::Site& site, const core::Texts& texts);
core::TemplateData contacts_data(const core::Site& site, const core::Texts& texts);
core::TemplateData leaders_data(const core::Site& site, const core::Texts& texts);
core::TemplateData policy_data(const core::Site& site, const core::Texts& texts);
core::TemplateData privacy_data(const core::Site& site, const core::Texts& texts);
core::TemplateData report_data(const core::Site& site, const core::Texts& texts);

// The portal's list of sites; also the 404 page's. `portal_root` is where the public folder is
// served: "./" or "/".
core::TemplateData portal_data(const std::vector<const core::Site*>& sites,
                               const core::Texts& texts, const std::string& portal_root);

// A tier as every page prints it: a colour always with its word (colour alone says nothing to those
// who cannot see it).
std::string tier_title(const core::Tier& tier, const core::Texts& texts);

}  // namespace generator

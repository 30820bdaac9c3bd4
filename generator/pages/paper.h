// The pages for printing: blank forms, the leaflet, the poster, and a page that lists them.
#pragma once

#include <string>
#include <vector>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// One page per form, one more for each colour of a coloured form, and the list, the leaflet and the
// poster. `public_url` is where the public folder is served ("https://www.example.cn/window/"); if
// it is empty, the poster has room to write the address instead of a QR code. `site` and `texts`
// must outlive the specs.
std::vector<PageSpec> paper_specs(const core::Site& site, const core::Texts& texts,
                                  const std::string& public_url);

// The full address of the site's home: `site_url` if that is complete, or else below `public_url`;
// empty if neither is known.
std::string home_address(const core::SiteIdentity& identity, const std::string& public_url);

}  // namespace generator

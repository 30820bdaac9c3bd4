// The pages of windows, planned one by one.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// windows/, windows/WINDOW/ of every window that is set up, coverage/, signs/ and signs/WINDOW/ of
// every window that has a sign. `public_url` ("https://www.example.cn/windows/") gives addresses on
// signs their origin; if it is empty and the forms are not sent to another one, signs carry no
// code. What the pages of all windows share is not copied; `site` and `texts` must outlive the
// specs.
std::vector<PageSpec> window_pages(const core::Site& site, const core::Texts& texts,
                                   const std::string& public_url);

// `code_address` is what the sign's code says; empty: no code.
core::TemplateData sign_data(const core::Site& site, const core::Texts& texts,
                             const core::Window& window, const std::string& code_address);

}  // namespace generator

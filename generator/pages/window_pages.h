// The pages of windows, planned one by one.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// windows/, windows/WINDOW/    the directory, and every window that is set up
// coverage/                    planned and existing windows
// signs/, signs/WINDOW/        every window that has a sign
// `public_url` ("https://www.example.cn/windows/") completes the addresses on signs; if it is
// empty, and the forms are not sent to another origin, signs have no QR code. Data shared by the
// pages of all windows is not copied; `site` and `texts` must outlive the specs.
std::vector<PageSpec> window_pages(const core::Site& site, const core::Texts& texts,
                                   const std::string& public_url);

// `code_address` is the content of the sign's QR code; empty: no code.
core::TemplateData sign_data(const core::Site& site, const core::Texts& texts,
                             const core::Window& window, const std::string& code_address);

}  // namespace generator

// Windows of all levels as pages: the directory, a page and a sign a window, and what is set up.
#pragma once

#include <string>
#include <vector>

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

// Each gives the data of one template, without the frame. Thread-safe.
core::TemplateData window_directory_data(const core::Site& site, const core::Texts& texts);
core::TemplateData window_data(const core::Site& site, const core::Texts& texts,
                               const core::Window& window);
core::TemplateData coverage_data(const core::Site& site, const core::Texts& texts);
core::TemplateData signs_data(const core::Site& site, const core::Texts& texts);
// `code_address` is what the sign's code says; empty: no code.
core::TemplateData sign_data(const core::Site& site, const core::Texts& texts,
                             const core::Window& window, const std::string& code_address);

// The stretches of a day, joined as Chinese lists are.
std::string hours_text(const core::OfficeHours& hours, const core::Texts& texts);

// The facts of a window that contacts and its own page print: WINDOW_TITLE, WINDOW_HALL, ...
void set_window_facts(core::TemplateData& data, const core::Site& site, const core::Window& window,
                      const core::Texts& texts);

}  // namespace generator

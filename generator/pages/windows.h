// The pages of windows: the directory, one page and one sign for each, and the facts that other
// pages print of a window.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// Each returns the data of one template, without the frame. Thread-safe.
core::TemplateData window_directory_data(const core::Site& site, const core::Texts& texts);
core::TemplateData window_data(const core::Site& site, const core::Texts& texts,
                               const core::Window& window);

// The opening hours of a day, joined as in a Chinese list.
std::string hours_text(const core::OfficeHours& hours, const core::Texts& texts);

// Sets CALL_HOURS, with its HAS_ section, if the main window publishes its hours.
void set_call_hours(core::TemplateData& data, const core::Site& site, const core::Texts& texts);

// Sets the data of a window for the contacts page and its own page: WINDOW_TITLE, WINDOW_HALL, ...
void set_window_facts(core::TemplateData& data, const core::Site& site, const core::Window& window,
                      const core::Texts& texts);

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

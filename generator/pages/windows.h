// The window directory, the page of one window, and the facts that other pages print of it.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// Each gives the data of one template, without the frame. Thread-safe.
core::TemplateData window_directory_data(const core::Site& site, const core::Texts& texts);
core::TemplateData window_data(const core::Site& site, const core::Texts& texts,
                               const core::Window& window);
core::TemplateData signs_data(const core::Site& site, const core::Texts& texts);

// The stretches of a day, joined as Chinese lists are.
std::string hours_text(const core::OfficeHours& hours, const core::Texts& texts);

// The facts of a window that contacts and its own page print: WINDOW_TITLE, WINDOW_HALL, ...
void set_window_facts(core::TemplateData& data, const core::Site& site, const core::Window& window,
                      const core::Texts& texts);

}  // namespace generator

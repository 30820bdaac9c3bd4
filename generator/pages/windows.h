// The window directory, the page of one window, and the facts that other pages print of it.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// Each returns the data of one template, without the frame. Thread-safe.
core::TemplateData window_directory_data(const core::Site& site, const core::Texts& texts);
core::TemplateData window_data(const core::Site& site, const core::Texts& texts,
                               const core::Window& window);
core::TemplateData signs_data(const core::Site& site, const core::Texts& texts);

// The opening hours of a day, joined as in a Chinese list.
std::string hours_text(const core::OfficeHours& hours, const core::Texts& texts);

// Sets the data of a window for the contacts page and its own page: WINDOW_TITLE, WINDOW_HALL, ...
void set_window_facts(core::TemplateData& data, const core::Site& site, const core::Window& window,
                      const core::Texts& texts);

}  // namespace generator

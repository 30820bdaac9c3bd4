// Which leader is on duty; the days on duty, news and links that the home page shows.
#pragma once

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// The data of the templates, without the frame. Pure and thread-safe.
core::TemplateData duty_data(const core::Site& site, const core::Texts& texts);

// For home: COMING[] (the next days on duty), NEWS[], LINK[] (to pages that this site has).
core::TemplateData front_data(const core::Site& site, const core::Texts& texts);

// Whether the page is made, so that others may link to it.
bool has_duty(const core::Site& site);

}  // namespace generator

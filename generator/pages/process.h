// The process page, and in words for other pages what follows when time runs out.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// The data of the templates, without the frame. Pure and thread-safe.
core::TemplateData process_data(const core::Site& site, const core::Texts& texts);

// What happens when time runs out, one sentence each (process, supervision, questions).
std::vector<std::string> consequences(const core::Site& site, const core::Texts& texts);

// The page's title, which speaks of limits only where the policy does.
std::string process_title(const core::Site& site, const core::Texts& texts);

}  // namespace generator

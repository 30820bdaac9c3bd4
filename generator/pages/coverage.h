// How many windows there are to be, and how many there are (CA-11, CA-12).
#pragma once

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// The data of the templates, without the frame. Pure and thread-safe.
core::TemplateData coverage_data(const core::Site& site, const core::Texts& texts);

}  // namespace generator

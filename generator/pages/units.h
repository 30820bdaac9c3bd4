// The page of the units: which matters each of them handles.
#pragma once

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// Whether some unit says what it handles.
bool has_handles(const core::Site& site);

// All units, in the order of the file. Pure.
core::TemplateData units_data(const core::Site& site, const core::Texts& texts);

}  // namespace generator

// Worked examples of each limit.
#pragma once

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// The data of the templates, without the frame. Pure and thread-safe.
core::TemplateData examples_data(const core::Site& site, const core::Texts& texts);

// Whether the page is made, so that others may link to it.
bool has_examples(const core::Site& site);

}  // namespace generator

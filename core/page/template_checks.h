// What an author can get wrong in a template.
#pragma once

#include "core/page/template_source.h"

namespace core {

// Reports unknown tags, sections that are not closed, partials, texts and assets that do not exist,
// partials that include each other or nest deeper than 8, values in attributes that no escaping
// makes safe (event handlers, style, formaction other than a fragment ...), and what
// markup_checks.h refuses.
void check_template_files(const TemplateFiles& files, const Texts& texts, const AssetNames& assets,
                          Diagnostics& diagnostics);

}  // namespace core

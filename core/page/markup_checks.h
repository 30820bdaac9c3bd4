// What the content security policy of our pages forbids, found in a template before a browser
// refuses it in silence.
#pragma once

#include "core/page/template_source.h"

namespace core {

// Reports, with line and column, scripts and styles within the markup, event handlers, attributes
// that hold a style or a page, addresses that run a script, and tags and comments that do not end
// in this file. Browsers decide what a comment is: `<!-->` is a whole one.
void check_markup(const TemplateFile& file, Diagnostics& diagnostics);

}  // namespace core

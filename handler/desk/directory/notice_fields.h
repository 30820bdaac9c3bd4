// The form of a notice: drawing it, and reading it back.
#pragma once

#include <vector>

#include "core/directory/government.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// Whether this editor may change it.
bool may_change(const Editing& editing, const core::Notice& notice);

web::Fields typed_of(const core::Notice& notice);
void add_notice_fields(core::TemplateData& data, const Editing& editing, const web::Fields& typed,
                       const std::vector<FormMistake>& mistakes);
// The notice of the submitted form; adds a mistake for each field that cannot be kept.
core::Notice notice_in(const Editing& editing, std::vector<FormMistake>& mistakes);

}  // namespace handler::desk

// The field for photos and other files in a reporter's form: its limits, the consent to them, and
// what was wrong with the files that were sent.
#pragma once

#include <string>
#include <string_view>

#include "core/page/page_template.h"
#include "handler/cases/actions/action_table.h"
#include "handler/portal/action_form.h"
#include "handler/web/request.h"

namespace handler::portal {

// The tick beside the field: processing files needs a consent of its own (PIPL Art. 29).
inline constexpr std::string_view kConsentField = "files_consent";

// Adds FILES to the form: the limits in words and the consent, or why no file can be sent now. True
// if there is a field to choose files in.
bool add_file_field(core::TemplateData& form, const core::Texts& texts, const Ticket& ticket,
                    const cases::ActionRule& action, const Remark& remark);

// True if the request came with files.
bool has_files(const web::Request& request);
// True if files were sent and the consent was not ticked.
bool lacks_consent(const web::Request& request, const web::Fields& fields);

// True if nothing was recorded, and files that cannot be kept are the reason or a part of it.
bool is_stopped_by_files(const Remark& remark);
// Adds NOT_KEPT[] (NOT_KEPT_WHY, with the name) to a page that tells what was recorded.
void add_not_kept(core::TemplateData& data, const core::Texts& texts, const Remark& remark);

}  // namespace handler::portal

// The values of a case for the fields of a paper form: one table from the field names of forms.yaml
// to the facts.
#pragma once

#include "core/page/paper_view.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/casework/staff_names.h"

namespace handler::desk {

// Whether the fields with the reporter's identity are filled in.
enum class IdentityOnPaper {
  shown,         // opened; the caller has recorded the view
  not_asked,     // the user may see it but has not asked: the cells stay blank
  no_right,      // the user has no right: the cells say so
  confidential,  // the reporter asked for confidentiality and the form leaves the window (BG-34)
};

// The result of rights and form: a slip goes to a unit, so it never shows a confidential identity.
// `not_asked` if the identity may be opened.
IdentityOnPaper identity_on(const core::PaperForm& form, const Visit& visit, const OpenCase& open);

// Hides on a slip what the unit that receives it must not see, also if this user sees it. Call
// before any part is opened, and again after record_look(). Other forms stay as they are.
void hide_from_receiver(const core::PaperForm& form, OpenCase& open);

// The values of all fields for which the case has data; others are left out and stay blank. `words`
// and `identity` are opened sealed parts; `identity` is used only if it is shown.
core::PaperValues paper_values(const Visit& visit, const OpenCase& open, StaffNames& names,
                               const core::FormValues& words, IdentityOnPaper shown,
                               const core::FormValues& identity);

}  // namespace handler::desk

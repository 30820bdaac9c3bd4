// What a case says in the fields of a paper form: one table from the vocabulary of forms.yaml to
// the facts of the case.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/page/paper_view.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/casework/staff_names.h"

namespace handler::desk {

// Whether the fields that say who reported are filled in.
enum class IdentityOnPaper {
  shown,         // opened, and recorded by whoever calls this
  not_asked,     // the person may see it, but has not asked: the cells stay blank
  no_right,      // the cells say so
  confidential,  // the reporter asked for confidentiality, and this paper leaves the window (BG-34)
};

// As far as rights and the form decide: a slip goes to a unit, and never says who reported in
// confidence. `not_asked` where the identity may be opened.
IdentityOnPaper identity_on(const core::PaperForm& form, const Visit& visit, const OpenCase& open);

// All fields that the case can say something in; the others are left out and stay blank. `words`
// and `identity` are what was opened of the sealed parts; `identity` counts only if it is shown.
core::PaperValues paper_values(const Visit& visit, const OpenCase& open, StaffNames& names,
                               const core::FormValues& words, IdentityOnPaper shown,
                               const core::FormValues& identity);

}  // namespace handler::desk

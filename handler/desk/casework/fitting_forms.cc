// Registration forms always, slips once a unit holds the case.
#include "handler/desk/casework/fitting_forms.h"

namespace handler::desk {

std::vector<const core::PaperForm*> fitting_forms(const Visit& visit, const cases::Case& folded) {
  std::vector<const core::PaperForm*> forms;
  for (const core::PaperForm& form : visit.model().papers) {
    const bool slip = form.kind == core::PaperKind::slip;
    if (form.kind != core::PaperKind::ledger && !(slip && folded.unit.empty()))
      forms.push_back(&form);
  }
  return forms;
}

}  // namespace handler::desk

// Puts the counts of stranded cases and accounts into one sentence.
#include "handler/desk/people/stranded.h"

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/casework/site_names.h"

namespace handler::desk {

void add_stranded(core::TemplateData& data, const Visit& visit) {
  // Without former names nothing can have gone, and the counts cost nothing.
  if (visit.model().former.empty()) return;
  const bool dispatches =
      core::contains(visit.staff.grants, core::Role::dispatcher, &cases::Grant::role);
  if (!dispatches && !visit.may("manage_users")) return;
  const core::Result<view::Stranded> found = view::stranded_in(visit.services.store, visit.model());
  if (!found || !found->any()) return;
  const core::Texts& texts = visit.texts();
  data.set_optional(
      "STRANDED_WORDS",
      texts.format("desk.stranded",
                   {{"cases", std::to_string(found->cases)},
                    {"accounts", std::to_string(found->accounts)},
                    {"names", core::joined(found->names, texts.get("desk.list_comma"))}}));
}

}  // namespace handler::desk

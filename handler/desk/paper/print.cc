// Fills in the cells of a form, and shows the sheet on a page of the desk.
#include "handler/desk/paper/print.h"

#include <utility>

#include "core/page/paper_fit.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/casework/identity.h"
#include "handler/desk/page.h"
#include "handler/desk/paper/paper_values.h"

namespace handler::desk {
namespace {

const core::PaperForm* form_in_address(const Visit& visit, const cases::Case& folded) {
  const std::string& id = visit.parameters.find("form")->second;
  for (const core::PaperForm* form : fitting_forms(visit, folded)) {
    if (form->id == id) return form;
  }
  return nullptr;
}

// The note above the sheet on the screen: whether the identity is shown, and why not.
void add_identity_note(core::TemplateData& data, const core::PaperForm& form,
                       IdentityOnPaper identity) {
  if (!core::names_the_reporter(form)) return;
  switch (identity) {
    case IdentityOnPaper::shown:
      data.show("IDENTITY_RECORDED");
      break;
    case IdentityOnPaper::not_asked:
      data.show("IDENTITY_ON_REQUEST");
      break;
    case IdentityOnPaper::no_right:
      data.show("IDENTITY_HIDDEN");
      break;
    case IdentityOnPaper::confidential:
      data.show("IDENTITY_CONFIDENTIAL");
      break;
  }
}

web::Response sheet_page(const Visit& visit, const OpenCase& open, const core::PaperForm& form,
                         IdentityOnPaper shown, const core::FormValues& identity) {
  const core::Result<core::FormValues> words = open_words(visit, open.record);
  if (!words) return web::unavailable();
  StaffNames names(visit.services.store);
  core::PaperFilling filling;
  filling.values = paper_values(visit, open, names, *words, shown, identity);
  core::TemplateData data = core::paper_sheet_data(form, open.rules.version->policy, visit.texts(),
                                                   std::move(filling), open.folded.serial);
  data.set("CASE_ID", std::to_string(open.folded.id))
      .set("CASE_NAME", case_name(visit, open.folded))
      .set("FORM_ID", form.id)
      .set("FORM_TITLE", form.title);
  add_identity_note(data, form, shown);
  return desk_page(visit, 200, "desk/print", form.title, data);
}

}  // namespace

web::Response show_print(const Visit& visit) {
  OpenedCase opened = open_case(visit);
  if (!opened.open) return opened.refusal;
  const core::PaperForm* form = form_in_address(visit, opened.open->folded);
  if (form == nullptr) return web::not_found();
  hide_from_receiver(*form, *opened.open);
  return sheet_page(visit, *opened.open, *form, identity_on(*form, visit, *opened.open), {});
}

web::Response show_print_with_identity(const Visit& visit) {
  OpenedCase opened = open_case(visit);
  if (!opened.open) return opened.refusal;
  const core::PaperForm* form = form_in_address(visit, opened.open->folded);
  if (form == nullptr) return web::not_found();
  hide_from_receiver(*form, *opened.open);
  if (!core::names_the_reporter(*form) ||
      identity_on(*form, visit, *opened.open) != IdentityOnPaper::not_asked)
    return web::forbidden();
  const core::Result<core::FormValues> identity = open_identity(visit, opened.open->record);
  if (!identity) return web::unavailable();
  // The identity is shown only after the view was recorded.
  if (const core::Status recorded = record_look(visit, *opened.open, form->id); !recorded) {
    return recorded.failure().code == core::FailureCode::conflict
               ? web::html(409, "")
               : not_kept_page(visit, recorded.failure());
  }
  hide_from_receiver(*form, *opened.open);
  return sheet_page(visit, *opened.open, *form, IdentityOnPaper::shown, *identity);
}

}  // namespace handler::desk

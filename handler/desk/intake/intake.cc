// Handles an intake from the form through the check page to the receipt.
#include "handler/desk/intake/intake.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/page/form_view.h"
#include "handler/casework/submission.h"
#include "handler/desk/casework/receipt.h"
#include "handler/desk/casework/similar.h"
#include "handler/desk/intake/intake_form.h"
#include "handler/desk/page.h"
#include "handler/view/failure_pages.h"
#include "handler/web/form_token.h"

namespace handler::desk {
namespace {

using core::value_of;

constexpr std::string_view kIntakePurpose = "intake";

core::FormValues typed_values(const Visit& visit) {
  core::FormValues values;
  for (const core::FormField& field : intake_form(visit, "").fields) {
    if (visit.form.has(field.id)) values[field.id] = std::string(visit.form.get(field.id));
  }
  return values;
}

web::Response intake_form_page(const Visit& visit, int status, const core::ReportForm& form,
                               const core::FormValues& values,
                               const std::vector<core::FormMistake>& mistakes) {
  const core::TemplateData data = core::report_form_data(form, visit.texts(), values, mistakes);
  return desk_page(
      visit, status, "desk/intake",
      visit.texts().get(mistakes.empty() ? "desk.intake.title" : "desk.intake.title_with_mistakes"),
      data);
}

// -- the token: the same nonce identifies a repeated submission

std::string make_intake_token(const Visit& visit, const std::string& nonce) {
  const std::string chosen =
      nonce.empty() ? core::to_hex(visit.services.randomness.bytes(16)) : nonce;
  return web::make_token(visit.services.portal_keys.token, kIntakePurpose,
                         {chosen, visit.site.id()});
}

std::string sent_nonce(const Visit& visit) {
  const auto fields =
      web::read_token(visit.services.portal_keys.token, kIntakePurpose, visit.form.get("token"));
  return fields && fields->size() == 2 && (*fields)[1] == visit.site.id() ? (*fields)[0] : "";
}

// -- the check page

cases::Object object_of_intake(const Visit& visit, const core::FormValues& values) {
  const core::Kind* kind = visit.model().policy.kind(value_of(values, "kind"));
  const std::string window = value_of(values, "window");
  return {.site = visit.site.id(),
          .window = window,
          .windows_above = visit.model().windows_above(window),
          .unit = {},
          .concerned_unit = value_of(values, "unit"),
          .restricted = kind != nullptr && kind->restricted,
          .confidential = value_of(values, "confidential") == "yes"};
}

std::string shown_answer(const core::FormField& field, const std::string& value,
                         const Visit& visit) {
  if (field.type == core::FieldType::checkbox) return visit.texts().get("portal.check.ticked");
  const auto option = std::ranges::find(field.options, value, &core::FormOption::value);
  return option == field.options.end() ? value : option->label;
}

// One item of `section` for each field of `values`, and its value for the form behind the page.
void add_answers(core::TemplateData& data, const std::string& section, const Visit& visit,
                 const core::ReportForm& form, const core::FormValues& values) {
  for (const core::FormField& field : form.fields) {
    const std::string value = value_of(values, field.id);
    if (value.empty()) continue;
    data.add(section)
        .set("ANSWER_LABEL", field.label)
        .set("ANSWER_VALUE", shown_answer(field, value, visit));
    data.add("HIDDEN").set("HIDDEN_NAME", field.id).set("HIDDEN_VALUE", value);
  }
}

web::Response check_page(const Visit& visit, int status, const Intake& intake,
                         const std::string& nonce, const std::string& why) {
  const core::FormValues& values = intake.checked.values;
  core::TemplateData data;
  add_answers(data, "ANSWER", visit, intake.form, values);
  add_answers(data, "UNASKED", visit, intake.form, intake.checked.unasked);
  data.show_if(!intake.checked.unasked.empty(), "HAS_UNASKED");
  keep_traces_of_unopened(visit);
  const cases::Object object = object_of_intake(visit, values);
  add_similar(data, visit, {traces_in(visit, values), value_of(values, "unit"), object});
  data.set("TOKEN", make_intake_token(visit, nonce));
  if (!why.empty()) data.show(why);
  return desk_page(visit, status, "desk/intake_check", visit.texts().get("desk.intake.check_title"),
                   data);
}

// -- recording

// Open parts: texts by staff for staff.
void add_staff_text(const Visit& visit, store::NewReport& report, const core::FormValues& values,
                    const std::string& field) {
  const std::string text = value_of(values, field);
  if (text.empty()) return;
  report.submitted.parts.push_back(
      store::make_part(visit.services.randomness, field, text, "", /*for_reporter=*/false));
}

store::NewReport report_of(const Visit& visit, const Intake& intake, const std::string& nonce) {
  const core::FormValues& values = intake.checked.values;
  store::NewReport report =
      view::new_report(visit.services, visit.site, values, value_of(values, "channel"), nonce);
  const cases::Object object = object_of_intake(visit, values);
  const std::optional<cases::Grant> grant = cases::allowed(visit.staff, "register", object);
  report.known_to_staff = true;
  store::NewEvent& event = report.submitted;
  event.actor = visit.acting(*grant);
  event.occurred_at = intake.received_at;
  event.data["known_to_staff"] = "yes";
  if (intake.assigned_due) event.data["assigned_due"] = core::to_iso(*intake.assigned_due);
  add_staff_text(visit, report, values, "assigned_by");
  add_staff_text(visit, report, values, "remark");
  return report;
}

// The receipt for the number that this form created. If the reporter has changed the number since,
// staff may not see the new one: shows the case page instead.
web::Response receipt_of(const Visit& visit, cases::CaseId id, const std::string& nonce) {
  const std::string page = visit.root() + "/cases/" + std::to_string(id);
  core::Result<store::CaseRecord> record = visit.services.store.case_by_ticket(
      visit.site.id(), view::ticket_hash_of(visit.services, visit.site, nonce));
  if (!record) return web::see_other(page);
  const core::Result<OpenCase> open = open_record(visit, std::move(*record));
  if (!open) return web::see_other(page);
  if (!cases::allowed(visit.staff, "see", open->object)) return web::not_found();
  return receipt_page(visit, *open, view::ticket_number_of(visit.services, visit.site, nonce),
                      Receipt::first);
}

web::Response keep_report(const Visit& visit, const Intake& intake) {
  const std::string nonce = sent_nonce(visit);
  if (nonce.empty()) return check_page(visit, 200, intake, "", "OUTDATED");
  const core::Result<store::AddedReport> added =
      visit.services.store.add_report(report_of(visit, intake, nonce));
  if (!added)
    return check_page(visit, 503, intake, nonce, view::not_saved_section(added.failure()));
  if (const auto record = visit.services.store.case_by_id(visit.site.id(), added->id))
    keep_traces(visit, *record);
  return receipt_of(visit, added->id, nonce);
}

}  // namespace

web::Response show_intake(const Visit& visit) {
  if (windows_to_register(visit).empty()) return web::forbidden();
  return intake_form_page(visit, 200, intake_form(visit, ""), {}, {});
}

web::Response receive_intake(const Visit& visit) {
  if (windows_to_register(visit).empty()) return web::forbidden();
  const core::FormValues typed = typed_values(visit);
  const Intake intake = check_intake(visit, typed);
  const std::string_view step = visit.form.get("step");
  if (step == "edit") return intake_form_page(visit, 200, intake.form, typed, {});
  if (!intake.checked.mistakes.empty()) {
    core::FormValues kept = intake.checked.values;
    kept.insert(typed.begin(), typed.end());  // keep fields of other channels
    return intake_form_page(visit, 422, intake.form, kept, intake.checked.mistakes);
  }
  return step == "confirm" ? keep_report(visit, intake) : check_page(visit, 200, intake, "", "");
}

}  // namespace handler::desk

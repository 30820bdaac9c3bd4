// Builds the page of a case.
#include "handler/desk/casework/case_page.h"

#include <algorithm>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/reading/find_by_id.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/jobs/retention.h"
#include "handler/casework/corrections.h"
#include "handler/desk/access.h"
#include "handler/desk/casework/action_form.h"
#include "handler/desk/casework/identity.h"
#include "handler/desk/casework/relations.h"
#include "handler/desk/casework/remarks.h"
#include "handler/desk/casework/report_values.h"
#include "handler/desk/casework/shown_files.h"
#include "handler/desk/casework/similar.h"
#include "handler/desk/casework/staff_names.h"
#include "handler/desk/page.h"
#include "handler/view/case_view.h"
#include "handler/view/event_words.h"
#include "handler/view/file_words.h"
#include "handler/view/mistake_words.h"

namespace handler::desk {
namespace {

std::optional<cases::CaseId> case_id_of(const Visit& visit) {
  const std::string& text = visit.parameters.find("case")->second;
  const bool is_number =
      !text.empty() && text.size() <= 15 && std::ranges::all_of(text, core::is_digit);
  if (!is_number) return std::nullopt;
  return std::stoll(text);
}

void add_words(core::TemplateData& data, const Visit& visit, const OpenCase& open,
               bool later_words_lost) {
  const core::Result<core::FormValues> words = open_words(visit, open.record);
  if (words) add_values(data, "WORDS", visit, *words);
  const bool gone = words && words->empty();
  data.show_if(!words || later_words_lost, "WORDS_LOST")
      .show_if(gone && !open.shielded, "WORDS_GONE")
      .show_if(open.shielded, "WORDS_SHIELDED");
}

// Masked until an authorized user asks for it.
void add_identity(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                  const core::FormValues& identity) {
  if (open.shielded || !cases::allowed(visit.staff, "see_identity", open.object)) {
    data.show("IDENTITY_HIDDEN");
    return;
  }
  if (!identity.empty()) {
    data.show("IDENTITY_SHOWN");
    add_values(data, "IDENTITY", visit, identity);
    return;
  }
  const core::Result<core::FormValues> sealed = open_identity(visit, open.record);
  if (!sealed || sealed->empty()) {
    data.show("IDENTITY_GONE");
    return;
  }
  data.show("IDENTITY_ON_REQUEST");
  add_values(data, "MASKED", visit, masked(*sealed));
}

void add_head(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const core::Policy& policy = open.rules.version->policy;
  data.set("CASE_ID", std::to_string(open.folded.id))
      .set("CASE_NAME", case_name(visit, open.folded))
      .set_optional("CASE_MATTER", open.record.row.matter)
      .set("CASE_CHANNEL", channel_name(visit, open.rules.version->policy, open.folded.channel))
      .set("CASE_KIND", core::name_or(policy.kind(open.folded.kind), open.folded.kind))
      .set("SEEN", std::to_string(open.folded.last_seq))
      .show_if(open.folded.restricted, "CASE_RESTRICTED")
      .show_if(open.folded.confidential, "CASE_CONFIDENTIAL")
      .show_if(open.folded.overdue(visit.now()), "CASE_OVERDUE");
}

// Until when each class is kept, and whether a role has put its destruction off.
void add_retention(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  data.show_if(open.folded.on_hold, "ON_HOLD");
  for (const cases::KeptUntil& each : cases::kept_until(
           open.rules.version->policy.retention, visit.site.rules->policy.retention, open.folded)) {
    data.show("HAS_KEPT");
    data.add("KEPT")
        .set("KEPT_WHAT", view::kept_name(visit.texts(), each.kept))
        .set("KEPT_LAST", core::chinese_date(each.last));
  }
}

// The site's paper forms that fit this case.
void add_papers(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  for (const core::PaperForm* form : fitting_forms(visit, open.folded)) {
    data.show("HAS_PAPERS");
    data.add("CASE_PAPER").set("FORM_ID", form->id).set("FORM_TITLE", form->title);
  }
}

void add_actions(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                 const FailedAction& failed) {
  std::vector<const cases::ActionRule*> actions = cases::possible_actions(
      open.rules.rules(), open.folded, open.object, visit.staff, visit.now());
  std::erase_if(actions, [&](const auto* action) { return !can_be_asked(visit, open, *action); });
  for (const cases::ActionRule* action : actions) add_action(data, visit, open, *action, failed);
  const bool has_notes =
      std::ranges::any_of(actions, [](const auto* action) { return action->is_note; });
  data.show_if(has_notes, "HAS_NOTE_ACTIONS");
  data.show_if(actions.empty(), "NO_ACTIONS").show_if(!actions.empty(), "HAS_ACTIONS");
}

void add_mistakes(core::TemplateData& data, const Visit& visit, const FailedAction& failed) {
  const cases::ActionRule* rule = cases::find_action(failed.action);
  if (rule == nullptr) return;
  const auto add = [&](const std::string& field, const std::string& sentence) {
    data.show("HAS_MISTAKES");
    data.add("MISTAKE")
        .set("MISTAKE_INPUT", input_id(failed.action, field))
        .set("MISTAKE_LABEL", view::field_label(visit.texts(), rule->event, field))
        .set("MISTAKE_SENTENCE", sentence);
  };
  for (const cases::ActionMistake& mistake : failed.mistakes)
    add(mistake.field, view::mistake_sentence(visit.texts(), mistake));
  for (const view::UnfitFile& file : failed.unfit)
    add(std::string(cases::kFiles), view::unfit_in_words(visit.texts(), file));
}

// True if no role but that of a unit lets this user see the case.
bool sees_only_as_unit(const cases::StaffMember& staff, const cases::Object& object) {
  using core::Role;
  return !cases::allowed_as(staff,
                            {Role::front_desk, Role::dispatcher, Role::leader_on_duty,
                             Role::leading_group, Role::supervision, Role::auditor},
                            object);
}

bool is_shielded(const cases::StaffMember& staff, const cases::Case& folded) {
  return std::ranges::any_of(staff.grants, [&](const cases::Grant& grant) {
    return core::contains(folded.shielded_units, grant.unit);
  });
}

// The text that staff wrote in the newest event of a type, unless it was destroyed.
std::string written_in(const OpenCase& open, cases::EventType type, std::string_view field) {
  const cases::Event* event = cases::last_event(open.record.events(), type);
  if (event == nullptr) return {};
  const auto value = event->data.find(field);
  if (value == event->data.end() || !value->is_object()) return {};
  const auto part = open.record.parts.find(value->at("part").get<std::int64_t>());
  const bool readable =
      part != open.record.parts.end() && !part->second.sealed && !part->second.destroyed;
  return readable ? part->second.body : std::string();
}

// Why the case is with this holder again: the reason stands where it cannot be missed.
void add_waiting_reason(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const std::pair<bool, cases::EventType> waits[] = {
      {open.folded.sent_back, cases::EventType::sent_back},
      {open.folded.returned, cases::EventType::returned}};
  for (const auto& [holds, type] : waits) {
    if (!holds) continue;
    const std::string key = "desk.waits_because." + std::string(cases::to_text(type));
    data.set_optional("WAITS_BECAUSE", visit.texts().get(key) + written_in(open, type, "reason"));
  }
}

}  // namespace

std::string case_name(const Visit& visit, const cases::Case& folded) {
  if (!folded.serial.empty()) return folded.serial;
  return visit.texts().format("desk.unregistered", {{"number", std::to_string(folded.id)}});
}

OpenedCase open_case(const Visit& visit) {
  const std::optional<cases::CaseId> id = case_id_of(visit);
  if (!id) return {std::nullopt, web::not_found()};
  return open_case_by_id(visit, *id);
}

core::Result<OpenCase> open_record(const Visit& visit, store::CaseRecord record) {
  cases::Object object = object_of(visit.model(), record.row);
  core::Result<view::FoldedCase> folded =
      view::fold_record(visit.services, visit.site, std::move(record));
  if (!folded) return folded.failure();
  OpenCase open{std::move(*folded), std::move(object)};
  if (!sees_only_as_unit(visit.staff, open.object)) return open;
  view::keep_back_withheld(open.record);
  open.shielded = is_shielded(visit.staff, open.folded);
  if (open.shielded) view::hide_restricted_time(open.record, open.folded);
  return open;
}

OpenedCase open_case_by_id(const Visit& visit, cases::CaseId id) {
  const web::Response none = web::not_found();
  core::Result<store::CaseRecord> record = visit.services.store.case_by_id(visit.site.id(), id);
  if (!record) {
    return {std::nullopt,
            record.failure().code == core::FailureCode::not_found ? none : web::unavailable()};
  }
  if (!cases::allowed(visit.staff, "see", object_of(visit.model(), record->row)))
    return {std::nullopt, none};
  core::Result<OpenCase> open = open_record(visit, std::move(*record));
  if (!open) return {std::nullopt, web::unavailable()};
  return {std::move(*open), {}};
}

web::Response case_page(const Visit& visit, const OpenCase& open, int status,
                        const FailedAction& failed, const core::FormValues& identity) {
  const core::Result<view::OpenedTexts> later = open_later_words(visit, open.record);
  StaffNames names(visit.services.store);
  core::TemplateData data =
      view::case_view(visit.site, open.rules, open.record, open.folded, visit.now(),
                      view::Reader::staff, later ? *later : view::OpenedTexts(),
                      [&names](const cases::Actor& actor) { return names.of(actor); });
  add_head(data, visit, open);
  const std::vector<std::string> remarks = remarks_of(visit, open);
  for (const std::string& remark : remarks) data.add("REMARK").set("REMARK_TEXT", remark);
  data.show_if(!remarks.empty(), "HAS_REMARKS");
  add_waiting_reason(data, visit, open);
  if (status == 200) add_done(data, visit, "desk.done.here");
  add_relations(data, visit, open);
  add_facts(data, visit, open);
  add_words(data, visit, open, !later);
  add_identity(data, visit, open, identity);
  add_files(data, visit, open);
  add_retention(data, visit, open);
  data.show_if(!open.shielded && cases::allowed(visit.staff, "answer_request", open.object),
               "MAY_ANSWER_REQUEST");
  add_actions(data, visit, open, failed);
  add_mistakes(data, visit, failed);
  add_papers(data, visit, open);
  data.show_if(status == 503 && !failed.clock_held && !failed.files_full, "NOT_SAVED")
      .show_if(status == 503 && failed.files_full, "FILES_FULL")
      .show_if(status == 503 && failed.clock_held, "CLOCK_HELD");
  return desk_page(visit, status, "desk/case", case_name(visit, open.folded), data);
}

web::Response show_case(const Visit& visit) {
  const OpenedCase opened = open_case(visit);
  if (!opened.open) return opened.refusal;
  if (!opened.open->shielded) keep_traces(visit, opened.open->record);
  return case_page(visit, *opened.open, 200, {}, {});
}

web::Response show_identity(const Visit& visit) {
  OpenedCase opened = open_case(visit);
  if (!opened.open) return opened.refusal;
  OpenCase& open = *opened.open;
  if (open.shielded || !cases::allowed(visit.staff, "see_identity", open.object))
    return web::forbidden();
  const core::Result<core::FormValues> identity = open_identity(visit, open.record);
  if (!identity) return web::unavailable();
  // The identity is shown only after the view was recorded.
  if (const core::Status recorded = record_look(visit, open, ""); !recorded) {
    return recorded.failure().code == core::FailureCode::conflict
               ? web::html(409, "")
               : not_kept_page(visit, recorded.failure());
  }
  return case_page(visit, open, 200, {}, *identity);
}

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

// Builds the reporter's forms, with the typed values and mistakes.
#include "handler/portal/action_form.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/cases/actions/take_files.h"
#include "handler/casework/corrections.h"
#include "handler/portal/confirmation.h"
#include "handler/portal/file_field.h"
#include "handler/portal/ticket_files.h"
#include "handler/view/choices.h"
#include "handler/view/file_words.h"
#include "handler/view/mistake_words.h"

namespace handler::portal {
namespace {

// A value in the id of an element: the names of files have a dot, which ids may not have.
std::string as_id(std::string value) {
  std::ranges::replace(value, '.', '-');
  return value;
}

using Type = cases::ActionField::Type;

std::string typed_value(const Remark& remark, std::string_view action, std::string_view field) {
  if (remark.action != action) return {};
  const auto typed = remark.typed.find(field);
  return typed == remark.typed.end() ? std::string() : typed->second;
}

std::string element_id(std::string_view action, std::string_view field) {
  return std::string(action) + "-" + std::string(field);
}

std::string mistake_beside(const core::Texts& texts, const Remark& remark, std::string_view action,
                           std::string_view field) {
  if (remark.action != action) return {};
  for (const cases::ActionMistake& mistake : remark.mistakes) {
    if (mistake.field == field) return view::mistake_sentence(texts, mistake);
  }
  return {};
}

using view::Choices;

Choices file_choices(const core::Texts& texts, const Ticket& ticket, int year) {
  Choices choices;
  for (const cases::CaseFile* file : cases::files_of_reporter(ticket.folded))
    choices.emplace_back(cases::name_of(*file),
                         view::file_choice(texts, *file, ticket.record.events(), year));
  return choices;
}

// The first button has the field's id, so that the link in the summary finds it.
void add_choices(core::TemplateData& field, const Choices& choices, const std::string& id,
                 const std::string& chosen) {
  for (const auto& [value, label] : choices) {
    const bool first = value == choices.front().first;
    field.add("OPTION")
        .set("OPTION_ID", "field-" + (first ? id : id + "-" + as_id(value)))
        .set("OPTION_VALUE", value)
        .set("OPTION_LABEL", label)
        .show_if(value == chosen, "OPTION_CHOSEN");
  }
}

void add_notes(core::TemplateData& field, const std::string& id, const std::string& hint,
               const std::string& mistake) {
  std::vector<std::string> described_by;
  if (!hint.empty()) described_by.push_back("hint-" + id);
  if (!mistake.empty()) described_by.push_back("mistake-" + id);
  field.set_optional("HINT", hint)
      .set_optional("MISTAKE_TEXT", mistake)
      .set_optional("DESCRIBED_BY", core::joined(described_by, " "));
}

bool takes_files_now(const Ticket& ticket, const cases::ActionRule& action) {
  return cases::takes_files(ticket.rules.rules(), action) &&
         !cases::no_room_for_reporter(ticket.rules.version->policy.file_rule(), ticket.folded);
}

// The text key of the hint under the label, or "". Where no files are taken now the hint may be
// another.
std::string hint_key(const core::Texts& texts, const Ticket& ticket,
                     const cases::ActionRule& action, const cases::ActionField& field) {
  const std::string key =
      "case.reporter_hint." + std::string(action.id) + "." + std::string(field.id);
  const std::string alone = key + "_alone";
  if (!takes_files_now(ticket, action) && texts.has(alone)) return alone;
  return texts.has(key) ? key : std::string();
}

void add_field(core::TemplateData& form, const core::Texts& texts, const Ticket& ticket,
               const cases::ActionRule& action, const cases::ActionField& field,
               const Remark& remark, int year) {
  const std::string id = element_id(action.id, field.id);
  const std::string value = typed_value(remark, action.id, field.id);
  const std::string hint = hint_key(texts, ticket, action, field);
  const bool is_choice = field.type == Type::grade || field.type == Type::sent_file;
  core::TemplateData& data = form.add("FIELD");
  data.set("FIELD_ID", id)
      .set("FIELD_NAME", std::string(field.id))
      .set("LABEL", field_label(texts, action.id, field.id))
      .set("VALUE", value)
      .show(is_choice ? "IS_CHOICE" : "IS_TEXT")
      .show_if(field.required, "REQUIRED")
      .show_if(!field.required, "OPTIONAL");
  if (field.type == Type::grade) add_choices(data, view::named(ticket.policy().grades), id, value);
  if (field.type == Type::sent_file)
    add_choices(data, file_choices(texts, ticket, year), id, value);
  add_notes(data, id, hint.empty() ? hint : texts.get(hint),
            mistake_beside(texts, remark, action.id, field.id));
}

// The window's last request for materials, shown above everything else that a reporter can do.
std::string asked_materials(const store::CaseRecord& record) {
  const cases::Event* asked = cases::last_event(record.events(), cases::EventType::materials_asked);
  if (asked == nullptr || !asked->data.contains("list")) return {};
  const auto part = record.parts.find(asked->data.at("list").at("part").get<std::int64_t>());
  const bool readable =
      part != record.parts.end() && !part->second.sealed && !part->second.destroyed;
  return readable ? part->second.body : std::string();
}

// Most readers of the page do not need this long form, so a button stands in its place.
bool is_asked_for(const cases::ActionRule& action, const Remark& remark) {
  return !action.asks_for(Type::files) || action.stands_open || remark.action == action.id;
}

void add_form(core::TemplateData& data, const view::LiveSite& site, const Ticket& ticket,
              const cases::ActionRule& action, const Remark& remark, int year) {
  const std::string id(action.id);
  core::TemplateData& form = action.stands_last ? data.add("LAST_ACTION") : data.add("ACTION");
  form.set("ACTION_ID", id).set("ACTION_LABEL", action_label(site.texts, id));
  if (!is_asked_for(action, remark)) {
    form.show("ACTION_SHUT").show_if(takes_files_now(ticket, action), "WITH_FILES");
    return;
  }
  form.show("ACTION_SHOWN")
      .set("ACTION_LEAD",
           site.texts.get(key_for(ticket.folded, site.texts, "portal.ticket.lead." + id)))
      .set("ACTION_BUTTON", site.texts.get("portal.ticket.button." + id))
      .show_if(action.stands_open || remark.action == id, "ACTION_OPEN");
  if (action.event == cases::EventType::materials_sent)
    data.set_optional("ASKED", asked_materials(ticket.record));
  for (const cases::ActionField& field :
       cases::fields_of(ticket.rules.rules(), ticket.folded, action)) {
    if (field.type != Type::files) {
      add_field(form, site.texts, ticket, action, field, remark, year);
    } else if (add_file_field(form, site.texts, ticket, action, remark)) {
      data.show("ASKS_FILES");
    }
  }
}

void add_mistakes(core::TemplateData& data, const core::Texts& texts, const Remark& remark) {
  const bool unfit = is_stopped_by_files(remark);
  if (remark.mistakes.empty() && !unfit) return;
  const std::size_t count = remark.mistakes.size() + (unfit ? remark.unfit.size() : 0);
  data.show("HAS_MISTAKES").set("MISTAKE_COUNT", static_cast<int>(count));
  for (const cases::ActionMistake& mistake : remark.mistakes) {
    data.add("MISTAKE")
        .set("MISTAKE_FIELD", element_id(remark.action, mistake.field))
        .set("MISTAKE_LABEL", field_label(texts, remark.action, mistake.field))
        .set("MISTAKE_SENTENCE", view::mistake_sentence(texts, mistake));
  }
  if (!unfit) return;
  for (const view::UnfitFile& file : remark.unfit) {
    data.add("MISTAKE")
        .set("MISTAKE_FIELD", element_id(remark.action, view::kFilesField))
        .set("MISTAKE_LABEL", field_label(texts, remark.action, view::kFilesField))
        .set("MISTAKE_SENTENCE", view::unfit_in_words(texts, file));
  }
}

// Texts typed for an action that is no longer possible, shown for copying.
void add_orphans(core::TemplateData& data, const core::Texts& texts, const Remark& remark) {
  for (const auto& [field, text] : remark.typed) {
    if (field == "grade" || field == "file" || field == view::kFilesField || text.empty()) continue;
    data.add("ORPHAN")
        .set("ORPHAN_ID", "typed-" + field)
        .set("ORPHAN_LABEL", field_label(texts, remark.action, field))
        .set("ORPHAN_TEXT", text);
  }
}

void add_remark(core::TemplateData& data, const core::Texts& texts, const Remark& remark,
                bool still_possible) {
  data.set_optional("DONE", remark.done)
      .set_optional("DONE_FILES", remark.files)
      .set_optional("WHY", remark.why);
  if (!remark.done.empty()) add_not_kept(data, texts, remark);
  for (const std::string& what : remark.happened) data.add("HAPPENED").set("HAPPENED_WHAT", what);
  add_mistakes(data, texts, remark);
  if (!remark.action.empty() && !still_possible) add_orphans(data, texts, remark);
}

// Actions that cannot be repeated, shown in place of their buttons.
void add_standing(core::TemplateData& data, const Ticket& ticket, core::Instant now) {
  const cases::Case& folded = ticket.folded;
  const bool closed = folded.state == core::CaseState::closed;
  if (closed && folded.evaluation) {
    const core::EvaluationGrade* grade =
        ticket.rules.version->policy.grade(folded.evaluation->grade);
    data.set_optional("GRADE", grade == nullptr ? folded.evaluation->grade : grade->name);
  }
  const auto& urged = folded.urged_by_reporter_at;
  data.show_if(folded.known_to_staff, "KNOWN_TO_STAFF");
  data.show_if(closed && folded.reopening_asked, "REOPENING_PENDING")
      .show_if(!closed && urged && core::day_of(*urged) == core::day_of(now), "URGED_TODAY")
      .show(folded.unit.empty() ? "URGED_WINDOW" : "URGED_UNIT");
}

}  // namespace

std::optional<Ticket> open_ticket(const view::Services& services, const view::LiveSite& site,
                                  const std::string& number, store::CaseRecord record) {
  core::Result<view::FoldedCase> folded = view::fold_record(services, site, std::move(record));
  if (!folded) return std::nullopt;
  view::keep_back_withheld(folded->record);
  return Ticket{std::move(*folded), number};
}

std::string title_key(const Remark& remark) {
  if (!remark.done.empty()) return "portal.ticket.title_done";
  if (!remark.why.empty()) return "portal.ticket.title_not_done";
  const bool fits = remark.mistakes.empty() && !is_stopped_by_files(remark);
  return fits ? "portal.ticket.title" : "portal.ticket.title_with_mistakes";
}

std::string action_label(const core::Texts& texts, std::string_view action) {
  return texts.get("case.reporter_action." + std::string(action));
}

std::string key_for(const cases::Case& folded, const core::Texts& texts, const std::string& key) {
  const std::string before_unit = key + "_before_unit";
  return folded.unit.empty() && texts.has(before_unit) ? before_unit : key;
}

std::string field_label(const core::Texts& texts, std::string_view action, std::string_view field) {
  const std::string own =
      "case.reporter_field_of." + std::string(action) + "." + std::string(field);
  return texts.get(texts.has(own) ? own : "case.reporter_field." + std::string(field));
}

void add_actions(core::TemplateData& data, const view::Services& services,
                 const view::LiveSite& site, const Ticket& ticket, const Remark& remark) {
  const core::Instant now = services.clock.now();
  const auto actions = cases::possible_reporter_actions(ticket.rules.rules(), ticket.folded, now);
  bool still_possible = false;
  for (const cases::ActionRule* action : actions) {
    still_possible = still_possible || remark.action == action->id;
    add_form(data, site, ticket, *action, remark, core::year_of(core::day_of(now)));
  }
  const bool can_take_back = std::ranges::any_of(actions, [](const cases::ActionRule* action) {
    return action->effect == cases::Effect::withdraws_file;
  });
  add_ticket_files(data, site.texts, ticket, core::year_of(core::day_of(now)), can_take_back);
  data.show(data.has_items("ACTION") ? "HAS_ACTIONS" : "NOTHING_TO_DO");
  data.set("SEEN", std::to_string(ticket.folded.last_seq))
      .set("TOKEN", make_ticket_token(services, site));
  add_standing(data, ticket, now);
  add_remark(data, site.texts, remark, still_possible);
}

}  // namespace handler::portal

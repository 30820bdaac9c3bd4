// Fills the ticket page, and the page with the form to be sent again.
#include "handler/portal/ticket_answers.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/check.h"
#include "core/base/text.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/portal/file_field.h"
#include "handler/portal/limits.h"
#include "handler/portal/page.h"
#include "handler/view/event_words.h"
#include "handler/view/file_words.h"
#include "handler/view/receipt_data.h"

namespace handler::portal {
namespace {

using Attempt = TicketAttempt;

Remark remark_on(const Attempt& attempt) {
  Remark remark;
  remark.action = attempt.id();
  remark.typed = attempt.input;
  return remark;
}

web::Response show(const Attempt& attempt, const Ticket& ticket, int status, const Remark& remark) {
  return ticket_page(attempt.services, attempt.site, attempt.request, ticket, status, remark);
}

std::string chosen_file(const Attempt& attempt, const Ticket& ticket, const std::string& name) {
  const cases::CaseFile* file = cases::file_named(cases::files_of_reporter(ticket.folded), name);
  const int year = core::year_of(core::day_of(attempt.services.clock.now()));
  return file == nullptr ? std::string()
                         : view::file_choice(attempt.texts(), *file, ticket.record.events(), year);
}

// What was typed or chosen, as people read it; "" for what is not shown. A file can be named only
// where the case was opened.
std::string shown_answer(const Attempt& attempt, const cases::ActionField& field,
                         const std::string& typed, const Ticket* ticket) {
  if (field.type == cases::ActionField::Type::text) return typed;
  if (field.type == cases::ActionField::Type::sent_file && ticket != nullptr)
    return chosen_file(attempt, *ticket, typed);
  if (field.type != cases::ActionField::Type::grade) return {};
  const core::EvaluationGrade* grade = attempt.site.site().policy.grade(typed);
  return grade == nullptr ? typed : grade->name;
}

// Adds the typed texts and the chosen grade for review before sending.
void add_typed(core::TemplateData& data, const Attempt& attempt, const Ticket* ticket) {
  for (const cases::ActionField& field : attempt.rule.fields) {
    const auto typed = attempt.input.find(field.id);
    if (typed == attempt.input.end() || typed->second.empty()) continue;
    if (field.type == cases::ActionField::Type::files) continue;
    const std::string name(field.id);
    data.add("HIDDEN").set("HIDDEN_NAME", name).set("HIDDEN_VALUE", typed->second);
    const std::string shown = shown_answer(attempt, field, typed->second, ticket);
    if (shown.empty()) continue;
    data.add("ANSWER")
        .set("ANSWER_LABEL", field_label(attempt.texts(), attempt.rule.id, name))
        .set("ANSWER_VALUE", shown);
  }
}

// The confirmation page of an action that asks twice: the section of the template, and its title.
struct SecondLook {
  std::string_view action;
  const char* section;
  const char* title;
};

const SecondLook& second_look_of(const Attempt& attempt) {
  static constexpr SecondLook kLooks[] = {
      {"withdraw_file", "FILE_WITHDRAWAL", "portal.ticket.file_withdrawal.title"},
      {"withdraw", "WITHDRAWAL", "portal.ticket.confirm.title"},
      {"evaluate", "RATING", "portal.ticket.rating.title"},
      {"change_number", "NEW_NUMBER", "portal.ticket.new_number.title"}};
  const auto* found = std::ranges::find(kLooks, attempt.rule.id, &SecondLook::action);
  BANCHENG_CHECK(found != std::end(kLooks));
  return *found;
}

// Shows the new number before it becomes valid: a reporter who loses the answer still has it.
void add_number_to_keep(core::TemplateData& data, const Attempt& attempt) {
  core::TemplateData& fresh = data.add("FRESH");
  view::add_number(fresh, attempt.services, attempt.site.site(), attempt.request,
                   attempt.new_number());
}

// The form with all values, ready to be sent again; `section` of the template gives the reason.
core::TemplateData form_again(const Attempt& attempt, const std::string& section,
                              const Ticket* ticket) {
  core::TemplateData data;
  data.set("ACTION_ID", attempt.id())
      .set("ACTION_LABEL", action_label(attempt.texts(), attempt.id()))
      .set("NUMBER", attempt.number)
      .set("SEEN", std::to_string(attempt.seen))
      .set("TOKEN", std::string(attempt.fields.get("token")))
      .set("STEP", std::string(attempt.fields.get("step")))
      .show(section);
  add_typed(data, attempt, ticket);
  return data;
}

web::Response send_page(const Attempt& attempt, int status, const char* title,
                        const core::TemplateData& data) {
  return portal_page(attempt.services, attempt.site, attempt.request, status, "portal/ticket_send",
                     "ticket", attempt.texts().get(title), data);
}

std::string done_sentence(const Attempt& attempt, const Ticket& ticket) {
  const std::string key =
      key_for(ticket.folded, attempt.texts(), "portal.ticket.done." + attempt.id());
  const std::optional<cases::Evaluation>& evaluation = ticket.folded.evaluation;
  const bool unhappy = evaluation && evaluation->unhappy && attempt.texts().has(key + "_unhappy");
  return attempt.texts().get(unhappy ? key + "_unhappy" : key);
}

// The files that came with this form; "" without any.
std::string received_files(const Attempt& attempt, const Ticket& ticket) {
  const cases::Event* event = view::event_of_form(attempt.services, attempt.site, ticket.record,
                                                  attempt.rule.event, attempt.token.nonce);
  std::vector<std::string> received;
  for (const cases::CaseFile& file : ticket.folded.files) {
    if (event != nullptr && file.seq == event->seq)
      received.push_back(view::file_in_words(attempt.texts(), file));
  }
  if (received.empty()) return {};
  return attempt.texts().format(
      "portal.ticket.files.received",
      {{"count", std::to_string(received.size())},
       {"files", core::joined(received, attempt.texts().get("contact.list"))}});
}

}  // namespace

std::string TicketAttempt::new_number() const {
  return view::ticket_number_of(services, site, token.nonce);
}

std::vector<std::string> happened_since(const Attempt& attempt, const Ticket& ticket) {
  std::vector<std::string> happened;
  const int year = core::year_of(core::day_of(attempt.services.clock.now()));
  for (const cases::Event& event : ticket.record.events()) {
    // Deadlines and reminders recorded by the system need no new confirmation.
    if (event.seq <= attempt.seen || event.actor.kind == cases::Actor::Kind::system) continue;
    const std::string words =
        view::event_in_words(event, attempt.site.site(), ticket.rules.version->policy,
                             attempt.texts(), view::Reader::reporter);
    if (words.empty()) continue;
    happened.push_back(core::chinese_moment(event.noted_at(), year) +
                       attempt.texts().get("view.timeline.space") + words);
  }
  return happened;
}

web::Response edit_page(const Attempt& attempt, const Ticket& ticket) {
  return show(attempt, ticket, 200, remark_on(attempt));
}

web::Response done_page(const Attempt& attempt, const Ticket& ticket,
                        std::vector<view::UnfitFile> unfit) {
  Remark remark;
  remark.done = done_sentence(attempt, ticket);
  remark.files = received_files(attempt, ticket);
  remark.unfit = std::move(unfit);
  return show(attempt, ticket, 200, remark);
}

web::Response refused_page(const Attempt& attempt, const Ticket& ticket, const std::string& code) {
  Remark remark = remark_on(attempt);
  remark.why = attempt.texts().get("case.refused." + code);
  if (code == "wrong_state") remark.why = attempt.texts().get("portal.ticket.not_possible");
  if (attempt.saw(ticket.record)) remark.happened = happened_since(attempt, ticket);
  return show(attempt, ticket, 409, remark);
}

web::Response overtaken_page(const Attempt& attempt, const Ticket& ticket) {
  Remark remark = remark_on(attempt);
  remark.why = attempt.texts().get("portal.ticket.overtaken");
  if (attempt.saw(ticket.record)) remark.happened = happened_since(attempt, ticket);
  return show(attempt, ticket, 409, remark);
}

web::Response outdated_page(const Attempt& attempt, const Ticket& ticket) {
  Remark remark = remark_on(attempt);
  remark.why = attempt.texts().get("portal.ticket.outdated");
  return show(attempt, ticket, 409, remark);
}

web::Response mistakes_page(const Attempt& attempt, const Ticket& ticket,
                            std::vector<cases::ActionMistake> mistakes) {
  Remark remark = remark_on(attempt);
  remark.mistakes = std::move(mistakes);
  return show(attempt, ticket, 422, remark);
}

// supplement_empty is dropped: the sentences about the files already say why nothing was recorded.
web::Response unfit_page(const Attempt& attempt, const Ticket& ticket,
                         std::vector<cases::ActionMistake> mistakes,
                         std::vector<view::UnfitFile> unfit) {
  std::erase_if(mistakes, [](const cases::ActionMistake& mistake) {
    return mistake.code == "supplement_empty";
  });
  Remark remark = remark_on(attempt);
  remark.mistakes = std::move(mistakes);
  remark.unfit = std::move(unfit);
  return show(attempt, ticket, 422, remark);
}

web::Response second_look_page(const Attempt& attempt, const Ticket& ticket) {
  const SecondLook& look = second_look_of(attempt);
  core::TemplateData data = form_again(attempt, look.section, &ticket);
  if (attempt.changes_number()) add_number_to_keep(data, attempt);
  return send_page(attempt, 200, look.title, data);
}

web::Response send_again_page(const Attempt& attempt, int status, const std::string& section,
                              int retry_after) {
  core::TemplateData data = form_again(attempt, section, nullptr);
  data.set("WAIT_MINUTES", in_minutes(retry_after))
      .show("NOT_RECORDED")
      .show_if(section != "FILES_FULL" && has_files(attempt.request), "FILES_LOST");
  web::Response response = send_page(attempt, status, "portal.ticket.title_not_done", data);
  response.set_header("Retry-After", std::to_string(retry_after));
  return response;
}

}  // namespace handler::portal

// Shows a case to the holder of its number. After a merge two histories become one timeline: all
// events of the reporter's own case, and only the office's actions of the main case.
#include "handler/portal/ticket.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "core/site/site.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/ticket_number.h"
#include "handler/cases/typed_ticket_number.h"
#include "handler/portal/file_field.h"
#include "handler/portal/number_guard.h"
#include "handler/portal/page.h"
#include "handler/view/case_view.h"
#include "handler/view/date_words.h"
#include "handler/view/receipt_data.h"

namespace handler::portal {
namespace {

// In characters: a whole message with the number in it.
constexpr std::size_t kLongestPaste = 500;

// As the year of reference: the date has its year.
constexpr int kNoYear = 0;

// The office's actions on the matter; other events concern only the main case's reporter.
bool is_about_the_matter(const cases::Event& event) {
  return event.actor.kind != cases::Actor::Kind::reporter &&
         cases::rule_of(event.type).audience == cases::Audience::reporters;
}

std::int64_t merged_at(const store::CaseRecord& record) {
  // The newest: an earlier merge may have been undone.
  const cases::Event* merged = cases::last_event(record.events(), cases::EventType::merged);
  return merged == nullptr ? 0 : merged->seq;
}

// Whether the window has told this reporter the result since the merge.
bool was_told(const store::CaseRecord& record) {
  const cases::Event* told = cases::last_event(record.events(), cases::EventType::merged_told);
  return told != nullptr && told->seq > merged_at(record);
}

// The events of the own case, and those of the main case since the merge. Only the own parts are
// included, so no text of the main case can be shown. Since the merge the dates are those of the
// main case.
store::CaseRecord together(const store::CaseRecord& own, const store::CaseRecord& main) {
  std::vector<cases::Event> events = own.events();
  const std::int64_t since = merged_at(own);
  std::erase_if(events, [since](const cases::Event& event) {
    return event.type == cases::EventType::calendar_settled && event.seq > since;
  });
  for (const cases::Event& event : main.events()) {
    if (event.seq > since && is_about_the_matter(event)) events.push_back(event);
  }
  std::ranges::sort(events, {}, &cases::Event::seq);
  store::CaseRecord record;
  record.row = main.row;
  record.history = std::make_shared<const std::vector<cases::Event>>(std::move(events));
  record.parts = own.parts;
  record.stories = own.stories;
  return record;
}

// The case's own progress, or after a merge that of the main case, without any text by or for its
// reporter. Data for the partials of site_templates/case; after a merge also IS_MERGED. If the main
// case cannot be read, the page shows this case alone.
core::TemplateData progress_of(const view::Services& services, const view::LiveSite& site,
                               const Ticket& ticket) {
  const core::Instant now = services.clock.now();
  std::optional<view::FoldedCase> main = view::main_of(services, site, ticket.folded);
  if (!main) {
    core::TemplateData own = view::case_view(site, ticket.rules, ticket.record, ticket.folded, now,
                                             view::Reader::reporter);
    view::add_dates_for_reporter(own, site, ticket.rules, ticket.record, ticket.folded, now);
    return own;
  }
  main->folded.serial = ticket.folded.serial;
  const std::vector<std::int64_t>& voided = ticket.folded.voided;
  main->folded.voided.insert(main->folded.voided.end(), voided.begin(), voided.end());
  const std::vector<cases::MovedDate>& moved = ticket.folded.moved_dates;
  main->folded.destructions = ticket.folded.destructions;
  main->folded.moved_dates.insert(main->folded.moved_dates.end(), moved.begin(), moved.end());
  core::TemplateData data =
      view::case_view(site, main->rules, together(ticket.record, main->record), main->folded, now,
                      view::Reader::reporter);
  // The usual sentence addresses the main case's reporter.
  const char* text =
      was_told(ticket.record) ? "portal.ticket.merged_state_told" : "portal.ticket.merged_state";
  data.set_optional("STATE_TEXT", site.texts.get(text)).show("IS_MERGED");
  return data;
}

// Which case of which window this is, and where and when it was looked up: what a printed page
// needs to stand alone. Of a merged case the reporter's own.
void add_facts(core::TemplateData& data, const view::Services& services, const view::LiveSite& site,
               const web::Request& request, const Ticket& ticket) {
  const core::Policy& policy = ticket.rules.version->policy;
  const cases::Case& own = ticket.folded;
  data.set("NUMBER", cases::in_fours(ticket.number))
      .set("CASE_KIND", core::name_or(policy.kind(own.kind), own.kind))
      .set_optional("CASE_MATTER", ticket.record.row.matter)
      .set_optional("CASE_WINDOW", core::window_name(site.site(), own.window))
      .set("LOOKED_UP_AT", core::chinese_moment(services.clock.now(), kNoYear))
      .set_optional("LOOK_UP_ADDRESS", view::ticket_page_address(services, site.site(), request))
      .show("COUNTS_OPEN");
}

LookedUp refused(std::string number, int status, std::string mistake, int retry_after = 0) {
  return {.number = std::move(number),
          .status = status,
          .mistake = std::move(mistake),
          .retry_after = retry_after};
}

// What is wrong with a text that holds no ticket number.
LookedUp not_a_number(const cases::ParsedNumber& parsed) {
  static constexpr std::pair<cases::NumberCheck, const char*> kMistakes[] = {
      {cases::NumberCheck::nothing, "NO_DIGITS"},
      {cases::NumberCheck::wrong_length, "WRONG_LENGTH"},
      {cases::NumberCheck::wrong_check_digit, "WRONG_DIGIT"},
      {cases::NumberCheck::serial_number, "IS_SERIAL"},
      {cases::NumberCheck::several, "SEVERAL_NUMBERS"}};
  const auto* mistake = std::ranges::find(kMistakes, parsed.check,
                                          &std::pair<cases::NumberCheck, const char*>::first);
  LookedUp found = refused("", 422, mistake->second);
  found.digits_typed = parsed.digits_typed;
  return found;
}

// The answer to a POST whose number may be looked up.
web::Response case_page(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, const std::string& typed, LookedUp found) {
  if (!found.record) return number_page(services, site, request, typed, found);
  const std::optional<Ticket> ticket =
      open_ticket(services, site, found.number, std::move(*found.record));
  if (ticket) return ticket_page(services, site, request, *ticket, 200, {});
  return number_page(services, site, request, typed,
                     refused(found.number, 503, "UNAVAILABLE", web::kRetryUnavailable));
}

}  // namespace

web::Response number_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const std::string& typed,
                          const LookedUp& found) {
  core::TemplateData data;
  data.set("TYPED", typed)
      .set("WAIT_MINUTES", in_minutes(found.retry_after))
      .set("DIGITS_TYPED", std::to_string(found.digits_typed));
  if (!found.mistake.empty()) data.show("HAS_MISTAKE").show(found.mistake);
  const std::string title = site.texts.get(
      found.mistake.empty() ? "portal.ticket.title" : "portal.ticket.title_with_mistake");
  web::Response response = portal_page(services, site, request, found.status, "portal/ticket_form",
                                       "ticket", title, data);
  if (found.retry_after > 0) response.set_header("Retry-After", std::to_string(found.retry_after));
  return response;
}

web::Response wait_page(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, const web::Fields& fields,
                        std::string_view action, const LookedUp& found) {
  core::TemplateData data;
  if (!action.empty()) data.show("FOR_ACTION").set("ACTION_ID", std::string(action));
  // Files do not wait with the form. What is sent then shows it again, so that no words are
  // recorded without the files that belong to them.
  const bool files_lost = has_files(request);
  data.show_if(files_lost, "FILES_LOST");
  for (const auto& [name, value] : fields.items()) {
    const bool is_kept = name != kWaitField && !(files_lost && name == "step");
    if (is_kept) data.add("HIDDEN").set("HIDDEN_NAME", name).set("HIDDEN_VALUE", value);
  }
  data.set("WAIT_TOKEN", found.wait_token);
  return portal_page(services, site, request, 200, "portal/ticket_wait", "ticket",
                     site.texts.get("portal.ticket.wait.title"), data);
}

web::Response ticket_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const Ticket& ticket, int status,
                          const Remark& remark) {
  core::TemplateData data = progress_of(services, site, ticket);
  add_facts(data, services, site, request, ticket);
  add_actions(data, services, site, ticket, remark);
  return portal_page(services, site, request, status, "portal/ticket", "ticket",
                     site.texts.get(title_key(remark)), data);
}

web::Response show_ticket_form(view::Services& services, const view::LiveSite& site,
                               const web::Request& request) {
  return number_page(services, site, request, "", {});
}

web::Response show_ticket(view::Services& services, const view::LiveSite& site,
                          const web::Request& request) {
  const std::optional<web::Fields> fields = web::form_fields(request);
  if (!fields) return web::bad_request();
  const std::string typed = core::shortened(fields->get("number"), kLongestPaste);
  LookedUp found = look_up_number(services, site, request, typed, fields->get(kWaitField));
  if (!found.wait_token.empty()) return wait_page(services, site, request, *fields, "", found);
  const std::chrono::milliseconds hold_for = found.hold_for;
  web::Response response = case_page(services, site, request, typed, std::move(found));
  response.hold_for = hold_for;
  return response;
}

LookedUp look_up_number(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, std::string_view typed,
                        std::string_view wait_token) {
  const cases::ParsedNumber parsed = cases::parse_ticket_number(typed);
  if (parsed.check != cases::NumberCheck::good) return not_a_number(parsed);
  Passage passage = pass_number(services, request, parsed.number, wait_token);
  if (passage.kind == Passage::Kind::limited)
    return refused(parsed.number, 429, "LIMITED", passage.retry_after);
  if (passage.kind == Passage::Kind::crowded)
    return refused(parsed.number, 429, "CROWDED", passage.retry_after);
  if (passage.kind == Passage::Kind::ask_again)
    return {.number = parsed.number, .wait_token = std::move(passage.token)};
  core::Result<store::CaseRecord> record = services.store.case_by_ticket(
      site.id(), cases::ticket_hash(parsed.number, services.portal_keys.ticket));
  LookedUp found{.number = parsed.number};
  if (record) {
    found.record = std::move(*record);
  } else if (record.failure().code == core::FailureCode::not_found) {
    note_wrong_number(services, request);
    found = refused(parsed.number, 404, "UNKNOWN");
  } else {
    found = refused(parsed.number, 503, "UNAVAILABLE", web::kRetryUnavailable);
  }
  found.hold_for = passage.hold_for;
  return found;
}

}  // namespace handler::portal

// Merges two histories into one timeline: all events of the reporter's own case, and only the
// office's actions of the main case.
#include "handler/portal/merged_ticket.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "handler/cases/fold/event_table.h"
#include "handler/view/case_view.h"

namespace handler::portal {
namespace {

// The office's actions on the matter; other events concern only the main case's reporter.
bool is_about_the_matter(const cases::Event& event) {
  return event.actor.kind != cases::Actor::Kind::reporter &&
         cases::rule_of(event.type).audience == cases::Audience::reporters;
}

core::Instant merged_at(const store::CaseRecord& record) {
  for (const cases::Event& event : record.events()) {
    if (event.type == cases::EventType::merged) return event.recorded_at;
  }
  return {};
}

// The events of the own case, and those of the main case since the merge. Only the own parts are
// included, so no text of the main case can be shown.
store::CaseRecord together(const store::CaseRecord& own, const store::CaseRecord& main) {
  std::vector<cases::Event> events = own.events();
  const core::Instant since = merged_at(own);
  for (const cases::Event& event : main.events()) {
    if (event.recorded_at >= since && is_about_the_matter(event)) events.push_back(event);
  }
  std::ranges::stable_sort(events, [](const auto& one, const auto& other) {
    return one.recorded_at < other.recorded_at;
  });
  store::CaseRecord record;
  record.row = main.row;
  record.history = std::make_shared<const std::vector<cases::Event>>(std::move(events));
  record.parts = own.parts;
  return record;
}

}  // namespace

core::TemplateData progress_of(const view::Services& services, const view::LiveSite& site,
                               const Ticket& ticket) {
  const core::Instant now = services.clock.now();
  std::optional<view::FoldedCase> main = view::main_of(services, site, ticket.folded);
  if (!main) {
    return view::case_view(site, ticket.rules, ticket.record, ticket.folded, now,
                           view::Reader::reporter);
  }
  main->folded.serial = ticket.folded.serial;
  core::TemplateData data =
      view::case_view(site, main->rules, together(ticket.record, main->record), main->folded, now,
                      view::Reader::reporter);
  // The usual sentence addresses the main case's reporter.
  data.set_optional("STATE_TEXT", site.texts.get("portal.ticket.merged_state")).show("IS_MERGED");
  return data;
}

}  // namespace handler::portal

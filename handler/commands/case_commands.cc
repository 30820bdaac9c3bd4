// The commands explain and tick: they show a case and its dates as desk and ticket page do.
#include "handler/commands/case_commands.h"

#include <algorithm>
#include <ostream>

#include "core/base/text.h"
#include "core/time/count.h"
#include "handler/cases/fold/fold.h"
#include "handler/cases/fold/settlement.h"
#include "handler/commands/tick.h"

namespace handler {
namespace {

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 16 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

store::CaseRecord find_case(store::Store& store, const CaseOptions& subject) {
  if (is_number(subject.number))
    return core::accepted(store.case_by_id(subject.site, std::stoll(subject.number)));
  store::CaseFilter filter;
  filter.site = subject.site;
  filter.serials = {subject.number};
  const store::CasePage page = core::accepted(store.list_cases(filter));
  if (page.rows.empty()) {
    throw core::Refused(core::FailureCode::not_found,
                        "no case '" + subject.number + "' on the site " + subject.site);
  }
  return core::accepted(store.case_by_id(subject.site, page.rows.front().id));
}

// A stricter limit that the present one does not hide: was it kept?
void print_earlier(const cases::ClockRun& clock, core::Instant now, std::ostream& out) {
  if (!clock.was_softened()) return;
  const core::Instant due = *clock.earlier->due.due;
  out << "earlier limit " << core::to_text(clock.earlier->limit) << ", due " << core::to_iso(due);
  if (clock.missed_earlier(now))
    out << ", missed\n";
  else
    out << (clock.running() ? ", not over yet\n" : ", kept\n");
}

void print_clock(const cases::ClockRun& clock, core::Instant now, std::ostream& out) {
  out << "\nclock " << clock.clock << ", round " << clock.round << ", limit "
      << core::to_text(clock.limit);
  out << (clock.running() ? ", running" : ", stopped " + core::to_iso(*clock.stopped_at));
  out << (clock.overdue(now) ? ", OVERDUE\n" : "\n");
  for (const cases::Breach& breach : clock.breaches_by(now))
    out << "missed " << core::to_iso(breach.due) << "\n";
  out << core::explain(clock.due);
  print_earlier(clock, now, out);
}

// Which denials need a consent, and how far the case has come with it.
void print_consents(const cases::Rules& rules, const cases::Case& folded, std::ostream& out) {
  for (const core::Consent& consent : rules.policy->consents) {
    out << "before '" << core::to_text(consent.before) << "' " << core::to_text(consent.by)
        << " consents";
    if (folded.consent && folded.consent->before == consent.before)
      out << (folded.consent->given ? ": given" : ": asked for");
    out << "\n";
  }
}

void print_pauses(const core::Policy& policy, std::ostream& out) {
  if (!policy.pauses) return;
  out << "pauses " << core::name_in(core::kPauses, *policy.pauses)
      << ": while materials are awaited, clocks "
      << (policy.waits_for_materials() ? "wait" : "run on") << "\n";
}

// Which files the case takes, where its policy says so.
void print_files(const core::Policy& policy, std::ostream& out) {
  if (!policy.files) return;
  const core::FileRule& rule = *policy.files;
  if (!rule.taken) {
    out << "files none\n";
    return;
  }
  out << "files " << rule.most << " in one sending, " << rule.each << " MB each, " << rule.of_case
      << " in the case, " << rule.before_acceptance << " MB of the reporter before acceptance\n";
}

// What another calendar has moved, with the documents.
void print_moved_dates(const cases::Case& folded, const std::vector<cases::Event>& events,
                       std::ostream& out) {
  for (const cases::MovedDate& moved : folded.moved_dates) {
    out << "\nclock " << moved.clock << " moved from " << core::to_iso(moved.from) << " to "
        << core::to_iso(moved.to);
    const auto event = std::ranges::find(events, moved.seq, &cases::Event::seq);
    if (event != events.end()) {
      out << " on " << core::to_iso(event->noted_at());
      for (const cases::Announcement& one : cases::announcements_of(event->data))
        out << ", " << one.name << (one.issued ? " of " + core::to_iso(*one.issued) : "");
    }
    out << "\n";
  }
}

}  // namespace

void explain_case(const RuntimeOptions& runtime, const CaseOptions& subject, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  view::LiveSites sites(runtime.published, runtime.templates);
  const std::shared_ptr<const view::LiveSite> site = core::accepted(sites.get(subject.site));
  const store::CaseRecord record = find_case(*opened.store, subject);
  view::CaseRules case_rules(*opened.store);
  const view::OwnedRules rules = core::accepted(case_rules.for_case(*site, record.row));
  const core::Instant now = opened.clock->now();
  const cases::Case folded = cases::fold(rules.rules(), record.events());
  out << "case " << folded.id << " " << folded.serial << ": " << core::to_text(folded.state)
      << ", policy " << (folded.policy.empty() ? "not accepted yet" : folded.policy) << "\n";
  print_consents(rules.rules(), folded, out);
  print_pauses(*rules.rules().policy, out);
  print_files(*rules.rules().policy, out);
  for (const cases::ClockRun& clock : folded.clocks) print_clock(clock, now, out);
  print_moved_dates(folded, record.events(), out);
  if (folded.clocks.empty()) out << "no clock runs\n";
}

void tick_cases(RuntimeOptions options, std::ostream& out) {
  options.role = "portal";  // it opens no sealed parts
  const std::unique_ptr<Runtime> runtime = core::accepted(Runtime::open(options));
  const TickReport report = tick(runtime->services());
  out << report.events << " events recorded of " << report.cases << " cases\n";
  if (report.destroyed > 0)
    out << "of " << report.destroyed << " cases something was kept long enough, and is destroyed\n";
  if (!report.heads.empty()) out << "heads " << report.heads << "\n";
  if (report.overtaken > 0)
    out << report.overtaken << " cases changed during the tick: the next tick retries them\n";
  if (!report.failures.empty())
    throw core::Refused(core::FailureCode::unavailable, core::joined(report.failures, "\n"));
}

}  // namespace handler

// The commands explain, tick and verify: they show a case and its dates as desk and ticket page do.
#include "handler/commands/case_commands.h"

#include <algorithm>
#include <ostream>

#include "core/base/text.h"
#include "core/time/count.h"
#include "handler/cases/fold/fold.h"
#include "handler/commands/tick.h"

namespace handler {
namespace {

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 16 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

core::Result<store::CaseRecord> find_case(store::Store& store, const CaseOptions& subject) {
  if (is_number(subject.number)) return store.case_by_id(subject.site, std::stoll(subject.number));
  store::CaseFilter filter;
  filter.site = subject.site;
  filter.serials = {subject.number};
  const core::Result<store::CasePage> page = store.list_cases(filter);
  if (!page) return page.failure();
  if (!page->rows.empty()) return store.case_by_id(subject.site, page->rows.front().id);
  return core::Failure{core::FailureCode::not_found,
                       "no case '" + subject.number + "' on the site " + subject.site};
}

void print_clock(const cases::ClockRun& clock, core::Instant now, std::ostream& out) {
  out << "\nclock " << clock.clock << ", round " << clock.round << ", limit "
      << core::to_text(clock.limit);
  out << (clock.running() ? ", running" : ", stopped " + core::to_iso(*clock.stopped_at));
  out << (clock.overdue(now) ? ", OVERDUE\n" : "\n");
  out << core::explain(clock.due);
}

}  // namespace

core::Status explain_case(const RuntimeOptions& runtime, const CaseOptions& subject,
                          std::ostream& out) {
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  view::LiveSites sites(runtime.published, runtime.templates);
  const core::Result<std::shared_ptr<const view::LiveSite>> site = sites.get(subject.site);
  if (!site) return site.failure();
  const core::Result<store::CaseRecord> record = find_case(*opened->store, subject);
  if (!record) return record.failure();
  view::CaseRules case_rules(*opened->store);
  const core::Result<view::OwnedRules> rules = case_rules.for_case(**site, record->row);
  if (!rules) return rules.failure();
  const core::Instant now = opened->clock->now();
  const cases::Case folded = cases::fold(rules->rules(), record->events());
  out << "case " << folded.id << " " << folded.serial << ": " << core::to_text(folded.state)
      << ", policy " << (folded.policy.empty() ? "not accepted yet" : folded.policy) << "\n";
  for (const cases::ClockRun& clock : folded.clocks) print_clock(clock, now, out);
  if (folded.clocks.empty()) out << "no clock runs\n";
  return core::success();
}

core::Status tick_cases(RuntimeOptions options, std::ostream& out) {
  options.role = "portal";  // it opens no sealed parts
  core::Result<std::unique_ptr<Runtime>> runtime = Runtime::open(options);
  if (!runtime) return runtime.failure();
  const TickReport report = tick((*runtime)->services());
  out << report.events << " events recorded of " << report.cases << " cases\n";
  if (report.overtaken > 0)
    out << report.overtaken << " cases changed during the tick: the next tick retries them\n";
  if (report.failures.empty()) return core::success();
  return core::Failure{core::FailureCode::unavailable, core::joined(report.failures, "\n")};
}

core::Status verify(const RuntimeOptions& runtime, std::ostream& out) {
  core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  const core::Result<std::int64_t> events = opened->store->verify();
  if (!events) return events.failure();
  out << *events << " events verified\n";
  return core::success();
}

}  // namespace handler

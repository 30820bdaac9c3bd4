// Finds the rules of a case by its own events, never by its row, which may be wrong.
#include "handler/store/check/refold.h"

#include <algorithm>

#include "core/time/local_time.h"
#include "handler/cases/fold/fold.h"
#include "handler/cases/jobs/jobs.h"
#include "handler/cases/jobs/retention.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/current_values.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

cases::Rules rules_in(const PolicyPointer& version) {
  return {&version->policy, &version->time};
}

PolicyPointer read_version(Database& database, const std::string& version) {
  const auto read = [&] { return read_policy_texts(database, version); };
  const core::Result<core::PolicyTexts> texts = result_of(read);
  if (!texts) return nullptr;
  core::Result<core::PolicyVersion> parsed = core::read_policy_version(*texts);
  if (!parsed || parsed->version != version) return nullptr;
  return std::make_shared<const core::PolicyVersion>(std::move(*parsed));
}

Refolded refolded_under(PolicyPointer rules, const std::vector<cases::Event>& events,
                        core::Instant now, std::int64_t file_bytes) {
  cases::Case folded = cases::fold(rules_in(rules), events);
  CaseRow row = row_after(events, events.front().case_id,
                          current_values(rules_in(rules), folded, now), file_bytes);
  return {std::move(rules), std::move(folded), std::move(row)};
}

// The policy of a case follows from its events under any rules.
std::string policy_of(const std::vector<cases::Event>& events, RulesAtHand& rules) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->policy.empty()) continue;
    const PolicyPointer first = rules.stored(event->policy);
    return first ? cases::fold(rules_in(first), events).policy : event->policy;
  }
  return {};
}

}  // namespace

PolicyPointer RulesAtHand::stored(const std::string& version) {
  const auto known = known_.find(version);
  if (known != known_.end()) return known->second;
  return known_[version] = read_version(database_, version);
}

std::vector<PolicyPointer> RulesAtHand::for_new_case(const std::string& site) {
  const auto known = of_site_.find(site);
  if (known != of_site_.end()) return known->second;
  std::vector<PolicyPointer> found;
  if (PolicyPointer published = present_ ? present_(site) : nullptr)
    found.push_back(std::move(published));
  for (const Row& row : run(database_,
                            "SELECT DISTINCT version FROM policy_versions WHERE site = $1 "
                            "ORDER BY version",
                            {site})) {
    if (PolicyPointer version = stored(row.text(0))) found.push_back(std::move(version));
  }
  return of_site_[site] = found;
}

std::vector<Refolded> refold(RulesAtHand& rules, const std::vector<cases::Event>& events,
                             core::Instant now, std::int64_t file_bytes) {
  std::vector<Refolded> found;
  const std::string policy = policy_of(events, rules);
  if (!policy.empty()) {
    if (PolicyPointer version = rules.stored(policy))
      found.push_back(refolded_under(std::move(version), events, now, file_bytes));
    return found;
  }
  for (const PolicyPointer& version : rules.for_new_case(events.front().site))
    found.push_back(refolded_under(version, events, now, file_bytes));
  return found;
}

bool is_next_job(const Refolded& refolded, const Value& stored, core::Instant now) {
  const std::string* text = std::get_if<std::string>(&stored);
  if (text == nullptr) return false;
  if (text->empty()) return true;  // an older program left it to the next tick
  const std::optional<core::Instant> at = core::from_iso(*text);
  const std::optional<core::Instant> next =
      cases::next_job(rules_in(refolded.rules), refolded.folded, now);
  if (*text == "~") return !next;
  if (!at || core::to_iso(*at) != *text) return false;
  return *at <= now || next == at;
}

bool is_calendar(const Refolded& refolded, const Value& stored, core::Instant now) {
  const std::string* text = std::get_if<std::string>(&stored);
  if (text == nullptr) return false;
  // Older programs named no calendar where all clocks had stopped.
  const bool runs = std::ranges::any_of(
      refolded.folded.clocks, [now](const cases::ClockRun& run) { return run.open_at(now); });
  if (text->empty()) return !runs;
  return *text == "?" || text->size() == core::version_of(refolded.rules->time.calendar).size();
}

bool is_retention(const Refolded& refolded, const Value& stored) {
  const std::string* word = std::get_if<std::string>(&stored);
  if (word == nullptr || *word == "?") return word != nullptr;
  const bool depends = cases::depends_on_retention(refolded.folded);
  return word->empty() ? !depends : depends && cases::retention_of_word(*word);
}

bool is_destruction(const Refolded& refolded, const Value& stored, const Value& word) {
  const std::string* text = std::get_if<std::string>(&stored);
  const std::string* counted_with = std::get_if<std::string>(&word);
  if (text == nullptr || counted_with == nullptr) return false;
  if (*counted_with == "?") return *text == "~";  // not counted yet
  const core::Retention present =
      cases::retention_of_word(*counted_with).value_or(core::Retention{});
  // Without a policy of its own the case follows the one that is published.
  const core::Retention& own =
      refolded.row.values.policy.empty() ? present : refolded.rules->policy.retention;
  const std::optional<core::Instant> due = cases::destruction_due(own, present, refolded.folded);
  return *text == (due ? core::to_iso(*due) : "~");
}

}  // namespace handler::store

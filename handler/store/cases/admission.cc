// Asks the limits first, then the budget of the site, then the room that is left.
#include "handler/store/cases/admission.h"

#include <algorithm>

#include "handler/store/cases/file_parts.h"
#include "handler/store/database/counters.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

constexpr int kBytesBesideTexts = 4096;
constexpr int kSecondsBetweenNews = 3600;

// The limits after the one that is used up are not counted.
bool is_used_up(Database& database, const std::vector<CountLimit>& limits, core::Instant now) {
  return std::ranges::any_of(limits, [&](const CountLimit& limit) {
    return add_to_counter(database, limit.key, now) > limit.most;
  });
}

// A network that sends something is no newcomer for a while, also if the site's own budget took it.
bool is_within(Database& database, const SiteBudget& budget, core::Instant now) {
  const bool newcomer = take_from_budget(database, budget.newcomer, now);
  if (take_from_budget(database, budget.site, now)) return true;
  return newcomer && take_from_budget(database, budget.reserve, now);
}

std::int64_t bytes_set_aside(Database& database, const std::string& site) {
  return run(database,
             "SELECT COALESCE(SUM(set_aside_bytes), 0) FROM cases "
             "WHERE site = $1 AND set_aside_bytes > 0",
             {site})
      .front()
      .number(0);
}

Judgement counted(Database& database, const NewReport& report, core::Instant now) {
  if (is_used_up(database, report.limits, now)) return {Admission::limited};
  if (!report.budget || is_within(database, *report.budget, now)) return {Admission::at_once};
  const std::int64_t bytes = bytes_set_aside(database, report.site) + bytes_of(report);
  const bool fits = bytes <= report.budget->most_bytes;
  const CountKey told{(fits ? "set_aside:" : "set_aside_full:") + report.site, kSecondsBetweenNews};
  return {fits ? Admission::set_aside : Admission::full, add_to_counter(database, told, now) == 1};
}

}  // namespace

Judgement judge(Database& database, const NewReport& report, core::Instant now) {
  if (report.limits.empty() && !report.budget) return {};
  const core::Result<Judgement> judged =
      without_harm(database, [&] { return counted(database, report, now); });
  if (judged) return *judged;
  if (judged.failure().code == core::FailureCode::corrupt) throw Refused(judged.failure());
  return {};
}

int bytes_of(const NewReport& report) {
  int bytes = kBytesBesideTexts;
  for (const Part& part : report.submitted.parts) bytes += static_cast<int>(part.body.size());
  return bytes + static_cast<int>(file_bytes_of(report.submitted));
}

std::vector<SetAside> read_set_aside(Database& database) {
  return each(
      run(database,
          "SELECT site, SUM(CASE WHEN state = 'set_aside' THEN 1 ELSE 0 END), "
          "SUM(set_aside_bytes) FROM cases WHERE set_aside_bytes > 0 GROUP BY site ORDER BY site"),
      [](const Row& row) {
        return SetAside{row.text(0), static_cast<int>(row.number(1)), row.number(2)};
      });
}

}  // namespace handler::store

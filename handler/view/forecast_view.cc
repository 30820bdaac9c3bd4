// Words the forecast lines in the policy's order.
#include "handler/view/forecast_view.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/policy/count_words.h"
#include "core/reading/find_by_id.h"

namespace handler::view {

std::string due_words(const core::DueDate& due, const core::OfficeHours& hours,
                      const core::Texts& texts, int year) {
  return due.due ? core::due_in_words(*due.due, hours, texts, year) : std::string();
}

// A progress report stops this clock while the case stays open (PZ-26): the words must not suggest
// that it is settled.
bool ends_with_progress(const core::PolicyClock* clock, const core::Tier* tier) {
  return clock != nullptr && clock->by_tier && tier != nullptr &&
         tier->means == core::TierMeans::progress;
}

std::string limit_words(const core::TimeLimit& limit, const core::Policy& policy,
                        const core::PolicyClock* clock, const core::Tier* tier,
                        const core::Texts& texts) {
  if (clock == nullptr) return texts.get("view.clocks.of_case");
  std::string words = core::limit_in_words(policy, *clock, limit, texts);
  const bool has_number = limit.kind != core::TimeLimit::Kind::case_by_case;
  if (!has_number || !ends_with_progress(clock, tier)) return words;
  return texts.format("view.clocks.progress_limit", {{"limit", words}});
}

namespace {

// Forecast lines in the policy's order of clocks. Clocks that already run are left out: they have
// real dates.
std::vector<cases::ForecastLine> lines_to_show(const OwnedRules& rules, const std::string& kind,
                                               const std::string& tier, core::Instant now,
                                               const std::vector<cases::ClockRun>& running) {
  std::vector<cases::ForecastLine> lines = cases::forecast(rules.rules(), kind, tier, now);
  const auto runs = [&](const cases::ForecastLine& line) {
    return core::contains(running, line.clock, &cases::ClockRun::clock);
  };
  std::erase_if(lines, runs);
  const auto span_of = [&](const cases::ForecastLine& line) {
    const core::PolicyClock* clock = rules.version->policy.clock(line.clock);
    return clock == nullptr ? std::pair{core::Milestone::closed, core::Milestone::closed}
                            : std::pair{clock->from, clock->until};
  };
  std::ranges::stable_sort(
      lines, [&](const auto& one, const auto& other) { return span_of(one) < span_of(other); });
  return lines;
}

// A clock that starts at the answer has no date yet; the text says when it will start (SG-12).
std::string forecast_limit(const cases::ForecastLine& line, const core::Policy& policy,
                           const core::Texts& texts) {
  const core::PolicyClock* clock = policy.clock(line.clock);
  std::string words = limit_words(line.limit, policy, clock, policy.tier(line.tier), texts);
  if (clock == nullptr || clock->from <= core::Milestone::dispatched) return words;
  return texts.format("view.forecast.after_answer", {{"limit", words}});
}

// -- in plain words

// An answer within one tier: "当场", "9月29日前", or "10月15日前先告诉您进展".
std::string when_in_words(const cases::ForecastLine& line, const core::Policy& policy,
                          const core::Texts& texts, const ForecastSpan& span) {
  const core::PolicyClock* clock = policy.clock(line.clock);
  if (clock == nullptr) return {};
  if (!line.due.due) return core::limit_in_words(policy, *clock, line.limit, texts);
  const std::string date =
      core::chinese_date(core::day_of(*line.due.due), core::year_of(core::day_of(span.now)));
  const bool progress = ends_with_progress(clock, policy.tier(line.tier));
  std::string words = texts.format(
      progress ? "view.forecast.plain.progress" : "view.forecast.plain.before", {{"date", date}});
  if (*line.due.due < span.now) words += texts.get("view.forecast.passed");
  return words;
}

// The lines by tier of the clock that runs up to the answer, or as near to it as one comes.
std::vector<cases::ForecastLine> answer_lines(const std::vector<cases::ForecastLine>& lines,
                                              const core::Policy& policy) {
  const core::PolicyClock* answering = nullptr;
  for (const cases::ForecastLine& line : lines) {
    const core::PolicyClock* clock = policy.clock(line.clock);
    if (clock == nullptr || !clock->by_tier || clock->from > core::Milestone::dispatched) continue;
    if (answering == nullptr || clock->until > answering->until) answering = clock;
  }
  std::vector<cases::ForecastLine> found;
  for (const cases::ForecastLine& line : lines) {
    if (answering != nullptr && line.clock == answering->id) found.push_back(line);
  }
  return found;
}

// From the quickest tier to the slowest; a date that a role has yet to set comes last.
void sort_by_speed(std::vector<cases::ForecastLine>& lines) {
  std::ranges::stable_sort(lines, {}, [](const cases::ForecastLine& line) {
    const bool by_case = line.limit.kind == core::TimeLimit::Kind::case_by_case;
    return line.due.due.value_or(by_case ? core::Instant::max() : core::Instant::min());
  });
}

// The quickest, the usual and the slowest, of two times the last two of these. What is done on the
// spot is quick, never usual.
std::string times_in_words(const std::vector<std::string>& whens, bool quick_first,
                           const core::Texts& texts) {
  const auto say = [&](const char* key, const std::string& when) {
    return texts.format(key, {{"when", when}});
  };
  const std::size_t last = whens.size() - 1;
  if (last == 0) return say("view.forecast.plain.only", whens.front());
  const std::size_t usual = quick_first ? 1 : last / 2;
  std::vector<std::string> said;
  if (usual > 0) said.push_back(say("view.forecast.plain.quick", whens.front()));
  said.push_back(say("view.forecast.plain.usual", whens[usual]));
  if (usual < last) said.push_back(say("view.forecast.plain.slow", whens.back()));
  return core::joined(said, texts.get("view.forecast.plain.semicolon"));
}

// "" if no limit depends on the tier.
std::string plain_forecast(const std::vector<cases::ForecastLine>& lines,
                           const core::Policy& policy, const core::Texts& texts,
                           const ForecastSpan& span) {
  std::vector<cases::ForecastLine> answers = answer_lines(lines, policy);
  sort_by_speed(answers);
  std::vector<std::string> whens;
  for (const cases::ForecastLine& line : answers) {
    const std::string when = when_in_words(line, policy, texts, span);
    if (!when.empty() && !core::contains(whens, when)) whens.push_back(when);
  }
  if (whens.empty()) return {};
  const bool quick_first =
      !answers.front().due.due && answers.front().limit.kind != core::TimeLimit::Kind::case_by_case;
  return times_in_words(whens, quick_first, texts);
}

void add_lines(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
               const std::string& kind, const std::string& tier, const ForecastSpan& span,
               const std::vector<cases::ClockRun>& running) {
  const core::Policy& policy = rules.version->policy;
  const int year = core::year_of(core::day_of(span.now));
  const std::vector<cases::ForecastLine> lines =
      lines_to_show(rules, kind, tier, span.from, running);
  if (lines.empty()) return;
  const std::string plain = plain_forecast(lines, policy, site.texts, span);
  data.show("FORECASTS")
      .set_optional("FORECAST_PLAIN", plain)
      .show_if(tier.empty() && !plain.empty(), "FORECAST_BY_TIER");
  for (const cases::ForecastLine& line : lines) {
    data.add("FORECAST")
        .set_optional("FORECAST_TIER", core::name_or(policy.tier(line.tier), ""))
        .set("FORECAST_CLOCK", core::name_or(policy.clock(line.clock), line.clock))
        .set("FORECAST_LIMIT", forecast_limit(line, policy, site.texts))
        .set_optional("FORECAST_DUE",
                      due_words(line.due, rules.version->time.hours, site.texts, year))
        .show_if(line.due.provisional, "FORECAST_PROVISIONAL")
        .show_if(line.due.due && *line.due.due < span.now, "FORECAST_PASSED");
  }
}

}  // namespace

void add_forecast(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
                  const cases::Case& folded, const ForecastSpan& span) {
  add_lines(data, site, rules, folded.kind, folded.tier, span, folded.clocks);
}

core::TemplateData forecast_view(const LiveSite& site, const OwnedRules& rules,
                                 const std::string& kind, const std::string& tier,
                                 core::Instant now) {
  core::TemplateData data;
  add_lines(data, site, rules, kind, tier, {now, now}, {});
  return data;
}

}  // namespace handler::view

// Worked examples: each limit counted on real days around a public holiday, where people often
// count wrong, by the engine that also counts all cases.
#include "generator/pages/examples.h"

#include <algorithm>

#include "core/policy/count_words.h"
#include "generator/pages/home.h"

namespace generator {

using core::Day;
using core::PolicyClock;
using core::Site;
using core::TemplateData;
using core::Texts;
using std::chrono::days;

namespace {

bool is_holiday(const core::Calendar& calendar, Day day) {
  const core::DayKind kind = calendar.kind_of(day);
  return kind.special && !kind.works && !kind.local;
}

struct Holiday {
  Day first{};
  std::string name;
};

// The first days of all holidays in the known notices.
std::vector<Holiday> holidays(const core::Calendar& calendar) {
  std::vector<Holiday> found;
  for (const core::CalendarYear& year : calendar.years()) {
    for (const auto& [day, special] : year.days) {
      if (!is_holiday(calendar, day) || is_holiday(calendar, day - days{1})) continue;
      found.push_back({day, calendar.kind_of(day).name});
    }
  }
  std::ranges::sort(found, {}, &Holiday::first);
  return found;
}

struct Case {
  const PolicyClock* clock = nullptr;
  const core::Tier* tier = nullptr;  // for a clock by tier
  core::TimeLimit limit;
};

std::vector<Case> cases_of(const core::Policy& policy) {
  std::vector<Case> cases;
  for (const PolicyClock& clock : policy.clocks) {
    if (!clock.by_tier && clock.limit.has_due_time())
      cases.push_back({&clock, nullptr, clock.limit});
    for (const core::Tier& tier : policy.tiers) {
      const auto limit = clock.by_tier ? policy.limit_of(clock, &tier) : std::nullopt;
      if (limit && limit->has_due_time()) cases.push_back({&clock, &tier, *limit});
    }
  }
  return cases;
}

// The next holiday for which every example can be counted to its end; otherwise the last such
// holiday.
Holiday chosen_holiday(const Site& site, const std::vector<Case>& cases) {
  const core::WorkTime time = site.work_time();
  const auto countable = [&](const Holiday& holiday) {
    const Day start = core::workday_before(time, holiday.first, 1);
    return std::ranges::all_of(cases, [&](const Case& one) {
      return !core::count(time, core::next_opening(time, core::at(start, {})), one.limit)
                  .provisional;
    });
  };
  Holiday chosen;
  for (const Holiday& holiday : holidays(site.calendar)) {
    if (!countable(holiday)) continue;
    chosen = holiday;
    if (holiday.first > site.publications.today) break;
  }
  return chosen;
}

std::string case_title(const Case& one, const Texts& texts) {
  const std::string limit = core::chinese_limit(one.limit);
  if (one.tier == nullptr) {
    return texts.format("limits.case", {{"clock", one.clock->name}, {"limit", limit}});
  }
  return texts.format(
      "limits.tier_case",
      {{"clock", one.clock->name}, {"tier", tier_title(*one.tier, texts)}, {"limit", limit}});
}

void add_case(TemplateData& example, const Site& site, const Texts& texts, const Case& one,
              core::Instant start) {
  const core::DueDate due = core::count(site.work_time(), start, one.limit);
  TemplateData& shown = example.add("CASE").set("CASE_TITLE", case_title(one, texts));
  for (const std::string& sentence :
       core::explain_in_words(one.limit, due, site.policy.hours, texts,
                              core::year_of(core::day_of(start)), one.clock->from)) {
    shown.add("DAY").set("DAY_TEXT", sentence);
  }
  shown.show_if(one.tier != nullptr && one.tier->means == core::TierMeans::progress &&
                    one.clock->until == core::Milestone::replied,
                "CASE_PROGRESS");
}

std::string time_of(core::Instant instant) {
  return core::to_text(std::chrono::floor<std::chrono::minutes>(core::time_of_day(instant)));
}

// Cases that start at the same milestone are grouped.
void add_groups(TemplateData& example, const Site& site, const Texts& texts,
                std::string_view premise, const std::vector<Case>& cases, core::Instant start) {
  const Day day = core::day_of(start);
  TemplateData* group = nullptr;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const core::Milestone from = cases[i].clock->from;
    if (i == 0 || from != cases[i - 1].clock->from) {
      const std::string milestone =
          texts.get("process.milestone." + std::string(core::to_text(from)));
      group = &example.add("GROUP").set(
          "PREMISE", texts.format(premise, {{"date", core::chinese_date(day)},
                                            {"weekday", core::chinese_weekday(day)},
                                            {"time", time_of(start)},
                                            {"milestone", milestone}}));
    }
    add_case(*group, site, texts, cases[i], start);
  }
}

// A limit of whole days, which shows best the effect of reporting in the evening.
const Case& whole_days(const std::vector<Case>& cases) {
  const auto found = std::ranges::find_if(cases, [](const Case& one) {
    return one.limit.kind == core::TimeLimit::Kind::workdays && one.limit.is_whole_days();
  });
  return found == cases.end() ? cases.front() : *found;
}

}  // namespace

bool has_examples(const Site& site) {
  return !cases_of(site.policy).empty();
}

TemplateData examples_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const std::vector<Case> cases = cases_of(site.policy);
  if (cases.empty()) return data;
  const core::WorkTime time = site.work_time();
  const Holiday holiday = chosen_holiday(site, cases);
  const bool beside = !holiday.name.empty();
  const Day day = core::workday_before(time, beside ? holiday.first : site.publications.today, 1);
  const std::string title = beside ? texts.format("limits.before_holiday", {{"name", holiday.name}})
                                   : texts.get("limits.ordinary");
  TemplateData& ordinary = data.add("EXAMPLE").set("EXAMPLE_ID", "day").set("EXAMPLE_TITLE", title);
  // Assumed office hours are never printed.
  add_groups(ordinary, site, texts,
             site.policy.hours.published ? "limits.premise_at" : "limits.premise", cases,
             core::next_opening(time, core::at(day, {})) + std::chrono::hours{1});
  TemplateData& late =
      data.add("EXAMPLE").set("EXAMPLE_ID", "late").set("EXAMPLE_TITLE", texts.get("limits.late"));
  add_groups(late, site, texts, "limits.late_premise", {whole_days(cases)},
             core::closing_of(time, day) + std::chrono::hours{1});
  return data;
}

}  // namespace generator

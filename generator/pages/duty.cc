// The duty roster, and the links, news and days on duty of the home page. The generator does not
// know on which day a page is read, so both list the coming days with dates, and a small script
// marks the current one.
#include "generator/pages/duty.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/page/page_frame.h"
#include "generator/pages/examples.h"
#include "generator/pages/units.h"

namespace generator {

using core::DutyEntry;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

constexpr std::size_t kOnHome = 3;
constexpr std::size_t kNewsOnHome = 3;

// The attendance that the policy requires of the leader on duty, as the desk records it (PY-25).
std::string attendance_sentence(const core::Policy& policy, const Texts& texts) {
  const core::RoleName* role = policy.role(core::Role::leader_on_duty);
  if (!policy.attendance || role == nullptr) return {};
  const std::string each(core::name_in(core::kAttendances, *policy.attendance));
  return texts.format("duty.attendance." + each, {{"role", role->name}});
}

// "11月9日至11月15日", "11月9日上午", "11月9日至11月15日，每天下午".
std::string days_text(const DutyEntry& entry, int year, const Texts& texts) {
  std::string from = core::chinese_date(entry.from, year);
  const std::string part =
      entry.part
          ? texts.get("duty.part." + std::string(core::name_in(core::kHalfDays, *entry.part)))
          : std::string();
  if (entry.from == entry.to) return from + part;
  const std::string days =
      texts.format("duty.until", {{"from", from}, {"to", core::chinese_date(entry.to, year)}});
  return entry.part ? texts.format("duty.each_day", {{"days", days}, {"part", part}}) : days;
}

// Adds at most `most` entries that have not ended on the day of the build.
void add_coming(TemplateData& data, const Site& site, const Texts& texts, std::size_t most) {
  const core::Day today = site.publications.today;
  std::size_t shown = 0;
  for (const DutyEntry& entry : site.duty.entries) {
    if (entry.to < today || shown == most) continue;
    ++shown;
    data.add("COMING")
        .set("COMING_FROM", core::to_iso(entry.from))
        .set("COMING_TO", core::to_iso(entry.to))
        .set("COMING_DAYS", days_text(entry, core::year_of(today), texts))
        .set("COMING_NAME", entry.name)
        .set_optional("COMING_POST", entry.post)
        .set_optional("COMING_PHONE", entry.phone)
        .set("COMING_DIALLED", core::dialled(entry.phone));
  }
  data.show_if(shown > 0, "HAS_COMING")
      .show_if(shown == 0 && !site.duty.entries.empty(), "DUTY_OVER")
      .show_if(site.duty.entries.empty(), "NO_DUTY_DAYS");
}

struct FrontLink {
  std::string_view page;
  std::string_view text;
  bool (*made)(const Site&);
};
bool always(const Site&) {
  return true;
}
constexpr FrontLink kFrontLinks[] = {
    {"windows", "windows.title", [](const Site& site) { return site.windows.size() > 1; }},
    {"faq", "faq.title", always},
    {"units", "units.title", has_handles},
    {"limits", "limits.title", has_examples},
    {"duty", "duty.title", has_duty},
    {"measures", "measures.title", [](const Site& site) { return !site.measures.empty(); }},
    {"supervision", "supervision.title", always},
    {"statistics", "statistics.title",
     [](const Site& site) { return site.publications.statistics.has_value(); }},
    {"news", "news.title", [](const Site& site) { return !site.publications.news.empty(); }},
    {"stories", "stories.title",
     [](const Site& site) { return !site.publications.stories.empty(); }},
    {"leaders", "leaders.title", always},
    {"policy", "policy.title", always}};

}  // namespace

bool has_duty(const Site& site) {
  return site.policy.attendance || !site.duty.rule.empty() || !site.duty.entries.empty();
}

TemplateData duty_data(const Site& site, const Texts& texts) {
  TemplateData data;
  data.set_optional("DUTY_RULE", site.duty.rule)
      .set_optional("DUTY_ATTENDANCE", attendance_sentence(site.policy, texts))
      .show_if(!site.duty.rule.empty() || site.policy.attendance, "HAS_RULES");
  add_coming(data, site, texts, site.duty.entries.size());
  return data;
}

TemplateData front_data(const Site& site, const Texts& texts) {
  TemplateData data;
  if (!site.duty.entries.empty()) add_coming(data.add("DUTY"), site, texts, kOnHome);
  const auto& news = site.publications.news;
  for (std::size_t i = 0; i < std::min(news.size(), kNewsOnHome); ++i) {
    data.add("NEWS")
        .set("NEWS_ID", news[i].id)
        .set("NEWS_TITLE", news[i].title)
        .set("NEWS_DAY", core::to_iso(news[i].date))
        .set("NEWS_DATE", core::chinese_date(news[i].date));
  }
  data.show_if(!news.empty(), "HAS_NEWS").show_if(has_examples(site), "HAS_EXAMPLES");
  for (const FrontLink& link : kFrontLinks) {
    if (!link.made(site)) continue;
    data.add("LINK")
        .set("LINK_PAGE", std::string(link.page))
        .set("LINK_TEXT", texts.get(link.text));
  }
  return data;
}

}  // namespace generator

// Compares the days in the content with today.
#include "handler/publishing/ageing.h"

#include "core/time/calendar_span.h"

namespace handler::publishing {
namespace {

using core::CalendarSpan;
using core::ChangeArea;
using What = Ageing::What;

constexpr CalendarSpan kFiguresLast{3, CalendarSpan::Unit::months};
constexpr CalendarSpan kNewsLasts{6, CalendarSpan::Unit::months};
constexpr CalendarSpan kRosterLasts{1, CalendarSpan::Unit::years};
constexpr std::chrono::days kDutyAhead{14};

bool is_over(core::Day day, const CalendarSpan& span, core::Day today) {
  return core::day_after(day, span) < today;
}

void look_at_bodies(const core::Site& site, core::Day today, std::vector<Ageing>& found) {
  for (const core::Body& body : site.bodies) {
    if (body.as_of && !body.roster.empty() && is_over(*body.as_of, kRosterLasts, today))
      found.push_back({What::roster, ChangeArea::bodies, body.name, body.as_of, body.window});
    for (const core::RosterEntry& entry : body.roster) {
      if (!entry.to || *entry.to >= today) continue;
      const std::string& name = !entry.name.empty() ? entry.name : entry.post;
      found.push_back({What::post_ended, ChangeArea::bodies,
                       body.name + " " + entry.role + " " + name, entry.to, body.window});
    }
  }
}

void look_at_duty(const core::Site& site, core::Day today, std::vector<Ageing>& found) {
  if (site.duty.entries.empty()) return;
  core::Day last = site.duty.entries.front().to;
  for (const core::DutyEntry& entry : site.duty.entries) last = std::max(last, entry.to);
  if (last < today + kDutyAhead) found.push_back({What::duty_ends, ChangeArea::duty, "", last, ""});
}

void look_at_columns(const core::Site& site, core::Day today, std::vector<Ageing>& found) {
  const core::Publications& out = site.publications;
  const auto empty = [&](ChangeArea area) {
    found.push_back({What::empty, area, "", std::nullopt, ""});
  };
  if (out.news.empty()) empty(ChangeArea::news);
  if (!out.news.empty() && is_over(out.news.front().date, kNewsLasts, today))
    found.push_back({What::news, ChangeArea::news, "", out.news.front().date, ""});
  if (out.stories.empty()) empty(ChangeArea::stories);
  if (site.measures.empty()) empty(ChangeArea::measures);
  if (site.documents.empty()) empty(ChangeArea::documents);
  if (!out.statistics) empty(ChangeArea::figures);
  if (out.statistics && is_over(out.statistics->as_of, kFiguresLast, today))
    found.push_back({What::figures, ChangeArea::figures, "", out.statistics->as_of, ""});
}

}  // namespace

std::vector<Ageing> grown_old(const core::Site& site, core::Day today) {
  std::vector<Ageing> found;
  look_at_bodies(site, today, found);
  look_at_duty(site, today, found);
  look_at_columns(site, today, found);
  return found;
}

}  // namespace handler::publishing

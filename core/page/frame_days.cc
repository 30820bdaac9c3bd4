// Asks the site's mourning days and notices for one day.
#include "core/page/frame_days.h"

namespace core {

void add_days(TemplateData& data, const SiteIdentity& identity, Day today) {
  data.show_if(identity.mourns(today), "MOURNING");
  for (const Notice& notice : identity.notices) {
    if (!notice.days.holds(today)) continue;
    data.show("HAS_NOTICES");
    data.add("NOTICE")
        .set("NOTICE_TEXT", notice.text)
        .set("NOTICE_UNTIL", chinese_date(notice.days.to));
  }
}

std::string said_because_of(const std::optional<Day>& today, const SiteIdentity& identity) {
  if (!today) return {};
  std::string said = identity.mourns(*today) ? "m" : "-";
  for (const Notice& notice : identity.notices) said += notice.days.holds(*today) ? 'n' : '-';
  return said;
}

}  // namespace core

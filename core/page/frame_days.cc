// Adds the mourning and the notices of one day.
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

}  // namespace core

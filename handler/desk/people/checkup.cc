// Runs the checks of `handler doctor` for one site and shows the worst first.
#include "handler/desk/people/checkup.h"

#include <algorithm>
#include <string>

#include "handler/desk/page.h"
#include "handler/health/checks.h"
#include "handler/health/sentences.h"

namespace handler::desk {
namespace {

health::Findings findings_for(const Visit& visit) {
  health::Place place = visit.services.place;
  place.brief = true;
  health::Findings findings = health::check(health::gather(
      place, visit.now(), health::data_of_store(visit.services.store), {visit.site.id()}));
  std::ranges::stable_sort(findings, [](const health::Finding& a, const health::Finding& b) {
    return a.level > b.level;
  });
  return findings;
}

}  // namespace

web::Response show_checkup(const Visit& visit) {
  if (!visit.may("manage_users")) return web::forbidden();
  core::TemplateData data;
  for (const health::Finding& one : findings_for(visit)) {
    data.add("FINDING")
        .set("FINDING_LEVEL", health::level_word(one.level, /*chinese=*/true))
        .set("FINDING_TEXT", one.zh)
        .set_optional("FINDING_REMEDY", one.remedy_zh)
        .show_if(one.level == health::Level::red, "FINDING_RED");
  }
  return desk_page(visit, 200, "desk/checkup", visit.texts().get("desk.checkup.title"), data);
}

}  // namespace handler::desk

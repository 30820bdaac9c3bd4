// Puts desk templates into the desk's frame.
#include "handler/desk/page.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/page/page_frame.h"
#include "handler/desk/entrance/carried.h"
#include "handler/desk/paper/filing.h"
#include "handler/desk/people/attendance.h"
#include "handler/web/form_token.h"

namespace handler::desk {
namespace {

core::TemplateData frame(const view::Services& services, const view::LiveSite& site,
                         const std::string& title) {
  core::PagePlace place;
  const std::string& url = site.site().identity.site_url;
  place.site_root = url.empty() ? "/" + site.id() + "/" : url;
  place.handler_root = services.prefix + "/" + site.id();
  place.page = "desk";
  place.title = title;
  core::TemplateData data = core::page_frame(site.site(), site.texts, place);
  data.set("DESK_ROOT", services.prefix + "/desk/" + site.id());
  return data;
}

std::string role_names(const Visit& visit) {
  std::vector<std::string> names;
  std::set<core::Role> seen;
  for (const cases::Grant& grant : visit.staff.grants) {
    if (!seen.insert(grant.role).second) continue;
    names.push_back(role_name(visit, grant.role));
  }
  return core::joined(names, visit.texts().get("desk.list_comma"));
}

// Where the counter's own pages are, for those who work there.
void add_counter(core::TemplateData& data, const Visit& visit, std::string_view template_name) {
  const auto& grants = visit.staff.grants;
  const bool at_counter = std::ranges::any_of(
      grants, [](const cases::Grant& grant) { return grant.role == core::Role::front_desk; });
  data.show_if(at_counter, "AT_COUNTER")
      .show_if(template_name == "desk/intake", "PLACE_INTAKE")
      .show_if(template_name == "desk/lost", "PLACE_LOST");
}

// What of the desk this person has any use for.
void add_places(core::TemplateData& data, const Visit& visit, std::string_view template_name) {
  data.show_if(template_name == "desk/worklist", "PLACE_WORKLIST")
      .show_if(template_name == "desk/overview", "PLACE_OVERVIEW")
      .show_if(template_name == "desk/ledgers", "PLACE_LEDGERS")
      .show_if(template_name == "desk/users" || template_name == "desk/user", "PLACE_USERS")
      .show_if(template_name == "desk/password", "PLACE_PASSWORD")
      .show_if(template_name == "desk/attendance", "PLACE_ATTENDANCE")
      .show_if(may_see_attendance(visit), "MAY_ATTENDANCE")
      .show_if(visit.may("overview"), "MAY_OVERVIEW")
      .show_if(visit.may("list"), "MAY_LIST")
      .show_if(visit.may("see_users"), "MAY_SEE_USERS");
  add_counter(data, visit, template_name);
}

}  // namespace

std::string role_name(const Visit& visit, core::Role role) {
  const core::RoleName* named = visit.model().policy.role(role);
  return named != nullptr ? named->name
                          : visit.texts().get("desk.role." + std::string(core::to_text(role)));
}

web::Response desk_page(const Visit& visit, int status, std::string_view template_name,
                        const std::string& title, const core::TemplateData& data) {
  core::TemplateData all = frame(visit.services, visit.site, title);
  add_places(all, visit, template_name);
  if (template_name == "desk/worklist") add_filings_due(all, visit);
  if (template_name == "desk/worklist" || template_name == "desk/overview")
    add_attendance_waiting(all, visit);
  all.show("SIGNED_IN").set("PERSON", visit.staff.name).set("ROLES", role_names(visit));
  all.set("CSRF", web::csrf_token(visit.keys().session, visit.session_id));
  all.merge(data);
  return web::html(status, visit.site.templates->render(template_name, all));
}

web::Response failure_page(const Visit& visit, int status) {
  constexpr std::pair<int, const char*> kSections[] = {
      {400, "UNREADABLE"}, {403, "NOT_ALLOWED"}, {404, "NOT_FOUND"}, {409, "MOVED_ON"}};
  const auto* section = std::ranges::find(kSections, status, &std::pair<int, const char*>::first);
  core::TemplateData data;
  data.show(section == std::end(kSections) ? "UNAVAILABLE" : section->second);
  if (const auto carried = carried_of(visit.services, visit.site, visit.request))
    add_typed(data, visit.site, *carried);
  web::Response response =
      desk_page(visit, status, "desk/failure", visit.texts().get("desk.failure.title"), data);
  if (status == 503) response.set_header("Retry-After", "120");
  return response;
}

web::Response entrance_page(const view::Services& services, const view::LiveSite& site, int status,
                            std::string_view template_name, const std::string& title,
                            const core::TemplateData& data) {
  core::TemplateData all = frame(services, site, title);
  all.merge(data);
  return web::html(status, site.templates->render(template_name, all));
}

}  // namespace handler::desk

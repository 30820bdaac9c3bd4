// Renders desk templates in the desk's frame.
#include "handler/desk/page.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/page/page_frame.h"
#include "handler/desk/access.h"
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

bool at_counter(const Visit& visit) {
  return std::ranges::any_of(visit.staff.grants, [](const cases::Grant& grant) {
    return grant.role == core::Role::front_desk;
  });
}

// A link in the desk's navigation, and the condition under which a user sees it.
struct Place {
  std::string_view id;    // of its template and of its text
  std::string_view path;  // below the desk's root
  bool (*may)(const Visit&);
  std::array<std::string_view, 2> below = {};  // further templates that count as this place
  std::string_view begins_with = {};           // so do those with such a name
};
constexpr Place kPlaces[] = {
    {"worklist", "", [](const Visit& visit) { return visit.may("list"); }, {"desk/set_aside"}},
    {"overview", "overview", [](const Visit& visit) { return visit.may("overview"); }},
    {"ledgers", "ledgers", [](const Visit& visit) { return visit.may("list"); }},
    {"attendance", "attendance",
     [](const Visit& visit) { return may_in_attendance(visit, "attendance"); }},
    {"intake", "intake", at_counter},
    {"lost", "lost", at_counter, {"desk/requests"}},
    {"users",
     "users",
     [](const Visit& visit) { return visit.may("see_users"); },
     {"desk/user", "desk/checkup"}},
    {"publishing",
     "publishing",
     [](const Visit& visit) { return visit.may("publish") || visit.may("agree_publication"); },
     {},
     "desk/publishing_"},
    {"password", "password", [](const Visit&) { return true; }},
};

bool is_at(const Place& place, std::string_view template_name) {
  if (!place.begins_with.empty() && template_name.starts_with(place.begins_with)) return true;
  return template_name == "desk/" + std::string(place.id) ||
         core::contains(place.below, template_name);
}

void add_places(core::TemplateData& data, const Visit& visit, std::string_view template_name) {
  for (const Place& place : kPlaces) {
    if (!place.may(visit)) continue;
    const std::string id(place.id);
    data.add("DESK_PLACE")
        .set("PLACE_PATH", std::string(place.path))
        .set("PLACE_TEXT", visit.texts().get("desk.nav." + id))
        .show_if(is_at(place, template_name), "PLACE_IS_HERE");
  }
}

}  // namespace

std::string role_name(const Visit& visit, core::Role role) {
  const core::RoleName* named = visit.model().policy.role(role);
  return named != nullptr ? named->name
                          : visit.texts().get("desk.role." + std::string(core::to_text(role)));
}

std::string channel_name(const Visit& visit, const core::Policy& rules,
                         const std::string& channel) {
  std::string name = core::channel_name(rules, visit.texts(), channel);
  const core::Channel* known = rules.channel(channel);
  if (known == nullptr || known->run_by.empty()) return name;
  return visit.texts().format("desk.channel_run_by", {{"channel", name}, {"who", known->run_by}});
}

std::string why_not_kept(const core::Failure& failure) {
  return failure.code == core::FailureCode::clock_held ? "desk.not_kept.clock_held"
                                                       : "desk.not_kept.not_saved";
}

std::string unavailable_section(const core::Failure& failure) {
  return failure.code == core::FailureCode::clock_held ? "CLOCK_HELD" : "UNAVAILABLE";
}

web::Response desk_page(const Visit& visit, int status, std::string_view template_name,
                        const std::string& title, const core::TemplateData& data) {
  core::TemplateData all = frame(visit.services, visit.site, title);
  add_places(all, visit, template_name);
  all.show("SIGNED_IN").set("PERSON", visit.staff.name).set("ROLES", role_names(visit));
  all.set("CSRF", web::csrf_token(visit.keys().session, visit.session_id));
  all.merge(data);
  return web::html(status, visit.site.templates->render(template_name, all));
}

web::Response failure_page(const Visit& visit, int status, const std::string& section,
                           const core::TemplateData& typed) {
  core::TemplateData data;
  data.show(section);
  data.merge(typed);
  return desk_page(visit, status, "desk/failure", visit.texts().get("desk.failure.title"), data);
}

web::Response not_kept_page(const Visit& visit, const core::Failure& failure) {
  return failure_page(visit, 503, unavailable_section(failure));
}

web::Response entrance_page(const view::Services& services, const view::LiveSite& site, int status,
                            std::string_view template_name, const std::string& title,
                            const core::TemplateData& data) {
  core::TemplateData all = frame(services, site, title);
  all.merge(data);
  return web::html(status, site.templates->render(template_name, all));
}

}  // namespace handler::desk

// The desk's part of the route table.
#include "handler/desk/routes.h"

#include <memory>
#include <utility>

#include "core/page/page_frame.h"
#include "handler/desk/articles/articles_page.h"
#include "handler/desk/articles/documents_page.h"
#include "handler/desk/articles/faq_page.h"
#include "handler/desk/articles/figures_page.h"
#include "handler/desk/articles/files_page.h"
#include "handler/desk/articles/measures_page.h"
#include "handler/desk/casework/act.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/casework/shown_files.h"
#include "handler/desk/directory/goal_page.h"
#include "handler/desk/directory/new_window.h"
#include "handler/desk/directory/notices_page.h"
#include "handler/desk/directory/paste_page.h"
#include "handler/desk/directory/unit_form.h"
#include "handler/desk/directory/units_page.h"
#include "handler/desk/directory/window_form.h"
#include "handler/desk/directory/window_list.h"
#include "handler/desk/directory/window_table.h"
#include "handler/desk/entrance/gate.h"
#include "handler/desk/entrance/known_device.h"
#include "handler/desk/entrance/one_time_code.h"
#include "handler/desk/entrance/sign_in.h"
#include "handler/desk/intake/find_ticket.h"
#include "handler/desk/intake/intake.h"
#include "handler/desk/leaders/overview.h"
#include "handler/desk/leaders/problems.h"
#include "handler/desk/paper/filing.h"
#include "handler/desk/paper/ledger.h"
#include "handler/desk/paper/print.h"
#include "handler/desk/people/attendance.h"
#include "handler/desk/people/checkup.h"
#include "handler/desk/people/request_page.h"
#include "handler/desk/people/user_page.h"
#include "handler/desk/people/users_page.h"
#include "handler/desk/publishing/body_acts.h"
#include "handler/desk/publishing/body_page.h"
#include "handler/desk/publishing/draft_page.h"
#include "handler/desk/publishing/duty_acts.h"
#include "handler/desk/publishing/duty_page.h"
#include "handler/desk/publishing/front_page.h"
#include "handler/desk/publishing/history.h"
#include "handler/desk/publishing/left_drafts.h"
#include "handler/desk/publishing/preview_page.h"
#include "handler/desk/publishing/shown_file.h"
#include "handler/desk/visit.h"
#include "handler/desk/worklist/set_aside.h"
#include "handler/desk/worklist/worklist.h"
#include "handler/view/receipt_data.h"

namespace handler::desk {
namespace {

enum class Allows {
  usual,
  handed_password,  // also before a handed-out password is changed
  files,            // a form that may come with files
};

struct StaffRoute {
  std::string_view method;
  std::string_view path;
  StaffPage page;
  Allows allows = Allows::usual;
};

// The routes that need a session.
constexpr StaffRoute kStaffRoutes[] = {
    {"GET", "/", show_worklist},
    {"POST", "/search", receive_search},
    {"POST", "/views", save_view},
    {"POST", "/views/delete", delete_view},
    {"GET", "/set-aside", show_set_aside},
    {"POST", "/set-aside", decide_set_aside},
    {"GET", "/overview", show_overview},
    {"GET", "/problems", show_problems},
    {"GET", "/attendance", show_attendance},
    {"POST", "/attendance", note_attendance},
    {"GET", "/cases/{case}", show_case},
    {"POST", "/cases/{case}/identity", show_identity},
    {"POST", "/cases/{case}/actions/{action}", act, Allows::files},
    {"GET", "/cases/{case}/files/{seq}/{field}", show_file},
    {"POST", "/cases/{case}/files/{seq}/{field}", look_at_file},
    {"GET", "/cases/{case}/print/{form}", show_print},
    {"POST", "/cases/{case}/print/{form}", show_print_with_identity},
    {"GET", "/cases/{case}/request", show_request},
    {"POST", "/cases/{case}/request", print_held},
    {"POST", "/cases/{case}/request/destroy", destroy_held},
    {"GET", "/requests", show_find_request},
    {"POST", "/requests", find_request},
    {"GET", "/intake", show_intake},
    {"POST", "/intake", receive_intake},
    {"GET", "/lost", show_find_ticket},
    {"POST", "/lost", find_ticket},
    {"GET", "/ledgers", show_ledgers},
    {"GET", "/ledgers/{form}", show_ledger},
    {"POST", "/ledgers/{form}", show_ledger},
    {"GET", "/filings/{filing}", show_filing},
    {"POST", "/filings/{filing}", note_filing},
    {"GET", "/users", show_users},
    {"POST", "/users", add_person},
    {"GET", "/users/{user}", show_user},
    {"POST", "/users/{user}/{act}", change_user},
    {"GET", "/checkup", show_checkup},
    {"GET", "/publishing", show_publishing},
    {"GET", "/publishing/draft", show_draft},
    {"POST", "/publishing/draft/publish", publish_draft},
    {"POST", "/publishing/draft/drop", drop_draft},
    {"POST", "/publishing/draft/drop-file", drop_draft_file},
    {"GET", "/publishing/draft/files/{file}", show_draft_site_file},
    {"GET", "/publishing/left", show_left_drafts},
    {"POST", "/publishing/left/take", take_left_draft},
    {"POST", "/publishing/left/drop", drop_left_draft},
    {"GET", "/publishing/preview", show_preview},
    {"GET", "/publishing/preview/{page}", show_preview_page},
    {"GET", "/publishing/preview/after/{path...}", show_preview_file},
    {"GET", "/publishing/history", show_publications},
    {"GET", "/publishing/history/{publication}", show_publication},
    {"POST", "/publishing/history/{publication}/agree", agree_to_publication},
    {"POST", "/publishing/history/{publication}/decline", decline_publication},
    {"POST", "/publishing/history/{publication}/withdraw", withdraw_publication},
    {"POST", "/publishing/history/{publication}/redraft", redraft_publication},
    {"POST", "/publishing/history/{publication}/put-back", put_back_publication},
    {"GET", "/publishing/history/{publication}/preview", show_publication_preview},
    {"GET", "/publishing/history/{publication}/preview/{page}", show_publication_preview_page},
    {"GET", "/publishing/history/{publication}/preview/after/{path...}",
     show_publication_preview_file},
    {"GET", "/publishing/history/{publication}/files/{side}/{file}", show_published_site_file},
    {"GET", "/publishing/bodies", show_bodies},
    {"GET", "/publishing/bodies/{body}", show_body},
    {"POST", "/publishing/bodies/{body}/{act}", change_body},
    {"GET", "/publishing/duty", show_duty},
    {"GET", "/publishing/duty/{month}", show_duty_month},
    {"POST", "/publishing/duty/{month}/{act}", change_duty},
    {"GET", "/password", show_password_form, Allows::handed_password},
    {"POST", "/password", change_password, Allows::handed_password},
    {"GET", "/code", show_code_form},
    {"POST", "/code", change_code},
    {"POST", "/sign-out", sign_out, Allows::handed_password},
    {"GET", "/publishing/windows", show_windows},
    {"GET", "/publishing/windows/{window}", show_window},
    {"POST", "/publishing/windows/{window}/change", change_window},
    {"GET", "/publishing/windows/{window}/add", show_new_window},
    {"POST", "/publishing/windows/{window}/add", add_new_window},
    {"POST", "/publishing/windows/{window}/remove", take_window_out},
    {"GET", "/publishing/windows-table", show_window_table},
    {"POST", "/publishing/windows-table/change", change_window_table},
    {"GET", "/publishing/windows-table/paste", show_window_paste},
    {"POST", "/publishing/windows-table/paste", check_window_paste, Allows::files},
    {"POST", "/publishing/windows-table/keep", keep_window_paste},
    {"GET", "/publishing/windows-goal", show_goal},
    {"POST", "/publishing/windows-goal", change_goal},
    {"GET", "/publishing/units", show_units},
    {"POST", "/publishing/units-table/change", change_units},
    {"GET", "/publishing/units-new", show_new_unit},
    {"POST", "/publishing/units-new", add_new_unit},
    {"GET", "/publishing/units/{unit}", show_unit},
    {"POST", "/publishing/units/{unit}/change", change_unit},
    {"POST", "/publishing/units/{unit}/remove", take_unit_out},
    {"GET", "/publishing/notices", show_notices},
    {"POST", "/publishing/notices", receive_notice},
    {"POST", "/publishing/notices-over", clear_notices},
    {"GET", "/publishing/notices/{notice}", show_notice},
    {"POST", "/publishing/notices/{notice}/change", change_notice},
    {"POST", "/publishing/notices/{notice}/remove", remove_notice},
    {"GET", "/publishing/news", in_column<show_column, Column::news>},
    {"GET", "/publishing/news-new", in_column<show_new_article, Column::news>},
    {"POST", "/publishing/news-new", in_column<add_new_article, Column::news>},
    {"GET", "/publishing/news/{item}", in_column<show_article, Column::news>},
    {"POST", "/publishing/news/{item}/change", in_column<change_article, Column::news>},
    {"POST", "/publishing/news/{item}/remove", in_column<take_article_out, Column::news>},
    {"GET", "/publishing/stories", in_column<show_column, Column::stories>},
    {"GET", "/publishing/stories-new", in_column<show_new_article, Column::stories>},
    {"POST", "/publishing/stories-new", in_column<add_new_article, Column::stories>},
    {"GET", "/publishing/stories/{item}", in_column<show_article, Column::stories>},
    {"POST", "/publishing/stories/{item}/change", in_column<change_article, Column::stories>},
    {"POST", "/publishing/stories/{item}/remove", in_column<take_article_out, Column::stories>},
    {"GET", "/publishing/faq", show_questions},
    {"POST", "/publishing/faq-derived", hide_question},
    {"GET", "/publishing/faq-new", show_new_question},
    {"POST", "/publishing/faq-new", add_new_question},
    {"GET", "/publishing/faq/{item}", show_question},
    {"POST", "/publishing/faq/{item}/change", change_question},
    {"POST", "/publishing/faq/{item}/move", move_question},
    {"POST", "/publishing/faq/{item}/remove", take_question_out},
    {"GET", "/publishing/measures", show_measures},
    {"GET", "/publishing/measures-new", show_new_measure},
    {"POST", "/publishing/measures-new", add_new_measure},
    {"GET", "/publishing/measures/{item}", show_measure},
    {"POST", "/publishing/measures/{item}/change", change_measure},
    {"POST", "/publishing/measures/{item}/move", move_measure},
    {"POST", "/publishing/measures/{item}/remove", take_measure_out},
    {"GET", "/publishing/documents", show_documents},
    {"GET", "/publishing/documents-new", show_new_document},
    {"POST", "/publishing/documents-new", add_new_document},
    {"GET", "/publishing/documents/{item}", show_document},
    {"POST", "/publishing/documents/{item}/change", change_document},
    {"POST", "/publishing/documents/{item}/move", move_document},
    {"POST", "/publishing/documents/{item}/remove", take_document_out},
    {"GET", "/publishing/files", show_site_files},
    {"POST", "/publishing/files", receive_site_files, Allows::files},
    {"POST", "/publishing/files/remove", remove_site_file},
    {"GET", "/publishing/figures", show_figures},
    {"POST", "/publishing/figures/keep", keep_figures},
};

// Calls `page` with the published site in the path.
template <class Page>
web::RouteFunction with_site(view::Services& services, Page page) {
  return [&services, page](const web::Request& request, const web::PathParameters& parameters) {
    const auto site = services.sites.get(parameters.find("site")->second);
    if (!site)
      return web::html(site.failure().code == core::FailureCode::not_found ? 404 : 503, "");
    return page(**site, request, parameters);
  };
}

// No session is looked up, which could wait for the disk. One that has ended since gets its form
// back after the sign-in, so the browser is enough.
web::KnowsSender known_by_browser(const view::Services& services) {
  return [&services](const web::Request& head, const web::PathParameters&, const web::Fields&) {
    return has_signed_in(services, head);
  };
}

web::Route staff_route(view::Services& services, const std::shared_ptr<HashGate>& gate,
                       const std::string& root, const StaffRoute& route) {
  return {
      std::string(route.method),
      root + std::string(route.path),
      web::Side::desk,
      web::Access::staff,
      with_site(services,
                [&services, gate, route](const view::LiveSite& site, const web::Request& request,
                                         const web::PathParameters& parameters) {
                  return with_staff(services, *gate, site, request, parameters, route.page,
                                    route.allows == Allows::handed_password);
                }),
      route.allows == Allows::files ? known_by_browser(services) : web::KnowsSender()};
}

// The desk's address without a site. Redirects to the only site's desk, or lists all with any
// site's templates, because the list shows nothing of that site; 404 if none is published.
web::Response sites_page(view::Services& services) {
  std::shared_ptr<const view::LiveSite> drawing;
  std::string only;
  core::TemplateData data;
  int count = 0;
  for (const std::string& id : services.sites.ids()) {
    const auto site = services.sites.get(id);
    if (!site) continue;
    drawing = *site;
    only = services.prefix + "/desk/" + id + "/";
    data.add("DESK")
        .set("DESK_ADDRESS", only)
        .set("DESK_SITE", (*site)->site().identity.name + (*site)->site().identity.window_name);
    ++count;
  }
  if (!drawing) return web::not_found();
  if (count == 1) return web::see_other(only);
  core::PagePlace place;
  place.site_root = view::site_root(drawing->site());
  core::TemplateData all = core::page_frame(drawing->site(), drawing->texts, place);
  all.merge(std::move(data));
  return web::html(200, drawing->templates->render("desk/sites", all));
}

}  // namespace

std::vector<web::Route> desk_routes(view::Services& services) {
  if (!services.desk_keys) return {};
  const std::string root = services.prefix + "/desk/{site}";
  const auto gate = std::make_shared<HashGate>();
  const auto entrance = [&](const char* method, const std::string& path, auto page) {
    return web::Route{method, root + path, web::Side::desk, web::Access::staff_entrance,
                      with_site(services, page)};
  };
  std::vector<web::Route> routes = {
      {"GET", services.prefix + "/desk/", web::Side::desk, web::Access::staff_entrance,
       [&services](const web::Request&, const web::PathParameters&) {
         return sites_page(services);
       }},
      entrance("GET", "",
               [&services](const view::LiveSite& site, const auto&, const auto&) {
                 return web::see_other(services.prefix + "/desk/" + site.id() + "/");
               }),
      entrance("GET", "/sign-in",
               [&services](const auto& site, const auto& request, const auto&) {
                 return show_sign_in(services, site, request);
               }),
      entrance("POST", "/sign-in",
               [&services, gate](const auto& site, const auto& request, const auto&) {
                 return sign_in(services, site, request, *gate);
               }),
      entrance("POST", "/sign-in/code",
               [&services](const auto& site, const auto& request, const auto&) {
                 return sign_in_with_code(services, site, request);
               }),
  };
  for (const StaffRoute& route : kStaffRoutes)
    routes.push_back(staff_route(services, gate, root, route));
  return routes;
}

}  // namespace handler::desk

// Says what a person must know after sending: number, next step, dates, contacts.
#include "handler/portal/receipt.h"

#include "core/page/qr_code.h"
#include "handler/cases/ticket_number.h"
#include "handler/portal/page.h"
#include "handler/view/case_view.h"

namespace handler::portal {
namespace {

// What the browser calls us: "https://host:port", or "" if the Host header is no plain host name.
std::string origin_of(const web::Request& request) {
  const std::string_view host = request.header("host");
  constexpr std::string_view kHostCharacters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
  if (host.empty() || host.size() > 255 ||
      host.find_first_not_of(kHostCharacters) != std::string_view::npos)
    return {};
  return (request.secure ? "https://" : "http://") + std::string(host);
}

// The code opens the site's ticket page with the number behind '#': fragments never reach a server
// or its log.
void add_qr_code(core::TemplateData& data, const core::Site& site, const web::Request& request,
                 const std::string& number) {
  const std::string root = site_root(site);
  const std::string origin = root.find("://") == std::string::npos ? origin_of(request) : "";
  if (origin.empty() && root.find("://") == std::string::npos) return;
  const core::Result<core::QrCode> code =
      core::make_qr_code(origin + root + "ticket/#n=" + number, core::QrMask::fixed);
  if (!code) return;
  data.set("QR_SIZE", code->size).set_optional("QR_PATH", code->path);
}

std::string kind_of(const core::FormValues& values) {
  const auto kind = values.find("kind");
  return kind == values.end() ? std::string() : kind->second;
}

}  // namespace

web::Response receipt_page(const view::Services& services, const view::LiveSite& site,
                           const web::Request& request, const core::FormValues& values,
                           const std::string& number, core::Instant received) {
  const view::OwnedRules rules = services.rules.present(site);
  const core::Instant opening = core::next_opening(rules.version->time, received);
  const int year = core::year_of(core::day_of(received));
  core::TemplateData data;
  data.set("NUMBER", cases::in_fours(number));
  data.set("RECEIVED", core::chinese_moment(received, year));
  data.set("OPENING_DAY", core::chinese_date(core::day_of(opening), year));
  data.set("OPENING_WEEKDAY", core::chinese_weekday(core::day_of(opening)));
  data.show_if(opening == received, "IS_OPEN_NOW").show_if(opening != received, "OPENS_LATER");
  data.merge(view::forecast_view(site, rules, kind_of(values), "", received));
  add_qr_code(data, site.site(), request, number);
  return portal_page(services, site, request, 200, "portal/receipt", "report",
                     site.texts.get("portal.receipt.title"), data);
}

}  // namespace handler::portal

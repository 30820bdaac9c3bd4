// Fills in the data of a receipt.
#include "handler/view/receipt_data.h"

#include "core/page/qr_code.h"
#include "handler/cases/ticket_number.h"
#include "handler/view/case_view.h"
#include "handler/view/date_words.h"

namespace handler::view {
namespace {

// The origin that the browser used: "https://host:port", or "" if the Host header is not a plain
// host name.
std::string origin_of(const web::Request& request) {
  const std::string_view host = request.header("host");
  constexpr std::string_view kHostCharacters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
  if (host.empty() || host.size() > 255 ||
      host.find_first_not_of(kHostCharacters) != std::string_view::npos)
    return {};
  return (request.secure ? "https://" : "http://") + std::string(host);
}

bool is_whole(const std::string& address) {
  return address.find("://") != std::string::npos;
}

void add_qr_code(core::TemplateData& data, const std::string& ticket_page,
                 const std::string& number) {
  if (!is_whole(ticket_page)) return;
  const core::Result<core::QrCode> code =
      core::make_qr_code(ticket_page + "#n=" + number, core::QrMask::fixed);
  if (!code) return;
  data.set("QR_SIZE", code->size).set_optional("QR_PATH", code->path);
}

}  // namespace

std::string site_root(const core::Site& site) {
  const std::string& url = site.identity.site_url;
  return url.empty() ? "/" + site.identity.id + "/" : url;
}

void add_number(core::TemplateData& data, const Services& services, const core::Site& site,
                const web::Request& request, const std::string& number) {
  const std::string whole = ticket_page_address(services, site, request);
  const std::string address = whole.empty() ? site_root(site) + "ticket/" : whole;
  data.set("NUMBER", cases::in_fours(number))
      .set("NUMBER_DIGITS", number)
      .set("TICKET_PAGE", address);
  add_qr_code(data, address, number);
}

void add_next_steps(core::TemplateData& data, const Services& services, const LiveSite& site,
                    const std::string& kind, core::Instant received) {
  const OwnedRules rules = services.rules.present(site);
  const core::Instant opening = core::next_opening(rules.version->time, received);
  const int year = core::year_of(core::day_of(received));
  data.set("RECEIVED", core::chinese_moment(received));
  data.set("OPENING_DAY",
           day_and_weekday(core::day_of(opening), rules.version->time, site.texts, year));
  data.show_if(opening == received, "IS_OPEN_NOW").show_if(opening != received, "OPENS_LATER");
  data.merge(forecast_view(site, rules, kind, "", received));
}

std::string ticket_page_address(const Services& services, const core::Site& site,
                                const web::Request& request) {
  const std::string page = site_root(site) + "ticket/";
  if (is_whole(page)) return page;
  const std::string origin = services.origin.empty() ? origin_of(request) : services.origin;
  return origin.empty() ? origin : origin + page;
}

}  // namespace handler::view

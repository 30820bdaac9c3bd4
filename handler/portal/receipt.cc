// Builds the receipt: number, next step, dates, contacts.
#include "handler/portal/receipt.h"

#include "handler/portal/page.h"
#include "handler/view/receipt_data.h"

namespace handler::portal {
namespace {

std::string kind_of(const core::FormValues& values) {
  const auto kind = values.find("kind");
  return kind == values.end() ? std::string() : kind->second;
}

}  // namespace

web::Response receipt_page(const view::Services& services, const view::LiveSite& site,
                           const web::Request& request, const core::FormValues& values,
                           const std::string& number, core::Instant received) {
  core::TemplateData data;
  view::add_number(data, site.site(), request, number);
  view::add_next_steps(data, services, site, kind_of(values), received);
  return portal_page(services, site, request, 200, "portal/receipt", "report",
                     site.texts.get("portal.receipt.title"), data);
}

}  // namespace handler::portal

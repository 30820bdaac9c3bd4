// Compares the address that a site was built for with the one that this process has.
#include "handler/health/site_address.h"

namespace handler::health {
namespace {

core::Failure apart(const std::string& id, const std::string& built, const std::string& here) {
  return {core::FailureCode::misconfigured,
          "the site '" + id + "' " + built + ", but this handler " + here +
              ": set one base-url for both programs, build again, and restart the handler"};
}

}  // namespace

core::Status check_address(const core::PublishedSite& site, const core::PublicAddress& own,
                           const std::string& prefix) {
  const core::SiteIdentity& identity = site.loaded.site.identity;
  if (core::path_of_address(identity.handler_url) != prefix) {
    return apart(identity.id, "sends its forms to " + identity.handler_url,
                 "answers below " + prefix);
  }
  const std::string& built_for = site.frame.origin;
  const bool is_elsewhere = identity.has_own_handler_url && !identity.handler_url.starts_with('/');
  if (is_elsewhere || own.origin.empty() || built_for.empty() || own.origin == built_for)
    return core::success();
  return apart(identity.id, "was built for " + built_for, "is at " + own.origin);
}

}  // namespace handler::health

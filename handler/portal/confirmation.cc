// Makes and checks the tokens.
#include "handler/portal/confirmation.h"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "handler/web/form_token.h"

namespace handler::portal {
namespace {

constexpr std::string_view kConfirmationPurpose = "confirm";
constexpr std::string_view kTicketPurpose = "ticket";
constexpr std::chrono::seconds kTooQuick{1};
constexpr std::chrono::hours kOutdated{24};

// Nonce, site and time of a token for this site.
std::optional<std::vector<std::string>> ticket_fields(const view::Services& services,
                                                      const std::string& site,
                                                      std::string_view token) {
  auto fields = web::read_token(services.portal_keys.token, kTicketPurpose, token);
  const bool fits = fields && fields->size() == 3 && (*fields)[1] == site;
  return fits ? std::move(fields) : std::nullopt;
}

}  // namespace

std::string make_confirmation(const view::Services& services, const view::LiveSite& site,
                              const std::string& nonce) {
  const std::string chosen = nonce.empty() ? core::to_hex(services.randomness.bytes(16)) : nonce;
  return web::make_token(
      services.portal_keys.token, kConfirmationPurpose,
      {chosen, site.id(), site.form().version, core::to_iso(services.clock.now())});
}

ReadToken read_confirmation(const view::Services& services, const view::LiveSite& site,
                            std::string_view token) {
  const auto fields = web::read_token(services.portal_keys.token, kConfirmationPurpose, token);
  if (!fields || fields->size() != 4 || (*fields)[1] != site.id()) return {};
  const std::string& nonce = (*fields)[0];
  const std::optional<core::Instant> issued = core::from_iso((*fields)[3]);
  if (!issued) return {};
  const auto age = services.clock.now() - *issued;
  if ((*fields)[2] != site.form().version || age > kOutdated) return {TokenState::outdated, nonce};
  if (age < kTooQuick) return {TokenState::too_quick, nonce};
  return {TokenState::good, nonce};
}

std::string make_ticket_token(const view::Services& services, const view::LiveSite& site) {
  return web::make_token(
      services.portal_keys.token, kTicketPurpose,
      {core::to_hex(services.randomness.bytes(16)), site.id(), core::to_iso(services.clock.now())});
}

ReadToken read_ticket_token(const view::Services& services, const view::LiveSite& site,
                            std::string_view token) {
  const auto fields = ticket_fields(services, site.id(), token);
  if (!fields) return {};
  const std::optional<core::Instant> issued = core::from_iso((*fields)[2]);
  if (!issued) return {};
  const bool outdated = services.clock.now() - *issued > kOutdated;
  return {outdated ? TokenState::outdated : TokenState::good, (*fields)[0]};
}

bool is_ticket_token(const view::Services& services, const std::string& site,
                     std::string_view token) {
  return ticket_fields(services, site, token).has_value();
}

}  // namespace handler::portal

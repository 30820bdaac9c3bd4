// The cookie is a token: the browser's id, then for each user a keyed hash of the login and the
// day.
#include "handler/desk/entrance/known_device.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "handler/desk/entrance/tries.h"
#include "handler/web/form_token.h"
#include "handler/web/session_cookie.h"

namespace handler::desk {
namespace {

constexpr std::string_view kDevicePurpose = "known-device";
constexpr std::size_t kMostUsers = 8;

// A user who signed in with this browser: "HASH 2026-09-24".
struct Mark {
  std::string login_hash;
  core::Day day{};
};

struct Device {
  std::string id;
  std::vector<Mark> marks;  // the newest first
};

core::Day today(const view::Services& services) {
  return core::day_of(services.clock.now());
}

std::string hash_of(const view::Services& services, const std::string& login) {
  return hashed_key(services, std::string(kDevicePurpose), login);
}

std::optional<Mark> read_mark(const std::string& text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string::npos) return std::nullopt;
  const std::optional<core::Day> day = core::day_from_iso(text.substr(blank + 1));
  if (!day) return std::nullopt;
  return Mark{text.substr(0, blank), *day};
}

std::optional<std::vector<std::string>> sent_token(const view::Services& services,
                                                   const web::Request& request) {
  return web::read_token(services.desk_keys->session, kDevicePurpose,
                         web::sent_device_mark(request));
}

// Without marks that are too old, or from days that a wrong clock made up.
Device sent_device(const view::Services& services, const web::Request& request) {
  const auto fields = sent_token(services, request);
  Device device;
  if (!fields || fields->empty()) return device;
  device.id = fields->front();
  const core::Day now = today(services);
  for (std::size_t i = 1; i < fields->size(); ++i) {
    const std::optional<Mark> mark = read_mark((*fields)[i]);
    if (mark && mark->day <= now && now - mark->day <= std::chrono::days(web::kDeviceDays))
      device.marks.push_back(*mark);
  }
  return device;
}

}  // namespace

std::optional<std::string> known_device(const view::Services& services, const web::Request& request,
                                        const std::string& login) {
  const Device device = sent_device(services, request);
  const std::string wanted = hash_of(services, login);
  const bool is_known = std::ranges::any_of(
      device.marks, [&](const Mark& mark) { return mark.login_hash == wanted; });
  return is_known ? std::optional(device.id) : std::nullopt;
}

bool has_signed_in(const view::Services& services, const web::Request& request) {
  return sent_token(services, request).has_value();
}

std::optional<std::string> device_mark(const view::Services& services, const web::Request& request,
                                       const std::string& login) {
  Device device = sent_device(services, request);
  if (device.id.empty()) device.id = core::to_hex(services.randomness.bytes(16));
  const Mark fresh{hash_of(services, login), today(services)};
  std::erase_if(device.marks,
                [&](const Mark& mark) { return mark.login_hash == fresh.login_hash; });
  device.marks.insert(device.marks.begin(), fresh);
  if (device.marks.size() > kMostUsers) device.marks.resize(kMostUsers);
  std::vector<std::string> fields{device.id};
  for (const Mark& mark : device.marks)
    fields.push_back(mark.login_hash + " " + core::to_iso(mark.day));
  return web::device_cookie(request,
                            web::make_token(services.desk_keys->session, kDevicePurpose, fields));
}

}  // namespace handler::desk

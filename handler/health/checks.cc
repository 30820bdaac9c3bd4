// Judges the facts by fixed limits.
#include "handler/health/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "core/base/contains.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/settings/public_address.h"
#include "handler/health/access_log.h"
#include "handler/health/room_checks.h"
#include "handler/health/sentences.h"
#include "handler/health/server_checks.h"
#include "handler/store/facts.h"

namespace handler::health {
namespace {

namespace facts = store::facts;
using std::chrono::days;

constexpr std::uint64_t kMegabyte = 1U << 20U;
constexpr std::uint64_t kFullBelow = 200 * kMegabyte;
constexpr std::uint64_t kLowBelow = 1024 * kMegabyte;
constexpr days kBackupLate{2};  // the timer makes one a day
constexpr days kBackupOld{7};
constexpr std::chrono::minutes kTickLate{15};
constexpr std::chrono::minutes kPublisherLate{15};
constexpr days kCertificateSoon{30};
constexpr days kCertificateNow{7};
constexpr unsigned kNoticeMonth = 11;  // the State Council tells the next year's holidays
constexpr unsigned kLastNoticeMonth = 12;

using Machine = const MachineFacts&;

std::string shown(Machine machine, const std::filesystem::path& path) {
  return machine.place.brief ? path.filename().string() : path.string();
}

std::string detail(Machine machine, const std::string& failure) {
  return machine.place.brief ? std::string() : failure;
}

std::string mode_of(const FileFacts& file) {
  return fmt::format("{:04o}", file.mode);
}

std::string number(auto value) {
  return std::to_string(value);
}

bool is_open(const FileFacts& file) {
  return file.there && (file.mode & 077U) != 0;
}

bool is_shared(const FileFacts& folder) {
  return folder.there && health::is_shared(folder.mode);
}

std::optional<core::Instant> time_of(Machine machine, std::string_view name) {
  const auto found = machine.data.facts.find(name);
  return found == machine.data.facts.end() ? std::nullopt : core::from_iso(found->second);
}

// Whether the time lies in the future, which is found.
bool is_ahead(Machine machine, core::Instant noted, Level level, const std::string& id,
              Findings& found) {
  if (!core::lies_ahead(noted, machine.now)) return false;
  found.push_back(finding(level, id, {core::to_iso(core::day_of(noted))}));
  return true;
}

// ---- the data folder

void check_data(Machine machine, Findings& found) {
  const FileFacts& folder = machine.data_folder;
  if (!folder.there) {
    found.push_back(finding(Level::red, "data.missing", {shown(machine, folder.path)}));
    return;
  }
  const std::size_t before = found.size();
  if (is_open(folder) && !is_shared(folder)) {
    found.push_back(
        finding(Level::warning, "data.open", {shown(machine, folder.path), mode_of(folder)}));
  }
  if (machine.database.there && machine.database.owner != folder.owner) {
    found.push_back(
        finding(Level::red, "data.owner", {number(folder.owner), number(machine.database.owner)}));
  }
  if (!machine.list_failure.empty())
    found.push_back(finding(Level::red, "data.list", {detail(machine, machine.list_failure)}));
  if (!machine.old_copies.empty()) {
    found.push_back(
        finding(Level::warning, "data.old_copies", {core::joined(machine.old_copies, ", ")}));
  }
  if (found.size() == before) found.push_back(finding(Level::ok, "data.ok"));
}

// Which of two databases the settings name.
void check_home(Machine machine, Findings& found) {
  if (const auto fact = machine.data.facts.find(facts::kMovedTo);
      fact != machine.data.facts.end()) {
    const store::MovedTo moved = store::moved_to_from(fact->second);
    found.push_back(finding(Level::red, "database.moved", {moved.name, moved.time}));
  }
  if (!machine.engine_failure.empty())
    found.push_back(
        finding(Level::red, "database.other", {detail(machine, machine.engine_failure)}));
  if (machine.data.facts.contains(facts::kArriving))
    found.push_back(finding(Level::red, "database.arriving"));
}

void check_database(Machine machine, Findings& found) {
  if (machine.server) return;
  const FileFacts& file = machine.database;
  if (!file.there) {
    found.push_back(finding(Level::warning, "database.missing"));
    return;
  }
  const std::size_t before = found.size();
  const bool shared = is_shared(machine.data_folder);
  if ((file.mode & (shared ? 007U : 077U)) != 0) {
    found.push_back(
        finding(Level::red, "database.open", {shown(machine, file.path), mode_of(file)}));
  } else if (shared && (file.mode & 060U) != 060U) {
    found.push_back(finding(Level::warning, "database.not_shared", {shown(machine, file.path)}));
  }
  if (!machine.data.failure.empty()) {
    found.push_back(
        finding(Level::red, "database.unreadable", {detail(machine, machine.data.failure)}));
  }
  if (found.size() == before) found.push_back(finding(Level::ok, "database.ok"));
}

// ---- keys

void check_key(Machine machine, const FileFacts& key, Findings& found) {
  if (!key.there) {
    found.push_back(finding(Level::red, "keys.missing", {shown(machine, key.path)}));
    return;
  }
  if (is_open(key))
    found.push_back(finding(Level::red, "keys.open", {shown(machine, key.path), mode_of(key)}));
  if (machine.database.there && key.owner != machine.database.owner) {
    found.push_back(
        finding(Level::red, "keys.owner", {number(key.owner), number(machine.database.owner)}));
  }
}

void check_keys(Machine machine, Findings& found) {
  const std::size_t before = found.size();
  // An account that can write the folder can take the files away, whatever their own modes are.
  const FileFacts& folder = machine.keys_folder;
  if (folder.there && is_open(folder)) {
    found.push_back(
        finding(Level::red, "keys.folder_open", {shown(machine, folder.path), mode_of(folder)}));
  }
  check_key(machine, machine.portal_key, found);
  if (machine.place.role != "portal") check_key(machine, machine.desk_key, found);
  if (found.size() != before) return;
  if (!machine.keys_failure.empty()) {
    found.push_back(finding(Level::red, "keys.damaged", {detail(machine, machine.keys_failure)}));
  } else if (!machine.keys_fit) {
    found.push_back(finding(Level::note, "keys.unknown"));
  } else {
    const core::Status& fit = *machine.keys_fit;
    found.push_back(
        fit ? finding(Level::ok, "keys.ok")
            : finding(Level::red, "keys.other", {detail(machine, fit.failure().message)}));
  }
}

void check_copy(Machine machine, Findings& found) {
  const std::optional<core::Instant> compared = time_of(machine, facts::kKeysCompared);
  if (machine.copy && !*machine.copy) {
    found.push_back(
        finding(Level::red, "copy.wrong", {detail(machine, machine.copy->failure().message)}));
  } else if (machine.copy || compared) {
    const core::Instant when = machine.copy ? machine.now : *compared;
    if (is_ahead(machine, when, Level::warning, "copy.ahead", found)) return;
    found.push_back(finding(Level::ok, "copy.ok", {core::to_iso(core::day_of(when))}));
  } else {
    found.push_back(finding(Level::red, "copy.never"));
  }
}

// ---- what is published

void check_sites(Machine machine, Findings& found) {
  if (machine.sites.empty()) {
    found.push_back(
        finding(Level::red, "published.missing", {shown(machine, machine.place.published)}));
    return;
  }
  const std::size_t before = found.size();
  for (const SiteFacts& site : machine.sites) {
    if (!site.failure.empty()) {
      found.push_back(
          finding(Level::red, "site.damaged", {site.id, detail(machine, site.failure)}));
    } else if (site.program != machine.this_program) {
      found.push_back(finding(Level::warning, "site.other_program", {site.id, site.program}));
    }
  }
  if (found.size() == before)
    found.push_back(finding(Level::ok, "site.ok", {number(machine.sites.size())}));
}

void check_own_address(Machine machine, Findings& found) {
  const std::string& prefix = machine.place.prefix;
  if (!prefix.starts_with('/') || prefix.ends_with('/')) {
    found.push_back(finding(Level::red, "prefix.bad", {prefix}));
    return;
  }
  const std::size_t before = found.size();
  for (const SiteFacts& site : machine.sites) {
    if (!site.apart.empty())
      found.push_back(finding(Level::red, "address.wrong", {site.id, detail(machine, site.apart)}));
  }
  if (found.size() == before) found.push_back(finding(Level::ok, "address.ok"));
  if (machine.place.address.origin.empty()) found.push_back(finding(Level::note, "origin.unknown"));
}

void check_templates(Machine machine, Findings& found) {
  if (!machine.templates.there) {
    found.push_back(
        finding(Level::note, "templates.missing", {shown(machine, machine.place.templates)}));
  }
}

// ---- time

void check_clock(Machine machine, Findings& found) {
  if (!machine.data.clock) {
    found.push_back(finding(Level::note, "clock.unknown"));
  } else {
    const bool held = machine.data.clock->verdict == core::ClockVerdict::held;
    found.push_back(held ? finding(Level::red, "clock.held") : finding(Level::ok, "clock.ok"));
  }
}

void check_calendar(Machine machine, Findings& found) {
  const core::Day today = core::day_of(machine.now);
  const int year = core::year_of(today);
  const unsigned month = static_cast<unsigned>(std::chrono::year_month_day{today}.month());
  const std::size_t before = found.size();
  for (const SiteFacts& site : machine.sites) {
    if (!site.failure.empty()) continue;
    if (!core::contains(site.years, year))
      found.push_back(finding(Level::red, "calendar.missing", {site.id, number(year)}));
    if (month < kNoticeMonth || core::contains(site.years, year + 1)) continue;
    const Level level = month < kLastNoticeMonth ? Level::warning : Level::red;
    found.push_back(finding(level, "calendar.missing", {site.id, number(year + 1)}));
  }
  if (found.size() == before) found.push_back(finding(Level::ok, "calendar.ok"));
}

void check_tick(Machine machine, Findings& found) {
  const std::optional<core::Instant> last = time_of(machine, facts::kLastTick);
  if (!last) {
    found.push_back(finding(Level::red, "tick.never"));
    return;
  }
  if (is_ahead(machine, *last, Level::red, "tick.ahead", found)) return;
  const auto age = std::chrono::duration_cast<std::chrono::minutes>(machine.now - *last);
  found.push_back(age > kTickLate ? finding(Level::red, "tick.old", {number(age.count())})
                                  : finding(Level::ok, "tick.ok"));
}

// ---- what editors publish, and the builds of the night

void check_publisher(Machine machine, Findings& found) {
  const std::optional<core::Instant> last = time_of(machine, facts::kPublisherSeen);
  if (!last) {
    found.push_back(finding(Level::note, "publisher.never"));
    return;
  }
  if (is_ahead(machine, *last, Level::warning, "publisher.ahead", found)) return;
  const auto age = std::chrono::duration_cast<std::chrono::minutes>(machine.now - *last);
  found.push_back(age > kPublisherLate
                      ? finding(Level::warning, "publisher.old", {number(age.count())})
                      : finding(Level::ok, "publisher.ok"));
}

// The finding for a word of publishing::kReasons.
std::string id_of_reason(const std::string& why) {
  if (why == "no_record" || why == "mistakes") return "night." + why;
  return why == "changed_beside" ? "night.changed" : "night.failed";
}

void check_night(Machine machine, Findings& found) {
  const auto fact = machine.data.facts.find(facts::kNightBuilds);
  if (fact == machine.data.facts.end()) return;
  const core::Json builds = core::Json::parse(fact->second, nullptr, false);
  if (!builds.is_object()) return;
  const core::Json left = builds.value("left", core::Json::object());
  for (const auto& [site, reason] : left.items()) {
    const std::string id = id_of_reason(reason.value("why", ""));
    const std::string what = reason.value("what", "");
    const bool is_name = id == "night.changed";
    found.push_back(finding(Level::warning, id, {site, is_name ? what : detail(machine, what)}));
  }
  if (left.empty()) found.push_back(finding(Level::ok, "night.ok", {builds.value("day", "")}));
}

// ---- disk, backups, certificate

void check_disk(Machine machine, Findings& found) {
  if (!machine.free_bytes) return;
  const std::string left = number(*machine.free_bytes / kMegabyte);
  // A backup needs room for a copy, and a long write-ahead log for another.
  const std::uint64_t wanted = std::max(kLowBelow, 3 * machine.database_bytes);
  const bool full = *machine.free_bytes < std::max(kFullBelow, machine.database_bytes);
  if (full) {
    found.push_back(finding(Level::red, "disk.full", {left}));
  } else {
    found.push_back(*machine.free_bytes < wanted ? finding(Level::warning, "disk.low", {left})
                                                 : finding(Level::ok, "disk.ok", {left}));
  }
}

void check_place_of_backups(Machine machine, Findings& found) {
  const FileFacts& place = machine.backup;
  const std::string name = shown(machine, place.path);
  if (place.path.empty()) return;
  if (!place.there) {
    found.push_back(finding(Level::warning, "backup.gone", {name}));
    return;
  }
  if (machine.data_folder.there && place.device == machine.data_folder.device)
    found.push_back(finding(Level::red, "backup.here", {name}));
  if (is_open(place))
    found.push_back(finding(Level::warning, "backup.open", {name, mode_of(place)}));
}

void check_backups(Machine machine, Findings& found) {
  const std::optional<core::Instant> last = time_of(machine, facts::kLastBackup);
  if (!last) {
    found.push_back(finding(Level::red, "backup.never"));
    return;
  }
  const std::size_t before = found.size();
  is_ahead(machine, *last, Level::red, "backup.ahead", found);
  const auto age = machine.now - *last;
  if (age > kBackupLate) {
    found.push_back(finding(age > kBackupOld ? Level::red : Level::warning, "backup.old",
                            {number(std::chrono::duration_cast<days>(age).count())}));
  }
  check_place_of_backups(machine, found);
  if (found.size() == before) found.push_back(finding(Level::ok, "backup.ok"));
}

void check_certificate(Machine machine, Findings& found) {
  if (machine.place.certificate.empty()) return;
  if (!machine.certificate_until) {
    return found.push_back(
        finding(Level::red, "certificate.unreadable", {shown(machine, machine.place.certificate)}));
  }
  const auto left = *machine.certificate_until - machine.now;
  const std::string in_days = number(std::chrono::duration_cast<days>(left).count());
  if (left.count() <= 0) {
    found.push_back(finding(Level::red, "certificate.over"));
  } else if (left < kCertificateSoon) {
    found.push_back(finding(left < kCertificateNow ? Level::red : Level::warning,
                            "certificate.ends", {in_days}));
  } else {
    found.push_back(finding(Level::ok, "certificate.ok", {in_days}));
  }
}

constexpr void (*kChecks[])(Machine, Findings&) = {
    check_data,       check_database, check_server,      check_home,        check_keys,
    check_copy,       check_sites,    check_own_address, check_templates,   check_clock,
    check_calendar,   check_tick,     check_publisher,   check_night,       check_set_aside,
    check_held_files, check_disk,     check_backups,     check_certificate, check_access_log,
    check_leftovers,  check_files};

// The first file that this account may not look at; nullptr if there is none.
const FileFacts* hidden_file(Machine machine) {
  for (const FileFacts* file :
       {&machine.data_folder, &machine.database, &machine.portal_key, &machine.desk_key}) {
    if (file->hidden) return file;
  }
  return nullptr;
}

}  // namespace

Findings check(const MachineFacts& machine) {
  // "Missing" would be wrong, and its remedy harmful.
  if (const FileFacts* hidden = hidden_file(machine))
    return {finding(Level::red, "account.other", {shown(machine, hidden->path)})};
  Findings found;
  for (const auto one : kChecks) one(machine, found);
  return found;
}

}  // namespace handler::health

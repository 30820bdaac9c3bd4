// Looks at files, modes, disks and published sites.
#include "handler/health/machine.h"

#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <utility>

#include "core/base/build_id.h"
#include "core/base/files.h"
#include "core/site/published.h"
#include "handler/files/scanner.h"
#include "handler/health/certificate.h"
#include "handler/health/site_address.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/key_copies.h"
#include "handler/store/made_sign.h"
#include "handler/store/old_copies.h"
#include "handler/store/peek.h"
#include "handler/store/store.h"

namespace handler::health {
namespace {

FileFacts look(const std::filesystem::path& path) {
  FileFacts facts{.path = path};
  struct stat state {};
  if (path.empty()) return facts;
  if (::stat(path.c_str(), &state) != 0) {
    facts.hidden = errno == EACCES;
    return facts;
  }
  facts.there = true;
  facts.mode = state.st_mode & 07777;
  facts.owner = state.st_uid;
  facts.device = state.st_dev;
  facts.changed = core::Instant{std::chrono::seconds{state.st_mtim.tv_sec}};
  return facts;
}

SiteFacts site_facts(const Place& place, const std::string& id, core::Instant now) {
  SiteFacts facts{.id = id};
  const core::Result<core::PublishedSite> site = core::load_published(place.published, id);
  if (!site) {
    facts.failure = site.failure().message;
    return facts;
  }
  const core::Site& model = site->loaded.site;
  facts.program = site->frame.program;
  const core::Status fits = check_address(*site, place.address, place.prefix);
  if (!fits) facts.apart = fits.failure().message;
  if (const auto& backups = model.policy.retention.backups) {
    const core::Day today = core::day_of(now);
    facts.backup_days = static_cast<int>((core::day_after(today, *backups) - today).count());
  }
  for (const core::CalendarYear& year : model.calendar.years()) {
    if (model.calendar.knows_year(year.year)) facts.years.push_back(year.year);
  }
  return facts;
}

std::vector<std::string> ids_in(const std::filesystem::path& published) {
  std::vector<std::string> ids;
  const core::Result<std::vector<std::string>> names = core::list_folder(published);
  if (!names) return ids;
  for (const std::string& name : *names) {
    std::error_code ignored;
    if (std::filesystem::exists(published / name / "current", ignored)) ids.push_back(name);
  }
  return ids;
}

std::string fact_of(const DataFacts& data, std::string_view name) {
  const auto found = data.facts.find(name);
  return found == data.facts.end() ? std::string() : found->second;
}

// The first key file that cannot be used, in a sentence; "" if all can.
std::string keys_failure(const Place& place) {
  const auto portal = store::load_portal_keys(place.data);
  if (!portal) return portal.failure().message;
  if (place.role == "portal") return {};
  const auto desk = store::load_desk_keys(place.data);
  return desk ? std::string() : desk.failure().message;
}

std::optional<std::uint64_t> free_bytes_on(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(folder, error);
  return error ? std::nullopt : std::optional<std::uint64_t>(space.available);
}

// A backup needs more room than a site, so that less than this is told of the pages alone.
constexpr std::uint64_t kPagesFullBelow = 200U << 20U;

std::optional<std::uint64_t> free_bytes_of(const MachineFacts& machine) {
  const std::optional<std::uint64_t> of_data = free_bytes_on(machine.place.data);
  if (!machine.published.there || machine.published.device == machine.data_folder.device)
    return of_data;
  const std::optional<std::uint64_t> of_pages = free_bytes_on(machine.place.published);
  const bool is_full = of_pages && *of_pages < kPagesFullBelow;
  return is_full && (!of_data || *of_pages < *of_data) ? of_pages : of_data;
}

void look_at_files(MachineFacts& machine) {
  const Place& place = machine.place;
  machine.data_folder = look(place.data);
  machine.keys_folder = look(place.data / "keys");
  machine.database = look(place.data / "bancheng.sqlite");
  machine.portal_key = look(place.data / "keys" / "portal");
  machine.desk_key = look(place.data / "keys" / "desk");
  machine.published = look(place.published);
  machine.templates = look(place.templates);
  machine.backup = look(fact_of(machine.data, store::facts::kBackupPlace));
  machine.free_bytes = free_bytes_of(machine);
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(machine.database.path, error);
  machine.database_bytes = error || place.server ? 0 : size;
}

void look_at_server(MachineFacts& machine) {
  if (!machine.place.server) return;
  const core::Result<store::ServerState> state = store::look_at(*machine.place.server);
  machine.server = state ? ServerFacts{{}, *state} : ServerFacts{state.failure().message, {}};
}

// What is wrong with the list in the data folder, else with the one in the place of the backups,
// into which an account of the service need not be able to look.
std::string list_failure(const MachineFacts& machine) {
  const auto here = store::read_destroyed(store::destroyed_list_of(machine.place.data));
  if (!here) return here.failure().message;
  if (machine.backup.path.empty()) return {};
  const auto there = store::read_destroyed(store::destroyed_list_of(machine.backup.path));
  const bool is_damaged = !there && there.failure().code == core::FailureCode::corrupt;
  return is_damaged ? there.failure().message : std::string();
}

store::KeysAtHand keys_of(const Place& place) {
  store::KeysAtHand keys = store::keys_in(place.data);
  if (place.role == "portal") keys.desk.reset();
  return keys;
}

void look_at_keys(MachineFacts& machine) {
  const Place& place = machine.place;
  machine.keys_failure = keys_failure(place);
  const store::KeyPrints known = store::prints_in(machine.data.facts);
  const bool is_known = known != store::KeyPrints{};
  if (machine.keys_failure.empty() && is_known)
    machine.keys_fit = store::compare_keys(known, keys_of(place), machine.database.path.string());
  if (!place.keys_copy.empty())
    machine.copy = store::check_key_copy(known, place.data, place.keys_copy);
}

void look_at_access_log(MachineFacts& machine) {
  const std::filesystem::path& log = machine.place.access_log;
  if (log.empty()) return;
  machine.access_log = look(log);
  machine.error_log = look(log.parent_path() / "error.log");
  machine.log_folder = look(log.parent_path());
  machine.log_days = days_kept(machine.place.rotation, log.string());
  machine.error_log_days = days_kept(machine.place.rotation, machine.error_log.path.string());
}

void look_at_file_checks(MachineFacts& machine) {
  constexpr std::chrono::milliseconds kLongest{2000};
  const files::Inspection& how = machine.place.files;
  machine.cleaner_works = files::cleaner_works({.cleaner = how.cleaner, .longest = kLongest});
  machine.scanner_answers = how.clamd.empty() || files::scanner_answers(how.clamd, kLongest);
}

DataFacts data_of(const core::Result<store::Peek>& peeked, const core::ClockSight& sight) {
  DataFacts data;
  if (!peeked) {
    data.there = peeked.failure().code != core::FailureCode::not_found;
    if (data.there) data.failure = peeked.failure().message;
    return data;
  }
  data.is_current = peeked->is_current;
  data.facts = peeked->facts;
  data.set_aside = peeked->set_aside;
  data.files = peeked->files;
  if (peeked->last_sign) data.clock = core::judge(peeked->last_sign, sight);
  return data;
}

}  // namespace

DataFacts data_of_file(const std::filesystem::path& database, const core::ClockSight& sight) {
  return data_of(store::peek(database), sight);
}

DataFacts data_of_server(const store::Server& server, const core::ClockSight& sight) {
  return data_of(store::peek(server), sight);
}

DataFacts data_of_store(store::Store& store) {
  DataFacts data;
  for (const std::string_view name : store::facts::kAll) {
    const core::Result<std::optional<std::string>> value = store.fact(name);
    if (!value) data.failure = value.failure().message;
    if (value && *value) data.facts[std::string(name)] = **value;
  }
  if (const auto set_aside = store.set_aside()) data.set_aside = *set_aside;
  if (const auto files = store.held_files()) data.files = *files;
  const core::Result<store::ClockState> clock = store.clock_state();
  if (clock && clock->last) data.clock = clock->judgement;
  return data;
}

MachineFacts gather(const Place& place, core::Instant now, DataFacts data,
                    const std::vector<std::string>& sites) {
  MachineFacts machine;
  machine.now = now;
  machine.place = place;
  machine.data = std::move(data);
  machine.this_program = core::build_id();
  look_at_files(machine);
  look_at_server(machine);
  const core::Status same = store::check_engine(place.data, place.server ? "postgresql" : "sqlite");
  if (!same) machine.engine_failure = same.failure().message;
  machine.old_copies = store::old_copies_in(place.data);
  machine.list_failure = list_failure(machine);
  look_at_keys(machine);
  for (const std::string& id : sites.empty() ? ids_in(place.published) : sites)
    machine.sites.push_back(site_facts(place, id, now));
  look_at_file_checks(machine);
  look_at_access_log(machine);
  if (!place.certificate.empty()) machine.certificate_until = end_of_certificate(place.certificate);
  return machine;
}

}  // namespace handler::health

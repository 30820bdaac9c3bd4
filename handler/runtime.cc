// Opens the parts in order; a failure says in one sentence which part failed.
#include "handler/runtime.h"

#include <system_error>
#include <utility>

#include "core/base/check.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/settings/settings.h"
#include "handler/casework/site_names.h"
#include "handler/health/site_address.h"
#include "handler/machine_clock.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/key_prints.h"
#include "handler/store/made_sign.h"
#include "handler/store/open_database.h"

namespace handler {
namespace {

std::unique_ptr<core::Clock> make_clock(const RuntimeOptions& options) {
  if (options.test_clock.empty()) return std::make_unique<core::SystemClock>();
  return std::make_unique<FileClock>(options.test_clock);
}

// Checks the data folder and the clock before opening the rest.
core::Status check_folder_and_clock(const RuntimeOptions& options) {
  std::error_code error;
  if (!std::filesystem::is_directory(options.data, error)) {
    return core::Failure{core::FailureCode::not_found,
                         "the data folder " + options.data.string() +
                             " is not there: run handler init --data " + options.data.string()};
  }
  if (options.test_clock.empty() || FileClock(options.test_clock).read()) return core::success();
  return core::Failure{core::FailureCode::not_found, FileClock(options.test_clock).complaint()};
}

// The same rules for a command line and for the variables of CGI.
core::Status check_role_and_address(const RuntimeOptions& options) {
  if (core::Status role = core::check_setting("role", options.role); !role) return role;
  if (core::Status url = core::check_setting("base-url", options.base_url); !url) return url;
  if (!options.prefix.empty()) return core::check_setting("prefix", options.prefix);
  return core::success();
}

bool is_postgres(const RuntimeOptions& options) {
  return options.database == "postgresql";
}

core::Status check_database_settings(const RuntimeOptions& options) {
  if (core::Status known = core::check_setting("database", options.database); !known) return known;
  if (!is_postgres(options)) return core::success();
  if (!options.database_service.empty())
    return core::check_setting("database-service", options.database_service.string());
  return core::Failure{core::FailureCode::invalid,
                       "the data are in PostgreSQL, but nothing says where: set database-service "
                       "to the service file"};
}

// No fault of keys heals by itself.
core::Failure with_keys(core::Failure failure) {
  failure.code = core::FailureCode::misconfigured;
  return failure;
}

// Stops at the first site, because every CGI request comes here.
core::Status check_published(const RuntimeOptions& options) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(options.published, error), end;
       !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (std::filesystem::exists(entry->path() / "current", ignored)) return core::success();
  }
  return core::Failure{core::FailureCode::not_found,
                       "nothing is published yet in " + options.published.string() +
                           ": run generator build --published " + options.published.string()};
}

// What other accounts of the machine could read: a warning, because the handler still works.
void warn_of_open_files(const RuntimeOptions& options, Log& log) {
  const auto mode_of = [](const std::filesystem::path& path) {
    std::error_code error;
    const auto mode = std::filesystem::status(path, error).permissions();
    return error ? 0U : static_cast<unsigned>(mode);
  };
  const bool shared = health::is_shared(mode_of(options.data));
  const auto is_open = [&](const std::filesystem::path& path) {
    return (mode_of(path) & (shared ? 007U : 077U)) != 0;
  };
  const auto warn = [&](const std::filesystem::path& path, const std::string& mode) {
    if (!is_open(path)) return;
    log.write("warning", {{"what", path.string() + " can be read by others: run chmod " + mode +
                                       " " + path.string()}});
  };
  warn(options.data, "700");
  if (!is_postgres(options)) warn(database_of(options), "600");
}

// A test clock moves as the test wants it: each look at it is judged as after a restart.
store::GuardedClock guarded(const RuntimeOptions& options, core::Clock& clock) {
  if (options.test_clock.empty()) return {.look = [&clock] { return look_at_machine(clock); }};
  return {.name = "test",
          .look = [&clock] { return core::ClockSight{{.wall = clock.now()}}; },
          .believes_all = !options.guard_test_clock};
}

// The first time that a folder has a database: an older list of destroyed parts may lie beside it,
// and its numbers must not be given again. A failure is no reason not to serve: it is done next
// time.
void begin_well(const RuntimeOptions& options, store::Store& store) {
  std::error_code ignored;
  if (std::filesystem::exists(store::made_sign_of(options.data), ignored)) {
    (void)store::note_engine(options.data, options.database);
    return;
  }
  const auto listed = store::read_destroyed(store::destroyed_list_of(options.data));
  if (!listed || (!listed->empty() && !store.destroy_again(*listed))) return;
  (void)store::note_made(options.data, options.database);
}

// Also tells a database that is lost from a new one.
core::Status choose_database(const RuntimeOptions& options, store::StoreOptions& store) {
  if (core::Status known = check_database_settings(options); !known) return known;
  if (core::Status same = store::check_engine(options.data, options.database); !same) return same;
  store.path = database_of(options).string();
  if (!is_postgres(options)) return store::check_not_lost(options.data, store.path);
  store.service_file = options.database_service.string();
  store.is_apart = true;
  store.is_known = has_database(options);
  return core::success();
}

// Without a log nothing is told: a command says itself what failed.
core::Result<std::unique_ptr<store::Store>> open_data(const RuntimeOptions& options,
                                                      store::GuardedClock guard, core::Clock& clock,
                                                      Log* log = nullptr) {
  store::StoreOptions store;
  if (log != nullptr) {
    store.complain = [log](const core::Failure& failure) {
      log->write("not_saved", {{"what", failure.message}});
    };
    store.complain_of_read = [log](const core::Failure& failure) {
      log->write("not_read", {{"what", failure.message}});
    };
    store.warn = [log](const std::string& what) { log->write("warning", {{"what", what}}); };
  }
  store.clock = std::move(guard);
  store.group_commit = !options.one_request;
  if (options.one_request) store.readers = 1;
  if (const core::Status there = choose_database(options, store); !there) return there.failure();
  core::Result<std::unique_ptr<store::Store>> opened = store::open_store(store, clock);
  if (opened) begin_well(options, **opened);
  return opened;
}

// A wrong or mixed pair of keys would seal what no desk can open.
core::Status check_keys_of_role(store::Store& store, const RuntimeOptions& options,
                                const store::PortalKeys& portal,
                                const std::optional<store::DeskKeys>& desk) {
  const std::filesystem::path folder = options.data / "keys";
  return store::check_keys(store,
                           {portal, desk, (folder / "portal").string(), (folder / "desk").string()},
                           name_of_database(options), store::UnknownPrints::record);
}

core::Result<ClockAndStore> open_for_command(const RuntimeOptions& options, bool believing) {
  if (const core::Status ready = check_folder_and_clock(options); !ready) return ready.failure();
  ClockAndStore opened;
  core::Result<store::DataLock> lock = store::DataLock::share(options.data);
  if (!lock) return lock.failure();
  opened.lock = std::move(*lock);
  opened.clock = make_clock(options);
  store::GuardedClock guard = guarded(options, *opened.clock);
  guard.believes_all = guard.believes_all || believing;
  core::Result<std::unique_ptr<store::Store>> store =
      open_data(options, std::move(guard), *opened.clock);
  if (!store) return store.failure();
  const core::Status fits =
      store::check_keys(**store, store::keys_in(options.data), name_of_database(options),
                        store::UnknownPrints::leave);
  if (!fits) return fits.failure();
  opened.store = std::move(*store);
  return opened;
}

// Keeps the names of a version; a server also warns of what hangs on names that are gone.
void meet(store::Store& store, core::Clock& clock, Log& log, core::PublishedSite& version,
          bool warns) {
  const core::Instant now = clock.now();
  view::meet_version(store, now, version, [&log](const std::string& what) {
    log.write("names_not_kept", {{"what", what}});
  });
  if (!warns) return;
  const std::string warning = view::stranded_warning(store, version.loaded.site);
  if (!warning.empty()) log.write("warning", {{"what", warning}});
}

web::Side side_of(const std::string& role) {
  if (role == "portal") return web::Side::portal;
  return role == "desk" ? web::Side::desk : web::Side::both;
}

// A process for one request waits for its answer as for any other, and makes no routes that cannot
// be meant.
AppOptions app_options(const RuntimeOptions& options) {
  AppOptions app{.side = side_of(options.role)};
  if (options.one_request) app.health_bound = {};
  if (options.no_desk && app.side == web::Side::both) app.side = web::Side::portal;
  return app;
}

}  // namespace

core::PublicAddress address_of(const RuntimeOptions& options) {
  return core::accepted(core::read_public_address(options.base_url));
}

std::string prefix_of(const RuntimeOptions& options) {
  return options.prefix.empty() ? address_of(options).handler_prefix() : options.prefix;
}

files::Inspection inspection_of(const RuntimeOptions& options) {
  return {.cleaner = options.file_cleaner, .clamd = options.clamd};
}

health::Place place_of(const RuntimeOptions& options) {
  return {.data = options.data,
          .published = options.published,
          .content = options.content,
          .templates = options.templates,
          .public_folder = options.public_pages,
          .generator = options.generator,
          .conf = options.conf,
          .certificate = options.certificate,
          .access_log = options.access_log,
          .files = inspection_of(options),
          .address = address_of(options),
          .prefix = prefix_of(options),
          .role = options.role,
          .set_aside_bytes = std::int64_t{options.set_aside_megabytes} << 20U,
          .file_bytes = std::int64_t{options.files_megabytes} << 20U,
          .server = server_of(options),
          .archive_days = options.archive_days};
}

std::filesystem::path database_of(const RuntimeOptions& options) {
  return options.data / "bancheng.sqlite";
}

std::string name_of_database(const RuntimeOptions& options) {
  return (is_postgres(options) ? options.database_service : database_of(options)).string();
}

bool has_database(const RuntimeOptions& options) {
  std::error_code ignored;
  return std::filesystem::exists(
      is_postgres(options) ? store::made_sign_of(options.data) : database_of(options), ignored);
}

std::optional<store::Server> server_of(const RuntimeOptions& options) {
  core::accepted(check_database_settings(options));
  if (!is_postgres(options)) return std::nullopt;
  return store::server_of(options.database_service.string());
}

store::Server named_server(const RuntimeOptions& options) {
  RuntimeOptions of_server = options;
  of_server.database = "postgresql";
  return *server_of(of_server);
}

std::optional<core::Instant> FileClock::read() const {
  const core::Result<std::string> text = core::read_file(file_, 100);
  return text ? core::from_iso(core::trimmed(*text)) : std::nullopt;
}

std::string FileClock::complaint() const {
  return "the test clock " + file_.string() + " holds no time like 2026-09-24T10:00:00+08:00";
}

core::Instant FileClock::now() {
  const std::optional<core::Instant> instant = read();
  if (!instant) throw core::Bug(complaint());
  return *instant;
}

core::Result<ClockAndStore> open_clock_and_store(const RuntimeOptions& options) {
  return open_for_command(options, /*believing=*/false);
}

core::Result<ClockAndStore> open_believing(const RuntimeOptions& options) {
  return open_for_command(options, /*believing=*/true);
}

core::Result<std::unique_ptr<Runtime>> Runtime::open(const RuntimeOptions& options) {
  for (const auto check : {check_role_and_address, check_folder_and_clock, check_published}) {
    if (const core::Status ready = check(options); !ready) return ready.failure();
  }
  std::unique_ptr<Runtime> runtime(new Runtime);
  core::Result<store::DataLock> lock = store::DataLock::share(options.data);
  if (!lock) return lock.failure();
  runtime->lock_ = std::move(*lock);
  runtime->clock_ = make_clock(options);
  runtime->log_ = std::make_unique<Log>(*runtime->clock_);
  core::Result<store::PortalKeys> portal_keys = store::load_portal_keys(options.data);
  if (!portal_keys) return with_keys(portal_keys.failure());
  std::optional<store::DeskKeys> desk_keys;
  if (options.role != "portal") {
    core::Result<store::DeskKeys> keys = store::load_desk_keys(options.data);
    if (!keys) return with_keys(keys.failure());
    desk_keys = std::move(*keys);
  }
  store::GuardedClock guard = guarded(options, *runtime->clock_);
  guard.tell = [log = runtime->log_.get()](const std::string& what) {
    log->write("clock", {{"what", what}});
  };
  core::Result<std::unique_ptr<store::Store>> store =
      open_data(options, std::move(guard), *runtime->clock_, runtime->log_.get());
  if (!store) return store.failure();
  if (const core::Status fit = check_keys_of_role(**store, options, *portal_keys, desk_keys); !fit)
    return fit.failure();
  if (!options.one_request) warn_of_open_files(options, *runtime->log_);
  runtime->store_ = std::move(*store);
  runtime->make_sites(options);
  runtime->make_app(options, std::move(*portal_keys), std::move(desk_keys));
  return runtime;
}

void Runtime::make_sites(const RuntimeOptions& options) {
  view::LiveSites::Accept accept;
  if (options.answers) {
    accept = [own = address_of(options),
              prefix = prefix_of(options)](const core::PublishedSite& version) {
      return health::check_address(version, own, prefix);
    };
  }
  sites_ = std::make_unique<view::LiveSites>(
      options.published, options.templates,
      [log = log_.get()](const std::string& what) {
        log->write("site_not_loaded", {{"what", what}});
      },
      options.one_request ? core::Look::quick : core::Look::whole,
      [store = store_.get(), clock = clock_.get(), log = log_.get(), warns = !options.one_request](
          core::PublishedSite& version) { meet(*store, *clock, *log, version, warns); },
      std::move(accept));
}

void Runtime::make_app(const RuntimeOptions& options, store::PortalKeys portal_keys,
                       std::optional<store::DeskKeys> desk_keys) {
  rules_ = std::make_unique<view::CaseRules>(*store_);
  services_ = std::make_unique<view::Services>(
      view::Services{*clock_, randomness_, *store_, *sites_, *rules_, std::move(portal_keys),
                     std::move(desk_keys), prefix_of(options), address_of(options).origin,
                     options.one_request, view::UncountedSign(options.data / "uncounted"),
                     std::make_shared<view::ShortMemory>(), place_of(options)});
  failures_ = std::make_unique<view::FailurePages>(options.published, options.templates);
  app_ = std::make_unique<App>(*services_, *log_, *failures_, app_options(options));
}

}  // namespace handler

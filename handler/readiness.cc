// Gathers what makes a handler ready or not, within a bound.
#include "handler/readiness.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/build_id.h"
#include "core/time/clock_guard.h"

namespace handler {
namespace {

constexpr int kMostNotSaved = 2;
constexpr std::uint64_t kFewestBytes = 32U << 20U;
constexpr std::chrono::milliseconds kFreshForOthers{5000};

void not_ready(Health& health, std::string why) {
  health.ready = Ready::no;
  health.why.push_back(std::move(why));
}

void ask_store(view::Services& services, Health& health) {
  const core::Status saved = services.store.check_health();
  const bool held = !saved && saved.failure().code == core::FailureCode::clock_held;
  if (held) not_ready(health, "the clock of this machine is not believed");
  if (!saved && !held) not_ready(health, "nothing can be saved: " + saved.failure().message);
  health.details["clock"] = held ? "held" : saved ? "believed" : "unknown";
  const int failed = services.store.not_saved_lately();
  health.details["not_saved_lately"] = failed;
  if (failed > kMostNotSaved)
    not_ready(health, std::to_string(failed) + " writes failed in the last five minutes");
  core::Json left_out = core::Json::array();
  const store::Upkeep upkeep = services.store.upkeep();
  if (!upkeep.counters) left_out.push_back("counters");
  if (!upkeep.lists) left_out.push_back("lists");
  health.details["left_out"] = std::move(left_out);
}

// The time of a fact, and its age in seconds. A time in the future has no age, and is named.
void add_age(view::Services& services, Health& health, std::string_view fact,
             const std::string& name) {
  const core::Result<std::optional<std::string>> value = services.store.fact(fact);
  const std::optional<core::Instant> at = value && *value ? core::from_iso(**value) : std::nullopt;
  health.details[name] = at ? core::Json(core::to_iso(*at)) : core::Json();
  const core::Instant now = services.clock.now();
  const bool ahead = at && core::lies_ahead(*at, now);
  if (ahead) health.details["in_the_future"].push_back(name);
  health.details[name + "_age_seconds"] =
      at && !ahead ? core::Json(std::chrono::duration_cast<std::chrono::seconds>(now - *at).count())
                   : core::Json();
}

// The sites that the builds of the night left out.
void add_not_built(view::Services& services, Health& health) {
  const core::Result<std::optional<std::string>> fact =
      services.store.fact(store::facts::kNightBuilds);
  const std::string text = fact ? fact->value_or("") : std::string();
  const core::Json builds = core::Json::parse(text, nullptr, false);
  core::Json sites = core::Json::array();
  if (builds.is_object()) {
    const core::Json left = builds.value("left", core::Json::object());
    for (const auto& [site, reason] : left.items()) sites.push_back(site);
  }
  health.details["not_built"] = std::move(sites);
}

// The bytes of the reports that came above a site's budget, and how many of them wait.
void add_set_aside(view::Services& services, Health& health) {
  core::Json sites = core::Json::object();
  const core::Result<std::vector<store::SetAside>> found = services.store.set_aside();
  for (const store::SetAside& one : found ? *found : std::vector<store::SetAside>())
    sites[one.site] = {{"waiting", one.waiting}, {"bytes", one.bytes}};
  health.details["set_aside"] = std::move(sites);
}

void ask_disk(const view::Services& services, Health& health) {
  if (services.place.data.empty()) return;
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(services.place.data, error);
  if (error) return not_ready(health, "the data folder cannot be looked at");
  health.details["free_bytes"] = space.available;
  if (space.available < kFewestBytes) not_ready(health, "the disk of the data folder is full");
}

const char* word_of(view::Fitness fitness) {
  if (fitness == view::Fitness::damaged) return "damaged";
  return fitness == view::Fitness::fit ? "fit" : "unread";
}

// The last year in a row whose holidays are known, of the first site that can be read.
void add_calendar(const view::LiveSite& site, core::Instant now, Health& health) {
  int year = core::year_of(core::day_of(now));
  if (!site.site().calendar.knows_year(year)) return;
  while (site.site().calendar.knows_year(year + 1)) ++year;
  health.details["calendar_until"] = year;
}

void ask_sites(view::Services& services, Health& health) {
  core::Json sites = core::Json::object();
  bool one_fits = false;
  for (const std::string& id : services.sites.ids()) {
    // One site that fits is read; a thousand are not read to answer a monitor.
    if (!one_fits) {
      const auto site = services.sites.get(id);
      if (site) add_calendar(**site, services.clock.now(), health);
      one_fits = site.ok();
    }
    sites[id] = word_of(services.sites.fitness_of(id));
  }
  health.details["sites"] = std::move(sites);
  if (!one_fits) not_ready(health, "no published site can be used");
}

}  // namespace

Health look_at_health(view::Services& services) {
  Health health{.ready = Ready::yes};
  ask_store(services, health);
  health.details["in_the_future"] = core::Json::array();
  add_age(services, health, store::facts::kLastTick, "last_tick");
  add_age(services, health, store::facts::kLastBackup, "last_backup");
  add_age(services, health, store::facts::kPublisherSeen, "publisher_seen");
  add_not_built(services, health);
  add_set_aside(services, health);
  ask_disk(services, health);
  ask_sites(services, health);
  return health;
}

namespace {

struct Counted {
  explicit Counted(std::atomic<int>& all) : count(all), number(++all) {}
  ~Counted() { --count; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

  std::atomic<int>& count;
  const int number;
};

}  // namespace

Readiness::Answer Readiness::under_way() {
  const std::lock_guard lock(mutex_);
  const bool is_running =
      running_.valid() && running_.wait_for(std::chrono::seconds{0}) != std::future_status::ready;
  if (is_running) return running_;
  before_ = running_;
  began_ = std::chrono::steady_clock::now();
  running_ = std::async(std::launch::async, look_).share();
  return running_;
}

std::optional<Health> Readiness::answer_before() {
  const std::lock_guard lock(mutex_);
  const bool is_late = std::chrono::steady_clock::now() - began_ >= bound_;
  if (is_late || !before_.valid()) return std::nullopt;
  return before_.get();
}

std::optional<Health> Readiness::answer_within(std::chrono::milliseconds fresh) {
  const std::lock_guard lock(mutex_);
  const bool is_young = std::chrono::steady_clock::now() - began_ < fresh;
  if (!is_young || !running_.valid() ||
      running_.wait_for(std::chrono::seconds{0}) != std::future_status::ready)
    return std::nullopt;
  return running_.get();
}

Health Readiness::ask(std::chrono::milliseconds fresh) {
  Health unknown{.ready = Ready::unknown, .why = {"the checks gave no answer in time"}};
  try {
    if (bound_.count() == 0) return look_();
    if (std::optional<Health> known = answer_within(fresh)) return *known;
    const Counted caller(asking_);
    const Answer answer = under_way();
    if (caller.number > kMostWaiting) return answer_before().value_or(unknown);
    return answer.wait_for(bound_) == std::future_status::ready ? answer.get() : unknown;
  } catch (const std::exception& error) {  // no thread could be made, or a bug of a check
    unknown.why = {error.what()};
    return unknown;
  }
}

std::chrono::milliseconds freshness_for(const web::Request& request) {
  return request.loopback ? std::chrono::milliseconds{0} : kFreshForOthers;
}

std::string word_of(Ready ready) {
  if (ready == Ready::yes) return "ok";
  return ready == Ready::no ? "not ready" : "unknown";
}

web::Response health_answer(const Health& health, const web::Request& request) {
  const int status = health.ready == Ready::yes ? 200 : 503;
  if (!request.loopback) return web::plain(status, word_of(health.ready) + "\n");
  core::Json all = health.details;
  all["live"] = true;
  all["ready"] = word_of(health.ready);
  all["why"] = health.why;
  all["version"] = std::string(core::build_id());
  web::Response response =
      web::plain(status, all.dump(1, ' ', false, core::Json::error_handler_t::replace) + "\n");
  response.set_header("Content-Type", "application/json");
  return response;
}

}  // namespace handler

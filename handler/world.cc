// Opens the real parts in order and says in one sentence which of them refused.
#include "handler/world.h"

#include <utility>

#include "core/base/check.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace handler {
namespace {

std::unique_ptr<core::Clock> make_clock(const WorldOptions& options) {
  if (options.test_clock.empty()) return std::make_unique<core::SystemClock>();
  return std::make_unique<FileClock>(options.test_clock);
}

core::Result<std::unique_ptr<store::Store>> open_data(const WorldOptions& options,
                                                      core::Clock& clock) {
  if (!std::filesystem::is_directory(options.data)) {
    return core::Failure{core::FailureCode::not_found,
                         "the data folder " + options.data.string() +
                             " is not there: run handler init --data " + options.data.string()};
  }
  store::StoreOptions store;
  store.path = (options.data / "bancheng.sqlite").string();
  store.group_commit = options.group_commit;
  if (!options.group_commit) store.readers = 1;
  return store::open_store(store, clock);
}

web::Side side_of(const std::string& role) {
  if (role == "portal") return web::Side::portal;
  return role == "desk" ? web::Side::desk : web::Side::both;
}

}  // namespace

core::Instant FileClock::now() {
  const core::Result<std::string> text = core::read_file(file_, 100);
  const std::optional<core::Instant> instant =
      text ? core::from_iso(core::trimmed(*text)) : std::nullopt;
  if (!instant)
    throw core::Bug("the test clock " + file_.string() +
                    " holds no time like 2026-09-24T10:00:00+08:00");
  return *instant;
}

core::Result<Workshop> open_workshop(const WorldOptions& options) {
  Workshop workshop;
  workshop.clock = make_clock(options);
  core::Result<std::unique_ptr<store::Store>> store = open_data(options, *workshop.clock);
  if (!store) return store.failure();
  workshop.store = std::move(*store);
  return workshop;
}

core::Result<std::unique_ptr<World>> World::open(const WorldOptions& options) {
  std::unique_ptr<World> world(new World);
  world->clock_ = make_clock(options);
  world->log_ = std::make_unique<Log>(*world->clock_);
  core::Result<store::PortalKeys> portal_keys = store::load_portal_keys(options.data);
  if (!portal_keys) return portal_keys.failure();
  std::optional<store::DeskKeys> desk_keys;
  if (options.role != "portal") {
    core::Result<store::DeskKeys> keys = store::load_desk_keys(options.data);
    if (!keys) return keys.failure();
    desk_keys = std::move(*keys);
  }
  core::Result<std::unique_ptr<store::Store>> store = open_data(options, *world->clock_);
  if (!store) return store.failure();
  world->store_ = std::move(*store);
  world->sites_ = std::make_unique<view::LiveSites>(options.published, options.templates);
  world->rules_ = std::make_unique<view::CaseRules>(*world->store_);
  world->services_ = std::make_unique<view::Services>(view::Services{
      *world->clock_, world->randomness_, *world->store_, *world->sites_, *world->rules_,
      std::move(*portal_keys), std::move(desk_keys), options.prefix});
  if (const core::Status opened = world->open_app(options); !opened) return opened.failure();
  return world;
}

core::Status World::open_app(const WorldOptions& options) {
  core::Diagnostics diagnostics;
  const core::Texts texts = core::load_texts(options.templates / "text" / "zh-CN", diagnostics);
  const auto templates = core::TemplateSet::load(options.templates, texts, diagnostics);
  if (diagnostics.has_errors() || templates == nullptr) {
    return core::Failure{core::FailureCode::invalid, "the templates in " +
                                                         options.templates.string() +
                                                         " have mistakes:\n" + diagnostics.text()};
  }
  app_ = std::make_unique<App>(*services_, *log_, templates, AppOptions{side_of(options.role)});
  return core::success();
}

}  // namespace handler

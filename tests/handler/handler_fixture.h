// The base fixture: a real store whose database can fail, published sites, a settable clock, and
// cases whose steps are planned and recorded as on the desk. No network.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "handler/casework/recording.h"
#include "handler/casework/services.h"
#include "handler/casework/site_names.h"
#include "tests/handler/cases/case_life.h"
#include "tests/handler/faulty_store.h"
#include "tests/support/fakes.h"
#include "tests/support/published_site.h"
#include "tests/support/temporary_folder.h"

namespace handler::testing {

inline const std::filesystem::path& source_folder() {
  static const std::filesystem::path folder = BANCHENG_SOURCE_DIR;
  return folder;
}

inline const tests::PublishedSites& published() {
  static const tests::PublishedSites sites(source_folder(), {"demo", "pingyi"});
  return sites;
}

class HandlerFixture {
 public:
  HandlerFixture() : HandlerFixture(published().root()) {}
  explicit HandlerFixture(const std::filesystem::path& published_root)
      : sites(published_root, source_folder() / "site_templates", {}, core::Look::whole,
              [this](core::PublishedSite& version) {
                if (keeps_names) view::meet_version(store, clock.now(), version, {});
              }),
        store((folder_.path() / "bancheng.sqlite").string(), clock),
        rules(store),
        services{clock, randomness, store, sites, rules, keys_of_portal(), keys_of_desk()} {}
  HandlerFixture(const HandlerFixture&) = delete;
  HandlerFixture& operator=(const HandlerFixture&) = delete;

  const std::filesystem::path& data_folder() const { return folder_.path(); }
  std::shared_ptr<const view::LiveSite> site(const std::string& id = "demo") {
    return sites.get(id).value();
  }
  std::string opened(const store::Part& part) const {
    return core::open_seal(part.body, seal_).value();
  }

  // -- cases

  store::CaseRecord record(cases::CaseId id) { return store.case_by_id("demo", id).value(); }
  // The number of cases, read directly from the store.
  std::size_t case_count(const std::string& id = "demo") {
    store::CaseFilter filter;
    filter.site = id;
    return store.list_cases(filter).value().rows.size();
  }
  // A report as the portal makes it; `data` overrides the default facts.
  cases::CaseId report(const core::Json& data = core::Json::object(),
                       std::vector<store::Part> parts = {}) {
    store::NewReport made;
    made.site = "demo";
    made.ticket_hash = core::to_hex(core::hash("ticket " + std::to_string(++reports_)));
    made.nonce_hash = core::to_hex(core::hash("nonce " + std::to_string(reports_)));
    made.submitted.actor.kind = cases::Actor::Kind::reporter;
    made.submitted.type = cases::EventType::submitted;
    made.submitted.data = {{"kind", "matter"},         {"window", "main"},   {"channel", "online"},
                           {"confidential", "no"},     {"restricted", "no"}, {"on_behalf", "no"},
                           {"reporter_type", "person"}};
    made.submitted.data.update(data);
    made.submitted.parts = std::move(parts);
    made.refold = view::refold_with(rules.present(*site()), clock.now());
    return store.add_report(std::move(made)).value().id;
  }
  // Plans an action by a user with all rights and records its events; throws if it is refused. A
  // new number is derived from `nonce`.
  void act(cases::CaseId id, const std::string& action, const cases::ActionInput& input = {},
           const std::string& nonce = {}) {
    const std::shared_ptr<const view::LiveSite> live = site();
    const view::FoldedCase open = view::fold_record(services, *live, record(id)).value();
    // The user who asked for an extension must not decide about it.
    const bool decides = action == "grant_extension" || action == "refuse_extension";
    const cases::ActionOutcome outcome = cases::plan_action(
        open.rules.rules(), live->site(), open.folded, cases::object_of(live->site(), open.folded),
        cases::testing::everybody(live->site(), decides ? 2 : 1), action, input, clock.now());
    if (!outcome.refused.empty()) throw std::runtime_error(action + ": " + outcome.refused);
    if (!outcome.mistakes.empty())
      throw std::runtime_error(action + ": " + outcome.mistakes.front().field);
    if (!rules.keep_present(*live)) throw std::runtime_error("the policy is not kept");
    const cases::Actor actor{cases::Actor::Kind::staff, 1, outcome.acting->role,
                             outcome.acting->unit};
    const auto after = view::record(services, *live, open, {actor, nonce}, outcome.events);
    if (!after) throw std::runtime_error(after.failure().message);
  }
  void accept(cases::CaseId id, const std::string& tier = "general") {
    act(id, "accept", {{"kind", "matter"}, {"tier", tier}, {"matter", "房产证办理"}});
  }

 private:
  store::PortalKeys keys_of_portal() {
    return {randomness.bytes(32), randomness.bytes(32), seal_.public_key};
  }
  store::DeskKeys keys_of_desk() { return {seal_, randomness.bytes(32), randomness.bytes(32)}; }

  tests::TemporaryFolder folder_;
  core::SealKeys seal_ = core::make_seal_keys();
  int reports_ = 0;

 public:
  bool keeps_names = false;  // of the versions that are met from now on
  tests::FixedClock clock;
  tests::FixedRandomness randomness;
  view::LiveSites sites;
  FaultyStore store;
  view::CaseRules rules;
  view::Services services;
};

inline bool says(const std::string& page, const std::string& text) {
  return page.find(text) != std::string::npos;
}

}  // namespace handler::testing

// Makes reports and acts on cases for the tests of the handler.
#include "tests/handler/handler_fixture.h"

#include <stdexcept>
#include <utility>

#include "handler/casework/site_names.h"
#include "handler/store/verification.h"
#include "tests/support/words.h"

namespace handler::testing {

const std::filesystem::path& source_folder() {
  static const std::filesystem::path folder = BANCHENG_SOURCE_DIR;
  return folder;
}

const tests::PublishedSites& published() {
  static const tests::PublishedSites sites(source_folder(), {"demo", "pingyi"});
  return sites;
}

HandlerFixture::HandlerFixture() : HandlerFixture(published().root()) {}

HandlerFixture::HandlerFixture(const std::filesystem::path& published_root)
    : sites(published_root, source_folder() / "site_templates", {}, core::Look::whole,
            [this](core::PublishedSite& version) {
              if (keeps_names) view::meet_version(store, clock.now(), version, {});
            }),
      store((folder_.path() / "bancheng.sqlite").string(), clock),
      rules(store),
      services{clock, randomness, store, sites, rules, keys_of_portal(), keys_of_desk()} {
  services.memory = std::make_shared<view::ShortMemory>([this] { return clock.now(); });
}

HandlerFixture::~HandlerFixture() = default;

std::shared_ptr<const view::LiveSite> HandlerFixture::site(const std::string& id) {
  return sites.get(id).value();
}

std::string HandlerFixture::opened(const store::Part& part) const {
  return core::open_seal(part.body, seal_).value();
}

store::CaseRecord HandlerFixture::record(cases::CaseId id) {
  return store.case_by_id("demo", id).value();
}

std::size_t HandlerFixture::case_count(const std::string& id) {
  store::CaseFilter filter;
  filter.site = id;
  return store.list_cases(filter).value().rows.size();
}

cases::CaseId HandlerFixture::report(const core::Json& data, std::vector<store::Part> parts) {
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

void HandlerFixture::act(cases::CaseId id, const std::string& action,
                         const cases::ActionInput& input, const std::string& nonce) {
  const std::shared_ptr<const view::LiveSite> live = site();
  const view::FoldedCase open = view::fold_record(services, *live, record(id)).value();
  // The user who asked for more time or for a softer limit must not decide about it.
  const bool decides = action == "grant_extension" || action == "refuse_extension" ||
                       action == "agree_reclassification";
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

void HandlerFixture::accept(cases::CaseId id, const std::string& tier) {
  act(id, "accept", {{"kind", "matter"}, {"tier", tier}, {"matter", "房产证办理"}});
}

std::string HandlerFixture::doubts() const {
  const auto report = store::verify_database(data_folder() / "bancheng.sqlite");
  if (!report) return report.failure().message;
  return report->can_be_repaired ? std::string() : store::report_as_text(*report);
}

store::PortalKeys HandlerFixture::keys_of_portal() {
  return {randomness.bytes(32), randomness.bytes(32), seal_.public_key};
}

store::DeskKeys HandlerFixture::keys_of_desk() {
  return {seal_, randomness.bytes(32), randomness.bytes(32)};
}

void expect_says_when(const web::Response& answer) {
  if (answer.status != 429 && answer.status != 503) return;
  EXPECT_NE(answer.header("Retry-After"), "") << answer.status;
  if (answer.body.empty()) return;  // the app replaces it with its own page
  const std::string words = tests::words_of(answer.body);
  const bool says_when = says(words, "秒") || says(words, "分钟") || says(words, "过一会儿");
  EXPECT_TRUE(says_when) << answer.status << ": " << words;
}

bool says(const std::string& page, const std::string& text) {
  return page.find(text) != std::string::npos;
}

bool reads(const std::string& page, const std::string& text) {
  return tests::words_of(page).find(text) != std::string::npos;
}

}  // namespace handler::testing

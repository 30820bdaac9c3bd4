// Steps are planned and recorded as at the desk; a case is taken all the way from its report to its
// destruction.
#include "tests/power_cuts/hall.h"

#include <memory>
#include <stdexcept>
#include <utility>

#include "core/base/stream_seal.h"
#include "handler/cases/fold/event_table.h"
#include "handler/casework/destruction.h"
#include "handler/casework/recording.h"
#include "handler/store/cases/file_parts.h"
#include "tests/handler/handler_fixture.h"

namespace power {
namespace {

namespace cases = handler::cases;
namespace view = handler::view;

// What is done to a case after its newest event.
struct Step {
  std::string_view after;
  std::string action;
  cases::ActionInput input = {};
};

const Step kAccept = {
    "submitted", "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "房产证办理"}}};

const std::vector<Step>& steps_of(const SentCase& sent) {
  static const std::vector<Step> on_the_spot = {
      kAccept,
      {"accepted", "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}}},
      {"replied", "feed_back", {{"reply", "办好了"}, {"channel", "written"}}},
      {"fed_back", "close", {{"cause", "other"}}}};
  static const std::vector<Step> by_a_unit = {
      kAccept,
      {"accepted", "dispatch", {{"unit", "housing"}}},
      {"dispatched", "sign_for"},
      {"signed_for", "reply", {{"outcome", "resolved"}, {"reply", "已经办好了。"}}}};
  return sent.is_short ? on_the_spot : by_a_unit;
}

std::vector<std::string> words_of_planned(const std::vector<cases::PlannedEvent>& events) {
  std::vector<std::string> words;
  for (const cases::PlannedEvent& event : events) words.emplace_back(cases::to_text(event.type));
  return words;
}

}  // namespace

// A real sealed box has other bytes in each run, and a life must be the same again for its seed.
store::Part World::part(const std::string& field, std::size_t bytes) {
  store::Part made{.field = field, .sealed = true};
  for (const std::string drawn = randomness.bytes(32); made.body.size() < bytes;)
    made.body += drawn;
  made.salt = core::to_hex(randomness.bytes(16));
  made.commitment = store::commitment_of(made.salt, made.body);
  return made;
}

store::Part World::file(std::size_t bytes) {
  store::Part made = part("file1", 200);
  const auto plain = static_cast<std::int64_t>(bytes);
  const auto chunks = static_cast<std::size_t>(store::chunks_of(plain));
  std::string sealed;
  for (const std::string drawn = randomness.bytes(32); sealed.size() < bytes;) sealed += drawn;
  sealed.resize(bytes + chunks * core::kSealOverhead);
  core::Spool spool = core::accepted(core::Spool::make(fs::temp_directory_path()));
  core::accepted(spool.append(sealed));
  made.chunks = std::make_shared<const store::SealedChunks>(
      store::SealedChunks{std::move(spool), plain, core::to_hex(core::hash(sealed))});
  return made;
}

core::Result<std::unique_ptr<store::Store>> World::open_store(const fs::path& folder,
                                                              bool in_groups) {
  store::StoreOptions options;
  options.path = database_in(folder);
  options.group_commit = in_groups;
  options.readers = 2;
  return store::open_store(options, clock);
}

std::string database_in(const fs::path& folder) {
  return (folder / "bancheng.sqlite").string();
}

view::LiveSites& published_sites() {
  static view::LiveSites sites(handler::testing::published().root(),
                               handler::testing::source_folder() / "site_templates");
  return sites;
}

Hall::Hall(std::unique_ptr<store::Store> store, World& world)
    : world_(world),
      store_(std::move(store)),
      rules_(*store_),
      services_{
          world.clock,
          world.randomness,
          *store_,
          published_sites(),
          rules_,
          {world.randomness.bytes(32), world.randomness.bytes(32), world.seal.public_key},
          store::DeskKeys{world.seal, world.randomness.bytes(32), world.randomness.bytes(32)}} {}

std::shared_ptr<const view::LiveSite> Hall::site() {
  return published_sites().get("demo").value();
}

core::Result<store::AddedReport> Hall::report(SentCase& sent) {
  store::NewReport made;
  made.site = "demo";
  made.ticket_hash = sent.ticket_hash();
  made.nonce_hash = sent.nonce_hash();
  made.submitted.actor.kind = cases::Actor::Kind::reporter;
  made.submitted.type = cases::EventType::submitted;
  made.submitted.data = {{"kind", "matter"},         {"window", "main"},   {"channel", "online"},
                         {"confidential", "no"},     {"restricted", "no"}, {"on_behalf", "no"},
                         {"reporter_type", "person"}};
  made.submitted.parts = sent.parts;
  made.refold = view::refold_with(rules_.present(*site()), world_.clock.now());
  if (sent.kept.empty()) sent.in_flight = {"submitted"};
  core::Result<store::AddedReport> added = store_->add_report(made);
  if (!added) return added;
  sent.acknowledge();
  if (sent.id == 0) sent.id = added->id;
  return added;
}

core::Status Hall::step(SentCase& sent) {
  if (sent.kept.empty()) return core::success();
  if (sent.kept.back() == "closed") return destroy(sent);
  for (const Step& step : steps_of(sent)) {
    if (step.after == sent.kept.back()) return act(sent, step.action, step.input);
  }
  return core::success();
}

core::Status Hall::act(SentCase& sent, const std::string& action, const cases::ActionInput& input) {
  const std::shared_ptr<const view::LiveSite> live = site();
  const core::Result<view::FoldedCase> open = view::fold_case(services_, *live, sent.id);
  if (!open) return open.failure();
  const cases::ActionOutcome outcome = cases::plan_action(
      open->rules.rules(), live->site(), open->folded, cases::object_of(live->site(), open->folded),
      cases::testing::everybody(live->site()), action, input, world_.clock.now());
  if (!outcome.refused.empty() || !outcome.mistakes.empty())
    throw std::logic_error(action + " is not possible: " + outcome.refused);
  if (const core::Status kept = rules_.keep_present(*live); !kept) return kept;
  sent.in_flight = words_of_planned(outcome.events);
  const cases::Actor actor{cases::Actor::Kind::staff, 1, outcome.acting->role,
                           outcome.acting->unit};
  const auto after = view::record(services_, *live, *open, {actor}, outcome.events);
  if (!after) return after.failure();
  sent.acknowledge();
  return core::success();
}

core::Status Hall::destroy(SentCase& sent) {
  sent.in_flight = {"parts_destroyed"};
  const core::Status destroyed =
      view::destroy_texts(services_, {.site = "demo",
                                      .id = sent.id,
                                      .classes = {"identity", "words", "files"},
                                      .cause = view::DestructionCause::request,
                                      .reason = "本人要求",
                                      .user_id = 1,
                                      .role = core::Role::front_desk});
  if (!destroyed) return destroyed;
  sent.acknowledge();
  return store_->forget_destroyed();
}

}  // namespace power

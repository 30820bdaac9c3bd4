// Writes many cases per transaction below the store's interface, because the store waits for the
// disk after every event. All rows are made by the store's own functions.
#include "bench/case_mass.h"

#include <algorithm>
#include <queue>
#include <stdexcept>
#include <utility>

#include "core/base/text.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/ticket_number.h"
#include "handler/casework/live_sites.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/keys.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/store.h"

namespace bench {
namespace {

using core::Role;
using handler::cases::Actor;
using handler::cases::Event;
namespace store = handler::store;

constexpr int kPerTransaction = 500;
constexpr std::chrono::minutes kBetweenReports{5};

template <class T>
T must(core::Result<T> result) {
  if (!result) throw std::runtime_error(result.failure().message);
  return std::move(*result);
}

void must(const core::Status& status) {
  if (!status) throw std::runtime_error(status.failure().message);
}

// One step of a case: the event, and the time since the previous step.
struct Step {
  const char* type;
  std::optional<Role> role;  // empty: the reporter
  std::chrono::minutes later{};
  const char* part = nullptr;  // a text by staff
};

const std::vector<Step>& steps() {
  using std::chrono::minutes;
  static const std::vector<Step> kSteps = {
      {"submitted", std::nullopt, minutes(0)},
      {"accepted", Role::front_desk, minutes(20), "matter"},
      {"dispatched", Role::dispatcher, minutes(15), "note"},
      {"signed_for", Role::unit, minutes(60)},
      {"progress_reported", Role::unit, minutes(200), "progress"},
      {"urged", std::nullopt, minutes(600)},
      {"progress_reported", Role::unit, minutes(300), "progress"},
      {"replied", Role::unit, minutes(400), "reply"},
      {"fed_back", Role::front_desk, minutes(90), "reply"},
      {"closed", Role::front_desk, minutes(30)},
      {"visited", Role::front_desk, minutes(600), "visit"},
      {"evaluated", std::nullopt, minutes(900)},
  };
  return kSteps;
}

// Words of two and three characters; later ones are rare.
std::string text_of(std::uint64_t seed, int words) {
  static const std::vector<std::string> kCharacters = core::characters(
      "不动产登记证件材料窗口办理过户水表电力燃气社保医保公积金户籍迁移税务发票营业执照食品经营许可"
      "消防验收规划施工环评排污车辆年检驾驶证明残疾低保养老金结婚离婚生育学区入学转学毕业档案职称");
  std::string text;
  for (int i = 0; i < words; ++i) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    const std::uint64_t fraction = seed >> 40U;  // 24 bits
    const std::uint64_t skewed = fraction * fraction >> 24U;
    const std::size_t at = skewed * (kCharacters.size() - 3) >> 24U;
    for (std::size_t j = 0; j < 2 + seed % 2; ++j) text += kCharacters[at + j];
    text += i % 4 == 3 ? "，" : "";
  }
  return text;
}

struct Life {
  int number = 0;
  store::CaseId id = 0;
  std::size_t steps = 0;  // steps done so far
  std::vector<Event> events;
  core::Instant next{};

  bool operator>(const Life& other) const { return next > other.next; }
};

class Writer {
 public:
  Writer(const handler::RuntimeOptions& runtime, const std::string& site)
      : portal_(must(store::load_portal_keys(runtime.data))),
        desk_(must(store::load_desk_keys(runtime.data))),
        live_(must(handler::view::LiveSites(runtime.published, runtime.templates).get(site))),
        database_(must(store::open_sqlite({handler::database_of(runtime).string(), 5000}))) {
    core::SystemClock clock;
    store::StoreOptions options;
    options.path = handler::database_of(runtime).string();
    must(must(store::open_store(options, clock))
             ->keep_policy_version(site, live_->site().policy_version, live_->loaded.policy_texts));
  }

  Mass write(int cases, core::Instant now) {
    core::Instant next_report = now - kBetweenReports * cases;
    std::priority_queue<Life, std::vector<Life>, std::greater<>> running;
    must(database_->run_script("BEGIN IMMEDIATE"));
    for (int begun = 0; begun < cases || !running.empty();) {
      if (begun < cases && (running.empty() || next_report <= running.top().next)) {
        running.push(begin(begun, cases, next_report));
        next_report += kBetweenReports;
        ++begun;
        continue;
      }
      Life life = running.top();
      running.pop();
      if (life.next > now) life.steps = life.events.size();
      if (live_on(life)) running.push(std::move(life));
    }
    must(database_->run("INSERT INTO serials(site, year, last) VALUES ($1, 2026, $2)",
                        {live_->id(), last_serial_}));
    must(database_->run_script("COMMIT"));
    return {cases, head_.seq};
  }

 private:
  Life begin(int number, int cases, core::Instant at) {
    Life life;
    life.number = number;
    life.next = at;
    const bool stays_open = number >= cases - cases / 10;
    life.steps = stays_open ? 1 + static_cast<std::size_t>(number) % 9 : steps().size();
    life.id = insert_row(life, at);
    return life;
  }

  // Returns true if more steps follow.
  bool live_on(Life& life) {
    if (life.events.size() < life.steps) {
      happen(life, steps()[life.events.size()]);
      if (life.events.size() < life.steps) {
        life.next += steps()[life.events.size()].later;
        return true;
      }
    }
    settle(life);
    return false;
  }

  // Inserts the row before its events; its values are folded after all events are known.
  store::CaseId insert_row(const Life& life, core::Instant at) {
    const std::string number =
        handler::cases::make_ticket_number(std::to_string(life.number), portal_.ticket);
    const std::string phone = "139" + std::to_string(10'000'000 + life.number);
    const std::string parts[] = {live_->id(), phone};
    const std::string moment = core::to_iso(at);
    const auto rows = must(database_->run(
        "INSERT INTO cases(site, ticket_hash, nonce_hash, known_to_staff, state, kind, tier, "
        "window_id, unit, concerned_unit, serial, policy, round, restricted, confidential, "
        "due_key, submitted_at, updated_at, last_seq, phone_index) VALUES ($1, $2, $3, 0, '', '', "
        "'', '', '', '', '', '', 1, 0, 0, '~', $4, $4, 0, $5) RETURNING case_id",
        {live_->id(), handler::cases::ticket_hash(number, portal_.ticket),
         core::to_hex(core::hash(std::to_string(life.number))), moment,
         core::to_hex(core::hash_parts(parts, 2, desk_.index))}));
    return rows.front().number(0);
  }

  core::Json data_of(const Life& life, std::string_view type) const {
    const core::Policy& policy = live_->site().policy;
    const auto& units = live_->site().units;
    const auto& windows = live_->site().windows;
    const auto number = static_cast<std::size_t>(life.number);
    const core::Kind& kind = policy.kinds.front();
    if (type == "submitted") {
      return {{"kind", kind.id},          {"window", windows[number % windows.size()].id},
              {"channel", "online"},      {"confidential", number % 20 == 0 ? "yes" : "no"},
              {"restricted", "no"},       {"on_behalf", "no"},
              {"reporter_type", "person"}};
    }
    if (type == "accepted") {
      std::string serial = std::to_string(life.number + 1);
      return {{"kind", kind.id},
              {"tier", kind.tiers[number % kind.tiers.size()]},
              {"serial", live_->site().identity.serial_prefix + "-2026-" +
                             std::string(serial.size() < 4 ? 4 - serial.size() : 0, '0') + serial}};
    }
    if (type == "dispatched") return {{"unit", units[number % units.size()].id}};
    if (type == "replied") return {{"outcome", "resolved"}};
    if (type == "fed_back") return {{"channel", "written"}};
    if (type == "evaluated") {
      const auto& grades = policy.grades;
      return {{"grade", (number % 100 == 0 ? grades.back() : grades.front()).id}};
    }
    return core::Json::object();
  }

  std::vector<store::Part> parts_of(const Life& life, const Step& step) {
    if (step.type == std::string_view("submitted")) {
      const core::Json identity = {{"name", "王小明"},
                                   {"phone", "139" + std::to_string(10'000'000 + life.number)}};
      const core::Json words = {{"matter", "不动产登记"},
                                {"problem", text_of(static_cast<std::uint64_t>(life.number), 60)}};
      return {
          store::make_part(randomness_, "identity", identity.dump(), portal_.seal_public, false),
          store::make_part(randomness_, "words", words.dump(), portal_.seal_public, false)};
    }
    if (step.part == nullptr) return {};
    const int words = step.part == std::string_view("matter") ? 3 : 15;
    const auto seed = static_cast<std::uint64_t>(life.number) * 16 + life.events.size();
    return {store::make_part(randomness_, step.part, text_of(seed, words), "", true)};
  }

  void happen(Life& life, const Step& step) {
    Event event;
    event.site = live_->id();
    event.seq = head_.seq + 1;
    event.case_id = life.id;
    event.recorded_at = std::max(life.next, last_);
    event.actor.kind = step.role ? Actor::Kind::staff : Actor::Kind::reporter;
    event.actor.user = step.role ? 1 : 0;
    event.actor.role = step.role;
    event.type = *handler::cases::event_type(step.type);
    event.data = data_of(life, step.type);
    event.policy = life.events.empty() ? "" : live_->site().policy_version;
    for (const store::Part& part : parts_of(life, step)) {
      const std::int64_t id = store::insert_part(*database_, event.site, life.id, part);
      event.data[part.field] = store::reference_to(part, id);
    }
    handler::cases::chain(event, head_.hash);
    store::insert_event(*database_, event);
    head_ = {event.seq, event.hash};
    last_ = event.recorded_at;
    if (event.data.contains("serial"))
      last_serial_ = std::max<std::int64_t>(last_serial_, life.number + 1);
    life.events.push_back(std::move(event));
  }

  void settle(const Life& life) {
    must(database_->run("UPDATE cases SET last_seq = $2 WHERE case_id = $1",
                        {life.id, life.events.back().seq}));
    store::refold_case(*database_, live_->id(), life.id,
                       handler::view::refold_with({live_->rules}, last_));
    if (++settled_ % kPerTransaction != 0) return;
    must(database_->run_script("COMMIT"));
    must(database_->run_script("BEGIN IMMEDIATE"));
  }

  store::PortalKeys portal_;
  store::DeskKeys desk_;
  std::shared_ptr<const handler::view::LiveSite> live_;
  std::unique_ptr<store::Database> database_;
  core::SystemRandomness randomness_;
  store::ChainHead head_{0, std::string(handler::cases::kFirstPrevious)};
  core::Instant last_{};
  int settled_ = 0;
  std::int64_t last_serial_ = 0;
};

}  // namespace

Mass make_cases(const handler::RuntimeOptions& runtime, const std::string& site, int cases) {
  core::SystemClock clock;
  return Writer(runtime, site).write(cases, clock.now());
}

}  // namespace bench

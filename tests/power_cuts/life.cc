// Deals out work and power cuts by dice, and judges what is left.
#include "tests/power_cuts/life.h"

#include <chrono>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "handler/casework/recording.h"
#include "handler/store/database/schema.h"
#include "handler/store/verification.h"
#include "tests/power_cuts/hall.h"
#include "tests/power_cuts/older.h"
#include "tests/power_cuts/power.h"
#include "tests/support/temporary_folder.h"

namespace power {
namespace {

constexpr std::uint64_t kActions = 14;
// About as many steps as opening a new store takes, and as one action takes. Long ones take up to
// sixteen times as many; a cut that comes later than its action falls into one of the next.
constexpr std::uint64_t kStepsOfOpening = 600;
constexpr std::uint64_t kStepsOfAction = 70;
// Three of these fill the log so far that SQLite brings it into the database by itself.
constexpr std::size_t kLargeText = 1'500'000;
// Up to four chunks.
constexpr std::uint64_t kMostOfFile = 250'000;

class Life {
 public:
  explicit Life(const Wish& wish) : wish_(wish), dice_(wish.seed), in_groups_(dice_.one_in(2)) {}

  Outcome run() {
    fs::path folder = new_folder();
    if (dice_.one_in(4)) guarded(nullptr, [&] { begin_with_older(folder); });
    const std::uint64_t cuts = 1 + dice_.below(3);
    for (std::uint64_t i = 0; i < cuts; ++i) folder = span(folder);
    guarded(nullptr, [&] { judge(folder); });
    return std::move(outcome_);
  }

 private:
  fs::path new_folder() {
    fs::path made = root_.path() / std::to_string(folders_++);
    fs::create_directory(made);
    return made;
  }

  SentCase new_case() {
    SentCase made;
    made.name = "report " + std::to_string(cases_.size() + 1);
    made.is_short = dice_.one_in(2);
    const std::size_t size = dice_.one_in(6) ? kLargeText : 20 + dice_.below(5000);
    made.parts = {world_.part("identity", 200), world_.part("words", size)};
    if (dice_.one_in(3)) made.parts.push_back(world_.file(1 + dice_.below(kMostOfFile)));
    return made;
  }

  void begin_with_older(const fs::path& folder) {
    for (int i = 0; i < 3; ++i) {
      cases_.push_back(new_case());
      // Older programs took no files.
      std::erase_if(cases_.back().parts,
                    [](const store::Part& part) { return part.chunks != nullptr; });
    }
    const auto versions = static_cast<std::uint64_t>(store::schema_version());
    const int version = 1 + static_cast<int>(dice_.below(versions));
    lay_down_older(folder, version, cases_, world_);
    outcome_.story.push_back("begins with version " + std::to_string(version));
  }

  // What fails or throws while there is no power does so in a machine that is dead.
  template <class Work>
  void guarded(const Power* power, Work work) {
    try {
      work();
    } catch (const std::exception& error) {
      if (power == nullptr || !power->is_out())
        outcome_.faults.add(outcome_.faults.torn, std::string("an exception: ") + error.what());
    }
  }

  void expect(const Power& power, const core::Status& done, const char* what) {
    if (done || power.is_out()) return;
    outcome_.faults.add(
        outcome_.faults.torn,
        std::string(what) + " failed although there was power: " + done.failure().message);
  }

  // Works until the cut; returns a folder with what it left.
  fs::path span(const fs::path& folder) {
    const fs::path left = new_folder();
    Power power(folder, dice_.below(1'000'000'000), wish_.lies);
    guarded(&power, [&] { work(folder, power); });
    if (dice_.one_in(3)) hall_.reset();  // stopped in order, as far as there is power
    power.cut();
    hall_.reset();
    ++outcome_.cuts;
    const std::string said = power.leave(left, dice_);
    outcome_.story.push_back("cut in step " + std::to_string(power.steps()) +
                             ", survived: " + said);
    return left;
  }

  void work(const fs::path& folder, Power& power) {
    const std::uint64_t when = dice_.one_in(4) ? 0 : 1 + dice_.below(kActions);
    if (when == 0) power.cut_after(1 + static_cast<std::int64_t>(dice_.below(kStepsOfOpening)));
    open(folder, &power);
    for (std::uint64_t i = 1; i <= kActions && hall_ && !power.is_out(); ++i) {
      if (i == when) {
        const std::uint64_t most = kStepsOfAction << dice_.below(5);
        power.cut_after(1 + static_cast<std::int64_t>(dice_.below(most)));
      }
      do_something(folder, power);
    }
  }

  // Also compares: a reporter who looks after the cut sees what is there, or the power is out
  // again.
  void open(const fs::path& folder, const Power* power) {
    hall_.reset();
    auto opened = world_.open_store(folder, in_groups_);
    const bool is_dead = power != nullptr && power->is_out();
    if (is_dead) return;
    if (!opened) {
      outcome_.faults.add(outcome_.faults.torn, "does not open: " + opened.failure().message);
      return;
    }
    hall_ = std::make_unique<Hall>(std::move(*opened), world_);
    compare(hall_->store(), cases_, outcome_.faults);
    const core::Status listed = handler::view::relist_cases(hall_->services());
    if (power != nullptr) {
      expect(*power, listed, "listing cases again");
    } else if (!listed) {
      outcome_.faults.add(outcome_.faults.torn, "cannot list: " + listed.failure().message);
    }
  }

  void do_something(const fs::path& folder, const Power& power) {
    world_.clock.pass(std::chrono::minutes(1));
    const std::uint64_t drawn = dice_.below(14);
    if (drawn < 5 || cases_.empty()) {
      cases_.push_back(new_case());
      report(cases_.back(), power);
    } else if (drawn < 11) {
      step(cases_[dice_.below(cases_.size())], power);
    } else if (drawn == 11) {
      hall_->store().settle();
    } else if (drawn == 12) {
      open(folder, &power);
    } else {
      report(cases_[dice_.below(cases_.size())], power);
    }
  }

  void report(SentCase& sent, const Power& power) {
    const bool was_kept = !sent.kept.empty();
    const auto added = hall_->report(sent);
    if (!added) return expect(power, added.failure(), "a report");
    outcome_.acknowledged += was_kept ? 0 : 1;
    check_is_one(sent, *added, was_kept);
  }

  void step(SentCase& sent, const Power& power) {
    const std::size_t before = sent.kept.size();
    expect(power, hall_->step(sent), "a step");
    outcome_.acknowledged += sent.kept.size() > before ? 1 : 0;
  }

  void check_is_one(const SentCase& sent, const store::AddedReport& added, bool was_kept) {
    if (added.already_there == was_kept && added.id == sent.id) return;
    outcome_.faults.add(outcome_.faults.doubled, sent.name + " has become another case");
  }

  // With the power on for good: everything is compared, sent again, counted and verified.
  void judge(const fs::path& folder) {
    open(folder, nullptr);
    if (!hall_) return;
    for (SentCase& sent : cases_) {
      const bool was_kept = !sent.kept.empty();
      const auto added = hall_->report(sent);
      if (added) {
        check_is_one(sent, *added, was_kept);
      } else {
        outcome_.faults.add(outcome_.faults.torn, "a report failed: " + added.failure().message);
      }
    }
    compare(hall_->store(), cases_, outcome_.faults);
    hall_.reset();
    verify(folder);
  }

  void verify(const fs::path& folder) {
    store::VerifyOptions options;
    options.now = world_.clock.now();
    options.present = [](const std::string& site) -> store::PolicyPointer {
      const auto live = published_sites().get(site);
      return live ? (*live)->rules : nullptr;
    };
    const auto report = store::verify_database(database_in(folder), options);
    Faults& faults = outcome_.faults;
    if (!report) return faults.add(faults.torn, "not verified: " + report.failure().message);
    if (!report->ok()) faults.add(faults.torn, store::report_as_text(*report));
    if (report->cases != static_cast<std::int64_t>(cases_.size()))
      faults.add(faults.doubled, std::to_string(report->cases) + " cases, but " +
                                     std::to_string(cases_.size()) + " were sent");
  }

  Wish wish_;
  Dice dice_;
  bool in_groups_;
  tests::TemporaryFolder root_;
  int folders_ = 0;
  World world_;
  std::vector<SentCase> cases_;
  std::unique_ptr<Hall> hall_;
  Outcome outcome_;
};

}  // namespace

Outcome live(const Wish& wish) {
  return Life(wish).run();
}

}  // namespace power

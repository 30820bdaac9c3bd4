// Group commit: all waiting jobs run in one transaction.
#include "handler/store/database/writer.h"

#include <exception>
#include <future>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/contained.h"
#include "core/base/stop_point.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/troubles.h"

namespace handler::store {
namespace {

// So short that it takes no memory itself.
constexpr const char* kNoMemory = "no memory";

core::Status copy_of(const core::Status& status) {
  try {
    return status;
  } catch (...) {
    return core::Failure{core::FailureCode::unavailable, kNoMemory};
  }
}

}  // namespace

struct Writer::Waiting {
  Job job;
  std::promise<core::Status> done;
  std::optional<core::Status> outcome;  // returned to the caller if the commit succeeds
  std::exception_ptr thrown;
};

Writer::Writer(std::unique_ptr<Database> database, OpenDatabase reopen, bool threaded,
               WriterQueue limits, Complain complain, Gate gate, Losses* losses)
    : database_(std::move(database)),
      reopen_(std::move(reopen)),
      limits_(limits),
      complain_(std::move(complain)),
      gate_(std::move(gate)),
      losses_(losses) {
  if (threaded) thread_ = std::thread([this] { work(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  something_waits_.notify_all();
  if (thread_.joinable()) thread_.join();
}

core::Status Writer::run(Job job) {
  Waiting waiting{std::move(job), {}, std::nullopt, nullptr};
  std::future<core::Status> done = waiting.done.get_future();
  if (!thread_.joinable()) {
    const std::lock_guard lock(inline_mutex_);
    Waiting* const alone = &waiting;
    commit_together({&alone, 1});
    return done.get();
  }
  {
    std::unique_lock lock(mutex_);
    if (core::Status entered = enter(lock); !entered) return entered;
    queue_.push_back(&waiting);
  }
  something_waits_.notify_one();
  return done.get();
}

// Waits for a place in the queue, but not behind a transaction that takes long.
core::Status Writer::enter(std::unique_lock<std::mutex>& lock) {
  const auto has_place = [this] { return queue_.size() + running_ < limits_.places; };
  const auto must_leave = [this] { return is_held_ && queue_.size() + running_ > 0; };
  ++hoping_;
  while (!has_place() && !must_leave() && Clock::now() - begun_ < limits_.patience) {
    a_place_is_free_.wait_until(lock, begun_ + limits_.patience);
  }
  --hoping_;
  if (must_leave()) {
    return core::Failure{core::FailureCode::busy,
                         "another program holds the database; try again, or stop that program"};
  }
  if (has_place()) return core::success();
  return core::Failure{core::FailureCode::busy,
                       "too many reports are waiting to be written; try again in a minute"};
}

std::size_t Writer::waiting() {
  const std::lock_guard lock(mutex_);
  return queue_.size() + hoping_;
}

// Takes no memory outside outcome_of(): no caller must wait for ever because there is none.
void Writer::work() {
  std::vector<Waiting*> batch;
  while (true) {
    batch.clear();
    {
      std::unique_lock lock(mutex_);
      something_waits_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      batch.swap(queue_);
      running_ = batch.size();
      begun_ = Clock::now();
    }
    commit_together(batch);
  }
}

// What queued up behind a transaction that waited for another program in vain would wait as long
// again.
void Writer::fail_those_behind(const core::Status& busy) {
  std::vector<Waiting*> behind;
  {
    const std::lock_guard lock(mutex_);
    behind.swap(queue_);
  }
  for (Waiting* waiting : behind) {
    std::promise<core::Status> done = std::move(waiting->done);
    done.set_value(copy_of(busy));
  }
}

namespace {

// For the few statements around every job: unlike a script, they stay prepared.
core::Status say(Database& database, std::string_view sql) {
  const core::Result<Rows> said = database.run(sql);
  if (!said) return said.failure();
  return core::success();
}

core::Status run_alone(Database& database, const Job& job, std::exception_ptr& thrown) {
  thrown = nullptr;
  try {
    return job(database);
  } catch (...) {
    thrown = std::current_exception();
    return core::Failure{core::FailureCode::unavailable, "a bug stopped this write"};
  }
}

// In the savepoint "job", which ends with it.
core::Status run_in_savepoint(Database& database, const Job& job, std::exception_ptr& thrown) {
  core::Status outcome = run_alone(database, job, thrown);
  if (outcome) outcome = say(database, "RELEASE job");
  // A full disk may have rolled back the whole transaction.
  if (outcome || !database.in_transaction()) return outcome;
  (void)say(database, "ROLLBACK TO job");
  (void)say(database, "RELEASE job");
  return outcome;
}

}  // namespace

core::Status Writer::connect() {
  const std::uint64_t losses = losses_ == nullptr ? 0 : losses_->count();
  if (database_ && losses == known_losses_) return core::success();
  database_.reset();
  known_losses_ = losses;
  core::Result<std::unique_ptr<Database>> opened = reopen_(Access::write);
  if (!opened) return opened.failure();
  database_ = std::move(*opened);
  return core::success();
}

void Writer::note_loss() {
  if (!database_ || !database_->is_gone()) return;
  database_.reset();
  if (losses_ != nullptr) losses_->note(known_losses_);
}

core::Status Writer::begin_anew() {
  note_loss();
  if (core::Status connected = connect(); !connected) return connected;
  return say(*database_, dialect::kBeginWriting);
}

core::Status Writer::begin() {
  core::Status begun = say(*database_, dialect::kBeginWriting);
  if (!begun && database_->is_gone()) begun = begin_anew();
  if (!begun) return begun;
  if (!gate_) return core::success();
  core::Status passed = gate_(*database_);
  if (!passed && database_->in_transaction()) (void)say(*database_, "ROLLBACK");
  return passed;
}

// All without savepoints, for each of which SQLite copies every page that the job changes. Returns
// the failure of the first job that fails.
core::Status Writer::run_together(Batch batch) {
  for (Waiting* waiting : batch) {
    waiting->outcome = run_alone(*database_, waiting->job, waiting->thrown);
    if (!*waiting->outcome) return copy_of(*waiting->outcome);
  }
  return core::success();
}

// Returns a failure that ends the transaction.
core::Status Writer::run_apart(Batch batch) {
  for (Waiting* waiting : batch) {
    // Without it, the transaction may take nothing more.
    if (core::Status begun = say(*database_, "SAVEPOINT job"); !begun) return begun;
    waiting->outcome = run_in_savepoint(*database_, waiting->job, waiting->thrown);
    if (!database_->in_transaction()) return *waiting->outcome;
  }
  return core::success();
}

// Returns the outcome of the transaction; the outcome of each job is in its Waiting.
core::Status Writer::run_and_commit(Batch batch) {
  if (core::Status begun = begin(); !begun) return begun;
  if (const core::Status all = run_together(batch); !all) {
    // A full disk may have rolled back the transaction; a damaged page would keep it from being
    // committed.
    if (!database_->in_transaction()) return all;
    if (core::Status undone = say(*database_, "ROLLBACK"); !undone) return undone;
    if (all.failure().code == core::FailureCode::corrupt) return all;
    if (batch.size() == 1) return core::success();
    if (core::Status begun = begin(); !begun) return begun;
    if (core::Status ran = run_apart(batch); !ran) return ran;
  }
  core::stop_point("before commit");
  return say(*database_, "COMMIT");
}

core::Status Writer::try_together(Batch batch) {
  core::Status together = connect();
  if (!together) return together;
  together = run_and_commit(batch);
  // If another process holds the lock, or the clock is not believed, our connection is still good.
  const bool sound = together || together.failure().code == core::FailureCode::busy ||
                     together.failure().code == core::FailureCode::clock_held;
  note_loss();
  if (database_ && (!sound || database_->in_transaction())) database_.reset();
  return together;
}

// What the transaction throws is its failure. Whether it was committed is not known then, so the
// connection is closed.
core::Status Writer::outcome_of(Batch batch) {
  core::Status together = core::Failure{core::FailureCode::unavailable, kNoMemory};
  const bool is_known = core::run_contained(
      [&] { together = try_together(batch); },
      [&](std::string_view what) {
        together = core::Failure{core::FailureCode::unavailable, std::string(what)};
      });
  if (!is_known) database_.reset();
  return together;
}

void Writer::commit_together(Batch batch) {
  const core::Status together = outcome_of(batch);
  const bool met_damage = !together && together.failure().code == core::FailureCode::corrupt;
  if (met_damage && batch.size() > 1) {
    for (std::size_t i = 0; i < batch.size(); ++i) commit_together(batch.subspan(i, 1));
    return;
  }
  core::stop_point("committed");
  const bool is_held = !together && together.failure().code == core::FailureCode::busy;
  {
    const std::lock_guard lock(mutex_);
    is_held_ = is_held;
    running_ = 0;  // before its callers are told: their next write must find the place free
  }
  a_place_is_free_.notify_all();
  if (is_held) fail_those_behind(together);
  tell_all(batch, together);
}

void Writer::complain_of(const core::Failure& failure) const {
  if (complain_) core::run_contained([&] { complain_(failure); }, [](std::string_view) {});
}

void Writer::tell_all(Batch batch, const core::Status& together) {
  if (!together) complain_of(together.failure());
  for (Waiting* waiting : batch) {
    // A bug becomes an incident of its own.
    const bool failed_alone = together && !waiting->thrown && !*waiting->outcome;
    if (failed_alone && is_trouble(waiting->outcome->failure().code))
      complain_of(waiting->outcome->failure());
    // The caller may return and destroy `waiting` before set_value returns.
    std::promise<core::Status> done = std::move(waiting->done);
    if (waiting->thrown) {
      done.set_exception(waiting->thrown);
    } else {
      done.set_value(together ? std::move(*waiting->outcome) : copy_of(together));
    }
    core::stop_point("told");
  }
}

}  // namespace handler::store

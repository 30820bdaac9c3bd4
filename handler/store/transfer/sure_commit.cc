// The mark is a fact that only this commit brings.
#include "handler/store/transfer/sure_commit.h"

#include <string>
#include <thread>
#include <utility>

#include "core/base/contains.h"
#include "core/base/crypto.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"
#include "handler/store/facts.h"

namespace handler::store {
namespace {

// True if the mark is there. Holds the lock of the writers, which a transaction that is still being
// committed has too; and commits something after it, which a standby confirms only when it has all
// before.
bool is_saved(Database& database, const std::string& mark) {
  run(database, dialect::kBeginWriting);
  const bool has_facts = core::contains(accepted(database.tables()), "facts");
  const bool saved = has_facts && read_fact(database, facts::kLastWhole) == mark;
  if (saved) put_fact(database, facts::kLastWhole, mark);
  run(database, "COMMIT");
  return saved;
}

core::Result<bool> look_once(std::unique_ptr<Database>& database, const OpenDatabase& open,
                             const std::string& mark) {
  core::Result<std::unique_ptr<Database>> opened = open(Access::write);
  if (!opened) return opened.failure();
  database = std::move(*opened);
  const auto work = [&] { return is_saved(*database, mark); };
  return result_of(work);
}

}  // namespace

core::Status commit_surely(std::unique_ptr<Database>& database, const OpenDatabase& open,
                           std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kPause{200};
  const std::string mark = core::to_hex(core::SystemRandomness().bytes(8));
  const auto marked = [&] { put_fact(*database, facts::kLastWhole, mark); };
  if (core::Status put = result_of(marked); !put) return put;
  const core::Result<Rows> done = database->run("COMMIT");
  if (done) return core::success();
  if (!database->is_gone()) return done.failure();
  const auto end = std::chrono::steady_clock::now() + patience;
  core::Result<bool> saved = look_once(database, open, mark);
  for (; !saved && std::chrono::steady_clock::now() < end; saved = look_once(database, open, mark))
    std::this_thread::sleep_for(kPause);
  if (saved && *saved) return core::success();
  if (saved)
    return core::Failure{core::FailureCode::unavailable,
                         "nothing was saved, because the connection to the database was lost: run "
                         "the same command again"};
  return core::Failure{core::FailureCode::unavailable,
                       done.failure().message + "; it could not be found out (" +
                           saved.failure().message +
                           "): when the database answers again, run handler verify, which says "
                           "what is there, before you run the command again"};
}

}  // namespace handler::store

// The meaning of each kind of finding, and the list of findings.
#include "handler/store/check/findings.h"

#include <algorithm>
#include <array>
#include <exception>

#include "core/base/check.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

struct KindRule {
  FindingKind kind;
  bool derived;
  std::string_view meaning;
};

constexpr std::array kRules = {
    KindRule{FindingKind::file, false, "the file is damaged: restore the newest backup"},
    KindRule{FindingKind::index, true,
             "an index or the layout of the file is damaged, so lists and look-ups may leave rows "
             "out: run handler repair"},
    KindRule{FindingKind::schema, false,
             "the tables are not those of this program, so what guards them may be gone: restore "
             "the newest backup"},
    KindRule{FindingKind::chain, false,
             "what was recorded was changed or lost after it was recorded: restore the newest "
             "backup, and find out who could write the file"},
    KindRule{
        FindingKind::text, false,
        "a text was changed, lost or shown to others after it was recorded: restore the newest "
        "backup, and find out who could write the file"},
    KindRule{FindingKind::policy, false,
             "the rules that cases were accepted under are gone or changed: restore the newest "
             "backup"},
    KindRule{
        FindingKind::row, true,
        "lists and deadlines show the case otherwise than it was recorded: run handler repair"},
    KindRule{FindingKind::list, true,
             "worklists show other cases than wait for something: run handler repair"},
    KindRule{FindingKind::words, true,
             "the search finds other cases than hold the words: run handler repair"},
    KindRule{
        FindingKind::number, false,
        "the reporter's number may lead to another case or to none: restore the newest backup, "
        "and find out who could write the file"},
    KindRule{FindingKind::account, false,
             "an account was changed without the program: look at the account and its grants, then "
             "restore the newest backup"},
    KindRule{FindingKind::session, false,
             "the program writes no such row: disable and enable the account, which ends its "
             "sessions"},
    KindRule{FindingKind::counter, true,
             "a limit may be too strict or too loose until it runs out: run handler repair"},
    KindRule{FindingKind::publication, false,
             "the record of publications was changed or lost after it was recorded: restore the "
             "newest backup, and find out who could write the file"},
    KindRule{FindingKind::draft, false,
             "a draft is not what its author left: the author drops it at the desk and begins "
             "again"},
    KindRule{FindingKind::head, false,
             "the database holds another history than the one whose head was noted: a later part "
             "was cut off, or all was written anew; compare with the backups"},
    KindRule{FindingKind::listed, false,
             "a restore may bring back what was destroyed: put a whole list in the place of this "
             "one"},
};

const KindRule& rule_of(FindingKind kind) {
  const auto found = std::ranges::find(kRules, kind, &KindRule::kind);
  BANCHENG_CHECK(found != kRules.end());
  return *found;
}

}  // namespace

std::string_view meaning_of(FindingKind kind) {
  return rule_of(kind).meaning;
}

bool is_derived(FindingKind kind) {
  return rule_of(kind).derived;
}

void Findings::add(FindingKind kind, const std::string& what) {
  doubt_ = doubt_ || !is_derived(kind);
  if (findings_.size() < most_) {
    findings_.push_back({kind, what});
  } else {
    ++more_;
  }
}

void Findings::guard(Database& database, FindingKind kind, const std::string& what,
                     const std::function<void()>& work) {
  // Damaged rows may hold what no code of ours expects: a value of another type, a broken text.
  const auto told = [&] {
    try {
      work();
    } catch (const Refused&) {
      throw;
    } catch (const std::exception& error) {
      throw Refused(core::FailureCode::corrupt, error.what());
    }
  };
  const auto in_its_own_savepoint = [&] {
    accepted(database.in_transaction() ? without_harm(database, told) : result_of(told));
  };
  const core::Status done = result_of(in_its_own_savepoint);
  if (!done) add(kind, what + " cannot be read: " + done.failure().message);
}

}  // namespace handler::store

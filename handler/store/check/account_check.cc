// Folds the changes of accounts, as the cases are folded from their events.
#include "handler/store/check/account_check.h"

#include <array>
#include <map>
#include <set>
#include <tuple>

#include "core/base/json.h"
#include "core/time/local_time.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/staff_chain.h"

namespace handler::store {
namespace {

using GrantKey = std::array<std::string, 4>;  // site, role, window, unit

// An account as the changes made it, or as the tables have it.
struct Account {
  std::string login, name, password, code;
  std::int64_t disabled = 0;
  std::int64_t must_change = 0;
  std::set<GrantKey> grants;

  bool operator==(const Account&) const = default;
};
using Accounts = std::map<std::int64_t, Account>;

std::string text_in(const core::Json& detail, const char* key, const std::string& otherwise) {
  const auto found = detail.find(key);
  return found != detail.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

std::int64_t number_in(const core::Json& detail, const char* key, std::int64_t otherwise) {
  const auto found = detail.find(key);
  return found != detail.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                             : otherwise;
}

void take_detail(Account& account, const std::string& text) {
  const core::Json detail = core::Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!detail.is_object()) return;
  account.login = text_in(detail, staff_detail::kLogin, account.login);
  account.name = text_in(detail, staff_detail::kName, account.name);
  account.password = text_in(detail, staff_detail::kPassword, account.password);
  account.code = text_in(detail, staff_detail::kCode, account.code);
  account.disabled = number_in(detail, staff_detail::kDisabled, account.disabled);
  account.must_change = number_in(detail, staff_detail::kMustChange, account.must_change);
  const auto grants = detail.find(staff_detail::kGrants);
  if (grants == detail.end()) return;
  account.grants.clear();
  for (const core::Json& grant : *grants) account.grants.insert(grant.get<GrantKey>());
}

void apply_row(Account& account, const StaffRow& row) {
  take_detail(account, row.detail);
  const GrantKey grant{row.grant_site, row.role, row.window, row.unit};
  if (row.act == "disable") account.disabled = 1;
  if (row.act == "enable") account.disabled = 0;
  if (row.act == "revoke") account.grants.erase(grant);
  if (!row.role.empty() && (row.act == "grant" || row.act == "add")) account.grants.insert(grant);
}

// Folds the rows of the chain, and tells where it is broken.
class Walk {
 public:
  explicit Walk(Findings& findings) : findings_(findings) {}

  void take(const StaffRow& row) {
    if (row.id != last_ + 1)
      tell(row, "change " + std::to_string(last_ + 1) + " is missing before it");
    const bool chained = !row.hash.empty();
    if (chained && row.prev != head_) tell(row, "does not follow the change before it");
    const std::string hash = hash_of(row, chained ? row.prev : head_);
    if (chained && row.hash != hash) tell(row, "was changed after it was recorded");
    if (!chained && began_) tell(row, "stands outside the chain");
    began_ = began_ || chained;
    last_ = row.id;
    head_ = chained ? row.hash : hash;
    if (chained) apply_row(accounts_[row.user], row);
  }
  const Accounts& accounts() const { return accounts_; }

 private:
  void tell(const StaffRow& row, const std::string& how) {
    findings_.add(FindingKind::account,
                  "change " + std::to_string(row.id) + " of accounts: " + how);
  }

  Findings& findings_;
  Accounts accounts_;
  std::int64_t last_ = 0;
  std::string head_ = std::string(64, '0');
  bool began_ = false;
};

Accounts accounts_in(Database& database) {
  Accounts accounts;
  for (const Row& row : run(database,
                            "SELECT user_id, login, display_name, password_hash, one_time_secret, "
                            "disabled, must_change FROM users"))
    accounts[row.number(0)] = {row.text(1),
                               row.text(2),
                               fingerprint_of(row.text(3)),
                               fingerprint_of(row.text(4)),
                               row.number(5),
                               row.number(6),
                               {}};
  for (const Row& row : run(database, "SELECT user_id, site, role, window_id, unit FROM grants"))
    accounts[row.number(0)].grants.insert({row.text(1), row.text(2), row.text(3), row.text(4)});
  return accounts;
}

std::string differing_parts(const Account& recorded, const Account& found) {
  std::string names;
  const auto add = [&](bool differs, const char* name) {
    if (differs) names += (names.empty() ? "" : ", ") + std::string(name);
  };
  add(recorded.login != found.login, "login");
  add(recorded.name != found.name, "name");
  add(recorded.password != found.password, "password");
  add(recorded.code != found.code, "one-time code");
  add(recorded.disabled != found.disabled, "disabled");
  add(recorded.must_change != found.must_change, "must change the password");
  add(recorded.grants != found.grants, "grants");
  return names;
}

void compare(const Accounts& recorded, const Accounts& found, Findings& findings) {
  const auto tell = [&](std::int64_t user, const std::string& what) {
    findings.add(FindingKind::account, "account " + std::to_string(user) + " " + what);
  };
  for (const auto& [user, account] : found) {
    const auto known = recorded.find(user);
    if (known == recorded.end()) {
      tell(user, "(" + account.login + ") was added without a record");
    } else if (known->second != account) {
      tell(user, "(" + account.login + ") is not as its recorded changes made it: " +
                     differing_parts(known->second, account));
    }
  }
  for (const auto& [user, account] : recorded) {
    if (!found.contains(user)) tell(user, "(" + account.login + ") is gone");
  }
}

bool is_hash(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool is_time(const std::string& text) {
  const std::optional<core::Instant> time = core::from_iso(text);
  return time && core::to_iso(*time) == text;
}

std::string wrong_in_session(const Row& row) {
  if (!is_hash(row.text(0))) return "its key is none of ours";
  if (!is_time(row.text(1)) || !is_time(row.text(2))) return "its times are none of ours";
  if (row.text(2) < row.text(1)) return "it was used before it began";
  if (row.number(3) != 0) return "the account is disabled";
  return row.number(4) == 0 ? "the account has no role on that site" : "";
}

void check_sessions(Database& database, Findings& findings) {
  visit(database,
        "SELECT s.token_hash, s.created_at, s.last_used, u.disabled, EXISTS (SELECT 1 FROM grants "
        "AS g WHERE g.user_id = s.user_id AND g.site = s.site), s.user_id FROM sessions AS s "
        "JOIN users AS u ON u.user_id = s.user_id",
        {}, [&](const Row& row) {
          const std::string wrong = wrong_in_session(row);
          if (!wrong.empty())
            findings.add(FindingKind::session,
                         "a session of account " + std::to_string(row.number(5)) + ": " + wrong);
        });
}

// Questions whose every row is a finding: a number and a word that say where.
struct Question {
  FindingKind kind;
  std::string_view sql;
  std::string_view what;
};
constexpr Question kQuestions[] = {
    {FindingKind::counter,
     "SELECT 0, key FROM counters WHERE count < 1 OR period < 0 OR expires_at < 0",
     "a counter holds what no counting gives"},
    {FindingKind::account, "SELECT user_id, login FROM users WHERE one_time_step < 0",
     "its newest one-time code is none"},
    {FindingKind::number,
     "SELECT case_id, site FROM cases WHERE traced NOT IN (0, 1) OR awaited_notice <> 0",
     "its flags hold what no step writes"},
    {FindingKind::number,
     "SELECT t.case_id, t.site FROM case_traces AS t LEFT JOIN cases AS c ON c.case_id = t.case_id "
     "WHERE c.case_id IS NULL OR c.site <> t.site OR c.traced <> 1 OR NOT ("
     "(substr(t.trace, 1, 6) = 'phone:' AND length(t.trace) = 70 AND trim(substr(t.trace, 7), "
     "'0123456789abcdef') = '') OR (substr(t.trace, 1, 7) = 'matter:' AND length(t.trace) = 71 AND "
     "trim(substr(t.trace, 8), '0123456789abcdef') = ''))",
     "a trace of it is none of ours"},
    {FindingKind::number,
     "SELECT case_id, site FROM cases WHERE phone_index <> '' AND (length(phone_index) <> 64 OR "
     "trim(phone_index, '0123456789abcdef') <> '')",
     "its index of the telephone number is none of ours"},
    {FindingKind::list,
     "SELECT a.case_id, a.site FROM assisting_units AS a LEFT JOIN cases AS c ON c.case_id = "
     "a.case_id WHERE c.case_id IS NULL OR c.site <> a.site",
     "a unit assists that it does not know"},
    {FindingKind::list,
     "SELECT m.case_id, m.site FROM case_marks AS m LEFT JOIN cases AS c ON c.case_id = m.case_id "
     "WHERE c.case_id IS NULL OR c.site <> m.site OR c.due_key <> m.due_key OR c.state <> m.state "
     "OR c.kind <> m.kind OR c.tier <> m.tier OR c.window_id <> m.window_id OR c.unit <> m.unit OR "
     "c.concerned_unit <> m.concerned_unit OR c.restricted <> m.restricted OR c.submitted_at <> "
     "m.submitted_at OR m.breached <> CASE WHEN c.marks LIKE '%\"breached\"%' THEN 1 ELSE 0 END OR "
     "c.listed = 0 OR NOT json_valid(c.marks) OR m.mark NOT IN (SELECT value FROM "
     "json_each(c.marks))",
     "a worklist holds it otherwise than its row says"},
    {FindingKind::list,
     "SELECT c.case_id, mark.value FROM cases AS c, json_each(c.marks) AS mark WHERE c.listed <> 0 "
     "AND json_valid(c.marks) AND NOT EXISTS (SELECT 1 FROM case_marks AS m WHERE m.site = c.site "
     "AND m.mark = mark.value AND m.due_key = c.due_key AND m.case_id = c.case_id)",
     "a worklist lacks it"},
};

}  // namespace

void check_accounts(Database& database, Findings& findings) {
  Walk walk(findings);
  visit_staff_rows(database, [&](const StaffRow& row) { walk.take(row); });
  compare(walk.accounts(), accounts_in(database), findings);
}

void check_upkeep(Database& database, Findings& findings) {
  findings.guard(database, FindingKind::session, "the table of sessions",
                 [&] { check_sessions(database, findings); });
  for (const Question& question : kQuestions) {
    const auto ask = [&] {
      const std::string_view sql = question.sql;
      visit(database, sql, {}, [&](const Row& row) {
        findings.add(question.kind, row.text(1) + " " + std::to_string(row.number(0)) + ": " +
                                        std::string(question.what));
      });
    };
    findings.guard(database, question.kind, std::string(question.what), ask);
  }
}

}  // namespace handler::store

// Runs the checks one after the other; a check that cannot be finished is a finding and stops no
// other.
#include "handler/store/verification.h"

#include <algorithm>
#include <map>
#include <set>

#include "handler/store/cases/chain_check.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/check/account_check.h"
#include "handler/store/check/case_check.h"
#include "handler/store/check/engine_checks.h"
#include "handler/store/check/file_check.h"
#include "handler/store/check/publication_check.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/schema.h"
#include "handler/store/facts.h"
#include "handler/store/last_ids.h"
#include "handler/store/server.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

// The largest serial number of a site and year that an event gives.
using Serials = std::map<std::pair<std::string, std::int64_t>, std::int64_t>;

// "PY-2026-0042"
void add_serial(const cases::Event& event, Serials& serials) {
  const std::string serial = cases::text_in(event.data, "serial");
  const std::size_t second = serial.rfind('-');
  if (second == std::string::npos || second == 0 || serial.size() - second > 12) return;
  const std::size_t first = serial.rfind('-', second - 1);
  if (first == std::string::npos || second - first != 5) return;
  const std::string digits = serial.substr(first + 1, 4) + serial.substr(second + 1);
  if (digits.find_first_not_of("0123456789") != std::string::npos || digits.size() < 5) return;
  std::int64_t& last = serials[{event.site, std::stoll(serial.substr(first + 1, 4))}];
  last = std::max<std::int64_t>(last, std::stoll(serial.substr(second + 1)));
}

class Verification {
 public:
  Verification(Database& database, const EngineChecks& engine, const VerifyOptions& options)
      : database_(database),
        engine_(engine),
        options_(options),
        findings_(options.most_findings),
        rules_(database, options.present),
        check_{.database = database, .findings = findings_, .rules = rules_} {}

  void accept_destroyed(const std::vector<DestroyedPart>& parts) {
    for (const DestroyedPart& part : parts) listed_.emplace(part.case_id, part.part_id);
  }

  // The list beside the file; one that cannot be read excuses nothing, and restores need it.
  void read_list_beside(const std::filesystem::path& file) {
    const auto beside = read_destroyed(destroyed_list_of(file.parent_path()));
    if (beside) return accept_destroyed(*beside);
    findings_.add(FindingKind::listed,
                  "the list of destroyed parts cannot be used: " + beside.failure().message);
  }

  VerifyReport run_all() {
    VerifyReport report;
    report.version = version_of_database(database_);
    const bool current = is_current(database_);
    check_structure(report.version, current);
    check_chains(report);
    if (current) check_rows();
    if (!current)
      note("the database has version " + std::to_string(report.version) +
           ": rows, lists and accounts are compared once this program has brought it up to date");
    report.cases = check_.cases;
    add_notes();
    report.findings = findings_.all();
    report.more = findings_.more();
    report.can_be_repaired = current && !findings_.has_doubt();
    report.notes = std::move(notes_);
    return report;
  }

 private:
  void note(const std::string& what) { notes_.push_back(what); }
  void note(std::int64_t count, const std::string& what) {
    if (count > 0) note(std::to_string(count) + " " + what);
  }

  void check_structure(std::int64_t version, bool current) {
    findings_.guard(database_, FindingKind::file, "the file",
                    [&] { engine_.structure(database_, findings_); });
    findings_.guard(database_, FindingKind::schema, "the schema",
                    [&] { engine_.schema(database_, version, findings_); });
    if (!current) return;
    const Gaps gaps = engine_.numbers_have_no_gaps ? Gaps::none : Gaps::allowed;
    findings_.guard(database_, FindingKind::schema, "the numbers of rows",
                    [&] { check_numbering(database_, version, passed_over(), gaps, findings_); });
  }

  // By table: numbers that the list of destroyed parts names, and those that other copies had
  // given.
  std::map<std::string, std::int64_t> passed_over() {
    const LastIds given = passed_over_in(database_);
    std::map<std::string, std::int64_t> last = {{"cases", given.cases}, {"parts", given.parts}};
    for (const auto& [case_id, part_id] : listed_) {
      last["cases"] = std::max(last["cases"], case_id);
      last["parts"] = std::max(last["parts"], part_id);
    }
    return last;
  }

  void take(const cases::Event& event, VerifyReport& report) {
    ++report.events;
    newest_ = std::max(newest_, event.recorded_at);
    SeenOfCase& seen = check_.seen[event.case_id];
    ++seen.events;
    seen.seq_sum += event.seq;
    add_destroyed(event, check_.destroyed);
    add_serial(event, serials_);
    check_texts(database_, event,
                [&](const std::string& what) { findings_.add(FindingKind::text, what); });
  }

  void check_chains(VerifyReport& report) {
    const auto tell = [&](const std::string& what) { findings_.add(FindingKind::chain, what); };
    findings_.guard(database_, FindingKind::policy, "the policies", [&] {
      check_policies(database_,
                     [&](const std::string& what) { findings_.add(FindingKind::policy, what); });
    });
    findings_.guard(database_, FindingKind::chain, "the events", [&] {
      for (const std::string& site : sites_with_events(database_)) {
        sites_.insert(site);
        check_chain(
            database_, site, [&](const cases::Event& event) { take(event, report); }, tell);
      }
    });
    findings_.guard(database_, FindingKind::head, "the heads", [&] {
      report.heads = chain_heads(database_);
      for (const std::string& wrong : heads_that_do_not_fit(database_, options_.heads))
        findings_.add(FindingKind::head, wrong);
    });
  }

  void check_rows() {
    check_.destroyed.insert(listed_.begin(), listed_.end());
    check_.now = std::max(options_.now.value_or(core::SystemClock().now()), newest_);
    std::unique_ptr<WordsCheck> words;
    findings_.guard(database_, FindingKind::words, "the index of words",
                    [&] { words = engine_.words(database_); });
    findings_.guard(database_, FindingKind::row, "the rows of cases",
                    [&] { check_cases(check_, words.get()); });
    findings_.guard(database_, FindingKind::words, "the index of words", [&] {
      if (words) words->finish(findings_);
    });
    findings_.guard(database_, FindingKind::account, "the accounts",
                    [&] { check_accounts(database_, findings_); });
    check_publications(database_, findings_);
    check_upkeep(database_, findings_);
    findings_.guard(database_, FindingKind::chain, "the serial numbers", [&] { check_serials(); });
    findings_.guard(database_, FindingKind::policy, "the policies",
                    [&] { check_sites_of_policies(); });
  }

  void check_serials() {
    Serials given;
    for (const Row& row : run(database_, "SELECT site, year, last FROM serials"))
      given[{row.text(0), row.number(1)}] = row.number(2);
    if (given == serials_) return;
    for (const auto& [key, last] : serials_) {
      if (given[key] != last)
        findings_.add(FindingKind::chain, "site " + key.first + ": the newest serial number of " +
                                              std::to_string(key.second) + " is noted as " +
                                              std::to_string(given[key]) + ", the events say " +
                                              std::to_string(last));
    }
    for (const auto& [key, last] : given) {
      if (!serials_.contains(key) && last != 0)
        findings_.add(FindingKind::chain, "site " + key.first + ": serial numbers of " +
                                              std::to_string(key.second) + " that no event has");
    }
  }

  void check_sites_of_policies() {
    for (const Row& row : run(database_,
                              "SELECT version, COUNT(DISTINCT site), MIN(site) FROM "
                              "policy_versions GROUP BY version")) {
      if (row.number(1) != 1 || !sites_.contains(row.text(2)))
        findings_.add(FindingKind::policy,
                      "the policy version " + row.text(0) + " is filed under a site without cases");
    }
  }

  void add_notes() {
    note(check_.unbound_numbers,
         "cases were recorded before events said which number a case has: their numbers are not "
         "compared");
    note(check_.unbound_texts,
         "texts were recorded before events said who reads a text: it is judged by the form that "
         "they were written in");
    note(check_.without_rules,
         "cases were not accepted yet, and no policy of their site is at hand (--published): their "
         "rows are not compared");
    note(check_.waiting, "cases are listed anew when the program starts");
    if (!engine_.note.empty()) note(std::string(engine_.note));
  }

  Database& database_;
  const EngineChecks& engine_;
  const VerifyOptions& options_;
  Findings findings_;
  RulesAtHand rules_;
  CaseCheck check_;
  std::vector<std::string> notes_;
  DestroyedParts listed_;
  std::set<std::string> sites_;
  Serials serials_;
  core::Instant newest_{};
};

// What would show that another program wrote the file while it was read.
struct Stamp {
  std::uintmax_t size = 0;
  std::filesystem::file_time_type changed;
  std::uintmax_t log_size = 0;

  bool operator==(const Stamp&) const = default;
};

std::uintmax_t size_of(const std::filesystem::path& file) {
  std::error_code failed;
  const std::uintmax_t size = std::filesystem::file_size(file, failed);
  return failed ? 0 : size;
}

Stamp stamp_of(const std::filesystem::path& file) {
  std::error_code ignored;
  return {size_of(file), std::filesystem::last_write_time(file, ignored),
          size_of(file.string() + "-wal")};
}

}  // namespace

core::Result<VerifyReport> verify_database(const std::filesystem::path& file,
                                           const VerifyOptions& options) {
  const auto work = [&] {
    const bool stands_still = !is_in_use(file.string());
    const Stamp before = stamp_of(file);
    const std::unique_ptr<Database> database = accepted(open_sqlite_to_look(file.string()));
    run(*database, "BEGIN");
    if (version_of_database(*database) == 0) {
      throw Refused(core::FailureCode::corrupt,
                    file.string() +
                        ": the file holds no tables, so it is not a Bancheng database; a copy is "
                        "made with handler backup");
    }
    Verification verification(*database, sqlite_checks(), options);
    verification.read_list_beside(file);
    verification.accept_destroyed(options.destroyed);
    VerifyReport report = verification.run_all();
    // In use, SQLite shows one state of the database for as long as we read.
    if (stands_still && stamp_of(file) != before) {
      throw Refused(
          core::FailureCode::busy,
          file.string() + ": another program wrote the database meanwhile: check it again");
    }
    return report;
  };
  return result_of(work);
}

core::Result<VerifyReport> verify_open(Database& database, const EngineChecks& engine,
                                       const VerifyOptions& options) {
  const auto work = [&] {
    if (version_of_database(database) == 0)
      throw Refused(core::FailureCode::corrupt, "the database holds no tables");
    Verification verification(database, engine, options);
    verification.accept_destroyed(options.destroyed);
    return verification.run_all();
  };
  return result_of(work);
}

core::Result<VerifyReport> verify_server(const Server& server, const VerifyOptions& options) {
  const core::Result<std::unique_ptr<Database>> database = server.open(Access::read);
  if (!database) return database.failure();
  if (const core::Result<Rows> begun = (*database)->run("BEGIN"); !begun) return begun.failure();
  return verify_open(**database, *server.checks, options);
}

std::string report_as_text(const VerifyReport& report) {
  std::string text;
  std::set<FindingKind> kinds;
  for (const Finding& finding : report.findings) {
    text += finding.what + "\n";
    kinds.insert(finding.kind);
  }
  if (report.more > 0) text += "and " + std::to_string(report.more) + " more\n";
  for (const FindingKind kind : kinds) text += "meaning: " + std::string(meaning_of(kind)) + "\n";
  for (const std::string& one : report.notes) text += "note: " + one + "\n";
  return text;
}

}  // namespace handler::store

// Each check over made-up facts: what turns a finding red, and what does not.
#include "handler/health/checks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/settings/access_log.h"
#include "core/time/clock_guard.h"
#include "handler/health/sentences.h"
#include "handler/store/facts.h"
#include "tests/support/notices.h"

namespace handler::health {
namespace {

namespace facts = store::facts;

constexpr std::uint64_t kGigabyte = 1U << 30U;

// A machine on which all is well.
MachineFacts well() {
  MachineFacts made;
  made.now = test::moment("2026-09-24T10:00:00");
  made.place = {.data = "/srv/data", .published = "/srv/published", .templates = "/srv/templates"};
  made.place.address.origin = "https://window.example";
  made.data_folder = {"/srv/data", true, 0700, 1000, 1};
  made.database = {"/srv/data/bancheng.sqlite", true, 0600, 1000, 1};
  made.keys_folder = {"/srv/data/keys", true, 0700, 1000, 1};
  made.portal_key = {"/srv/data/keys/portal", true, 0600, 1000, 1};
  made.desk_key = {"/srv/data/keys/desk", true, 0600, 1000, 1};
  made.published = {"/srv/published", true, 0755, 0, 1};
  made.templates = {"/srv/templates", true, 0755, 0, 1};
  made.backup = {"/backup", true, 0700, 1000, 2};
  made.data.facts = {{std::string(facts::kLastTick), "2026-09-24T09:59:00.000+08:00"},
                     {std::string(facts::kLastBackup), "2026-09-24T02:00:00.000+08:00"},
                     {std::string(facts::kPublisherSeen), "2026-09-24T09:59:00.000+08:00"},
                     {std::string(facts::kKeysCompared), "2026-05-01T02:00:00.000+08:00"}};
  made.data.clock = core::ClockJudgement{};
  made.keys_fit = core::success();
  made.this_program = "1+a";
  made.sites = {{.id = "demo", .program = "1+a", .years = {2026}}};
  made.free_bytes = 50 * kGigabyte;
  made.database_bytes = 1U << 20U;
  made.place.files.clamd = "/run/clamd";
  made.place.access_log = "/var/log/bancheng/access.log";
  made.access_log = {.path = made.place.access_log, .there = true, .mode = 0600};
  made.access_log.changed = made.now - std::chrono::hours{9};
  made.log_folder = {.path = "/var/log/bancheng", .there = true, .mode = 0700};
  made.log_days = core::kAccessLogDays;
  made.error_log = {.path = "/var/log/bancheng/error.log", .there = true, .mode = 0640};
  made.error_log_days = core::kAccessLogDays;
  return made;
}

// A site that the build of the night left out.
void leave_out(MachineFacts& machine, const std::string& why) {
  machine.data.facts[std::string(facts::kNightBuilds)] =
      R"({"day":"2026-09-24","left":{"demo":{"why":)" + why + "}}}";
}

// Ids with their levels, but for what is well.
std::vector<std::pair<std::string, Level>> complaints(const MachineFacts& machine) {
  std::vector<std::pair<std::string, Level>> found;
  for (const Finding& one : check(machine)) {
    if (one.level != Level::ok) found.emplace_back(one.id, one.level);
  }
  return found;
}

using Complaints = std::vector<std::pair<std::string, Level>>;

struct Trouble {
  const char* id;
  Level level;
  void (*make)(MachineFacts& machine);
};

constexpr Trouble kTroubles[] = {
    {"account.other", Level::red,
     [](MachineFacts& m) {
       m.database = {.path = "/srv/data/bancheng.sqlite", .hidden = true};
       m.portal_key = {.path = "/srv/data/keys/portal", .hidden = true};
       m.data = {.there = false};
     }},
    {"data.missing", Level::red, [](MachineFacts& m) { m.data_folder.there = false; }},
    {"data.open", Level::warning, [](MachineFacts& m) { m.data_folder.mode = 0755; }},
    {"data.owner", Level::red, [](MachineFacts& m) { m.data_folder.owner = 0; }},
    {"data.list", Level::red, [](MachineFacts& m) { m.list_failure = "line 2"; }},
    {"data.old_copies", Level::warning,
     [](MachineFacts& m) { m.old_copies = {"before-restore-2026-09-01T0200Z"}; }},
    {"database.missing", Level::warning, [](MachineFacts& m) { m.database.there = false; }},
    {"database.open", Level::red, [](MachineFacts& m) { m.database.mode = 0644; }},
    {"database.open", Level::red,
     [](MachineFacts& m) {
       m.data_folder.mode = 02770;
       m.database.mode = 0664;
     }},
    {"database.not_shared", Level::warning, [](MachineFacts& m) { m.data_folder.mode = 02770; }},
    {"database.unreadable", Level::red, [](MachineFacts& m) { m.data.failure = "damaged"; }},
    {"keys.missing", Level::red, [](MachineFacts& m) { m.desk_key.there = false; }},
    {"keys.folder_open", Level::red, [](MachineFacts& m) { m.keys_folder.mode = 0755; }},
    {"keys.open", Level::red, [](MachineFacts& m) { m.portal_key.mode = 0640; }},
    {"keys.owner", Level::red, [](MachineFacts& m) { m.desk_key.owner = 0; }},
    {"keys.damaged", Level::red, [](MachineFacts& m) { m.keys_failure = "is damaged"; }},
    {"keys.other", Level::red,
     [](MachineFacts& m) {
       m.keys_fit = core::Status(core::Failure{core::FailureCode::misconfigured, "are others"});
     }},
    {"keys.unknown", Level::note, [](MachineFacts& m) { m.keys_fit.reset(); }},
    {"copy.never", Level::red,
     [](MachineFacts& m) { m.data.facts.erase(std::string(facts::kKeysCompared)); }},
    {"copy.wrong", Level::red,
     [](MachineFacts& m) {
       m.copy = core::Status(core::Failure{core::FailureCode::conflict, "lacks desk"});
     }},
    {"copy.ahead", Level::warning,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kKeysCompared)] = "2026-09-24T10:03:00.000+08:00";
     }},
    {"published.missing", Level::red, [](MachineFacts& m) { m.sites.clear(); }},
    {"site.damaged", Level::red, [](MachineFacts& m) { m.sites[0].failure = "damaged"; }},
    {"site.other_program", Level::warning, [](MachineFacts& m) { m.sites[0].program = "1+b"; }},
    {"address.wrong", Level::red, [](MachineFacts& m) { m.sites[0].apart = "is elsewhere"; }},
    {"prefix.bad", Level::red, [](MachineFacts& m) { m.place.prefix = "/handle/"; }},
    {"origin.unknown", Level::note, [](MachineFacts& m) { m.place.address.origin.clear(); }},
    {"templates.missing", Level::note, [](MachineFacts& m) { m.templates.there = false; }},
    {"clock.unknown", Level::note, [](MachineFacts& m) { m.data.clock.reset(); }},
    {"clock.held", Level::red,
     [](MachineFacts& m) { m.data.clock->verdict = core::ClockVerdict::held; }},
    {"calendar.missing", Level::red, [](MachineFacts& m) { m.sites[0].years = {2027}; }},
    {"tick.never", Level::red,
     [](MachineFacts& m) { m.data.facts.erase(std::string(facts::kLastTick)); }},
    {"tick.old", Level::red,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kLastTick)] = "2026-09-24T09:30:00.000+08:00";
     }},
    {"tick.ahead", Level::red,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kLastTick)] = "2026-09-24T10:03:00.000+08:00";
     }},
    {"publisher.never", Level::note,
     [](MachineFacts& m) { m.data.facts.erase(std::string(facts::kPublisherSeen)); }},
    {"publisher.old", Level::warning,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kPublisherSeen)] = "2026-09-24T09:30:00.000+08:00";
     }},
    {"publisher.ahead", Level::warning,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kPublisherSeen)] = "2026-09-24T10:03:00.000+08:00";
     }},
    {"night.changed", Level::warning,
     [](MachineFacts& m) { leave_out(m, R"("changed_beside","what":"policy.yaml")"); }},
    {"night.no_record", Level::warning, [](MachineFacts& m) { leave_out(m, R"("no_record")"); }},
    {"night.mistakes", Level::warning, [](MachineFacts& m) { leave_out(m, R"("mistakes")"); }},
    {"night.failed", Level::warning, [](MachineFacts& m) { leave_out(m, R"("not_built")"); }},
    {"set_aside.waiting", Level::note,
     [](MachineFacts& m) {
       m.data.set_aside = {{"demo", 3, 20'000}};
     }},
    {"set_aside.full", Level::warning,
     [](MachineFacts& m) {
       m.data.set_aside = {{"demo", 0, std::int64_t{190} << 20U}};
     }},
    {"files.full", Level::red,
     [](MachineFacts& m) {
       m.data.files = {{"demo", std::int64_t{1810} << 20U}};
     }},
    {"disk.full", Level::red, [](MachineFacts& m) { m.free_bytes = 100U << 20U; }},
    {"disk.full", Level::red, [](MachineFacts& m) { m.database_bytes = 60 * kGigabyte; }},
    {"disk.low", Level::warning, [](MachineFacts& m) { m.free_bytes = 500U << 20U; }},
    {"disk.low", Level::warning, [](MachineFacts& m) { m.database_bytes = 20 * kGigabyte; }},
    {"backup.never", Level::red,
     [](MachineFacts& m) { m.data.facts.erase(std::string(facts::kLastBackup)); }},
    {"backup.old", Level::warning,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kLastBackup)] = "2026-09-21T02:00:00.000+08:00";
     }},
    {"backup.old", Level::red,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kLastBackup)] = "2026-09-10T02:00:00.000+08:00";
     }},
    {"backup.ahead", Level::red,
     [](MachineFacts& m) {
       m.data.facts[std::string(facts::kLastBackup)] = "2026-09-24T10:03:00.000+08:00";
     }},
    {"backup.here", Level::red, [](MachineFacts& m) { m.backup.device = 1; }},
    {"backup.gone", Level::warning, [](MachineFacts& m) { m.backup.there = false; }},
    {"backup.open", Level::warning, [](MachineFacts& m) { m.backup.mode = 0755; }},
    {"certificate.unreadable", Level::red, [](MachineFacts& m) { m.place.certificate = "a.pem"; }},
    {"certificate.ends", Level::warning,
     [](MachineFacts& m) {
       m.place.certificate = "a.pem";
       m.certificate_until = m.now + std::chrono::days{20};
     }},
    {"certificate.ends", Level::red,
     [](MachineFacts& m) {
       m.place.certificate = "a.pem";
       m.certificate_until = m.now + std::chrono::days{3};
     }},
    {"certificate.over", Level::red,
     [](MachineFacts& m) {
       m.place.certificate = "a.pem";
       m.certificate_until = m.now - std::chrono::days{1};
     }},
    {"access_log.unnamed", Level::note, [](MachineFacts& m) { m.place.access_log.clear(); }},
    {"access_log.hidden", Level::note,
     [](MachineFacts& m) {
       m.access_log = {.path = "/var/log/bancheng/access.log", .hidden = true};
     }},
    {"access_log.missing", Level::red, [](MachineFacts& m) { m.access_log.there = false; }},
    {"access_log.open", Level::red,
     [](MachineFacts& m) {
       m.access_log.mode = 0640;
       m.error_log.mode = 0600;
       m.log_folder.mode = 0755;
     }},
    {"access_log.open", Level::red,
     [](MachineFacts& m) {
       m.error_log.mode = 0644;
       m.log_folder.mode = 0755;
     }},
    {"access_log.owner", Level::note,
     [](MachineFacts& m) {
       m.access_log.owner = 33;
       m.log_folder.owner = 33;
     }},
    {"access_log.still", Level::warning,
     [](MachineFacts& m) { m.access_log.changed = m.now - std::chrono::days{5}; }},
    {"access_log.ahead", Level::warning,
     [](MachineFacts& m) { m.access_log.changed = m.now + std::chrono::minutes{3}; }},
    {"access_log.rotation", Level::warning, [](MachineFacts& m) { m.log_days.reset(); }},
    {"access_log.rotation", Level::warning, [](MachineFacts& m) { m.error_log_days.reset(); }},
    {"access_log.days", Level::red, [](MachineFacts& m) { m.log_days = 84; }},
    {"access_log.days", Level::warning, [](MachineFacts& m) { m.error_log_days = 365; }},
    {"access_log.days", Level::warning, [](MachineFacts& m) { m.log_days = 365; }},
    {"files.cleaner", Level::warning, [](MachineFacts& m) { m.cleaner_works = false; }},
    {"scanner.none", Level::note, [](MachineFacts& m) { m.place.files.clamd.clear(); }},
    {"scanner.silent", Level::red, [](MachineFacts& m) { m.scanner_answers = false; }},
};

TEST(Checks, AreContentIfEitherTheAccessLogOrItsFolderIsRootsAlone) {
  MachineFacts machine = well();
  machine.access_log.mode = 0640;
  machine.access_log.owner = 33;  // as nginx leaves it when it opens its logs anew
  EXPECT_EQ(complaints(machine), Complaints{});
  machine = well();
  machine.log_folder.mode = 0755;
  machine.error_log.mode = 0600;
  EXPECT_EQ(complaints(machine), Complaints{});
}

TEST(Checks, ExpectNoErrorLogBesideTheAccessLog) {
  MachineFacts machine = well();
  machine.error_log = {.path = machine.error_log.path};
  machine.error_log_days.reset();
  EXPECT_EQ(complaints(machine), Complaints{});
}

TEST(Checks, SayNothingAgainstAMachineOnWhichAllIsWell) {
  EXPECT_EQ(complaints(well()), Complaints{});
  EXPECT_EQ(worst(check(well())), Level::ok);
}

TEST(Checks, FindEachTroubleAndNothingElse) {
  for (const Trouble& trouble : kTroubles) {
    MachineFacts machine = well();
    trouble.make(machine);
    EXPECT_EQ(complaints(machine), (Complaints{{trouble.id, trouble.level}})) << trouble.id;
  }
}

// Two machines that share a database have two clocks.
TEST(Checks, ForgiveASignThatIsAheadByNoMoreThanClocksDiffer) {
  MachineFacts machine = well();
  for (auto& [name, value] : machine.data.facts) value = "2026-09-24T10:02:00.000+08:00";
  EXPECT_EQ(complaints(machine), Complaints{});
}

// The notice for the next year comes in autumn, and dates beyond December are wrong without it.
TEST(Checks, AskForTheNextYearsHolidaysFromNovemberOn) {
  const auto at = [](const char* now) {
    MachineFacts machine = well();
    machine.now = test::moment(now);
    machine.access_log.changed = machine.now;
    for (auto& [name, value] : machine.data.facts) value = core::to_iso(machine.now);
    return complaints(machine);
  };
  EXPECT_EQ(at("2026-10-31T23:00:00"), Complaints{});
  EXPECT_EQ(at("2026-11-01T10:00:00"), (Complaints{{"calendar.missing", Level::warning}}));
  EXPECT_EQ(at("2026-12-01T10:00:00"), (Complaints{{"calendar.missing", Level::red}}));
}

TEST(Checks, NeedNoDeskKeyForThePortal) {
  MachineFacts machine = well();
  machine.place.role = "portal";
  machine.desk_key.there = false;
  EXPECT_EQ(complaints(machine), Complaints{});
}

TEST(Checks, LetAGroupShareTheDatabaseAndNoKeys) {
  MachineFacts machine = well();
  machine.data_folder.mode = 02770;
  machine.database.mode = 0660;
  EXPECT_EQ(complaints(machine), Complaints{});
  machine.portal_key.mode = 0640;
  EXPECT_EQ(complaints(machine), (Complaints{{"keys.open", Level::red}}));
}

TEST(Checks, ShowNoPathsAndNoDetailsToPeopleWhoNeedNone) {
  MachineFacts machine = well();
  machine.place.brief = true;
  machine.data_folder.mode = 0755;
  machine.database.mode = 0644;
  machine.data.failure = "/srv/data/bancheng.sqlite: damaged";
  machine.sites[0].failure = "/srv/published/demo: damaged";
  machine.sites[0].apart = "/srv/published/demo is elsewhere";
  machine.backup.device = 1;
  for (const Finding& one : check(machine))
    for (const std::string& text : {one.zh, one.en, one.remedy_zh, one.remedy_en})
      EXPECT_EQ(text.find("/srv"), std::string::npos) << text;
}

TEST(Sentences, AreWholeInBothLanguages) {
  for (const std::string& id : finding_ids()) {
    const Finding one = finding(Level::red, id, {"甲", "乙", "丙"});
    const auto ends_with_value = [](const std::string& text) {
      return text.ends_with("甲") || text.ends_with("乙");
    };
    EXPECT_TRUE(one.zh.ends_with("。") || ends_with_value(one.zh)) << id << one.zh;
    EXPECT_TRUE(one.en.ends_with('.') || ends_with_value(one.en)) << id << one.en;
    EXPECT_EQ(one.remedy_zh.empty(), one.remedy_en.empty()) << id;
    for (const std::string& text : {one.zh, one.en, one.remedy_zh, one.remedy_en})
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace handler::health

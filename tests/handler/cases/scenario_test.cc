// Runs tests/scenarios/cases/*.case on the shipped sites. A file lists the events at a window as a
// clerk would write them down, and the expected results. Lines:
//   # anything
//   site ID                                      a folder of content/sites or of tests/unseen/sites
//                                                (a made-up policy); must be the first line
//   2026-09-29 16:50  submitted kind=matter      the report comes in (also channel=, unit=, ...)
//   2026-09-29 16:50  accept tier=yellow         an action of the action table
//   2026-09-29 16:50  reply as unit:civil        by a user who has only that role
//   2026-09-29 16:50  urge as reporter           by the reporter, with the number
//   2026-09-29 16:50  close -> wrong_state       it is refused
//   2026-09-29 16:50  look                       nothing happens, but time goes by
//   2026-09-29 16:50  tick                       the system records the events that are due
//   expect state accepted
//   expect due CLOCK 2026-10-12 17:00            or "none": it runs without a due time
//   expect no CLOCK                              this clock does not run here
//   expect overdue | on_time | running | stopped | paused CLOCK
//   expect forecast TIER CLOCK 2026-10-12 17:00  TIER is - for a clock with one limit for all
//   expect count urges 2                         or coordinations, failed_coordinations, visits,
//                                                escalations, bounces, bounces_of_case
//   expect evaluation unhappy                    or happy, rectified, none
//   expect cause slow                            of this round; or "none"
//   expect event TYPE 2                          so many events of that type are recorded
//   expect escalated TARGET                      a role or body; also notified, not escalated ...
//   expect visit 2026-10-12 17:00                owed by then; or "soon" (no time), "none"
//   expect kept words 2031-09-21                 the last day of this class; or "none"
//   expect destroys words                        would be destroyed at that time; or "nothing"
// Texts that an action needs and the line leaves out are filled in.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/site/site_loader.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/jobs/retention.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;

const std::filesystem::path kRoot = BANCHENG_SOURCE_DIR;

core::Site load(const std::string& id) {
  const auto unseen = kRoot / "tests/unseen/sites" / id;
  const auto folder = exists(unseen) ? unseen : kRoot / "content/sites" / id;
  core::Diagnostics diagnostics;
  const auto loaded = core::load_site(folder, kRoot / "content/calendar", diagnostics);
  if (!loaded) throw std::runtime_error(diagnostics.text());
  return loaded->site;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

class Scenario {
 public:
  // "" or the difference from the expectation.
  std::string run(const std::string& line) {
    if (line.empty() || line.front() == '#') return {};
    std::vector<std::string> words = words_of(line);
    if (words.front() == "site" && words.size() == 2) {
      life_ = std::make_unique<CaseLife>(load(words[1]));
      return {};
    }
    if (!life_) return "the first line names the site";
    if (words.front() == "expect") return expect({words.begin() + 1, words.end()});
    if (words.size() < 3) return "not understood";
    at_ = words[0] + " " + words[1];
    return happen(words[2], {words.begin() + 3, words.end()});
  }

 private:
  StaffMember staff_named(const std::string& name) const {
    const auto colon = name.find(':');
    const auto role = core::word_in(core::kRoles, name.substr(0, colon));
    if (!role) throw std::runtime_error("no role " + name);
    return testing::only(life_->site(), *role,
                         colon == std::string::npos ? "" : name.substr(colon + 1));
  }

  std::string happen(const std::string& what, const std::vector<std::string>& words) {
    if (what == "look") return {};
    if (what == "tick") return life_->tick(at_), "";
    StaffMember staff = life_->staff();
    bool by_reporter = false;
    std::string refused;
    ActionInput input;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto equals = words[i].find('=');
      if (words[i] == "as" && i + 1 < words.size()) {
        by_reporter = words[++i] == "reporter";
        if (!by_reporter) staff = staff_named(words[i]);
      } else if (words[i] == "->") {
        for (++i; i < words.size(); ++i) refused += (refused.empty() ? "" : " ") + words[i];
      } else if (equals != std::string::npos) {
        input[words[i].substr(0, equals)] = words[i].substr(equals + 1);
      } else {
        return "not understood: " + words[i];
      }
    }
    if (what == "submitted") {
      life_->submit(at_,
                    core::Json(std::map<std::string, std::string>(input.begin(), input.end())));
      return {};
    }
    const std::string answer =
        by_reporter ? life_->report(at_, what, input) : life_->act_as(staff, at_, what, input);
    return answer == refused ? "" : "answer was \"" + answer + "\"";
  }

  std::string expect(const std::vector<std::string>& words) const {
    const Case subject = life_->now();
    if (words.size() == 2 && words[0] == "state") {
      const std::string state(core::to_text(subject.state));
      return state == words[1] ? "" : "state is " + state;
    }
    if (words.size() >= 3 && words[0] == "due") {
      const std::string expected =
          words[2] == "none" ? "no due time" : words[2] + " " + words.at(3);
      const std::string due = testing::due_text(subject, words[1]);
      return due == expected ? "" : "due is " + due;
    }
    if (words.size() == 3 && words[0] == "count") return expect_count(subject, words[1], words[2]);
    if (words.size() == 2 && words[0] == "cause") {
      const std::string cause = subject.cause_of_round();
      return (cause.empty() ? "none" : cause) == words[1] ? "" : "the cause is " + cause;
    }
    if (words.size() == 2 && words[0] == "evaluation") return expect_evaluation(subject, words[1]);
    if (words.size() == 5 && words[0] == "forecast") return expect_forecast(subject, words);
    if (words.size() == 3 && words[0] == "event") return expect_events(words[1], words[2]);
    if (words.size() >= 2 && words[0] == "visit") return expect_visit(subject, words);
    if (words.size() == 3 && words[0] == "kept") return expect_kept(subject, words[1], words[2]);
    if (words.size() == 2 && words[0] == "destroys") return expect_destroyed(subject, words[1]);
    if (words.size() == 3 && words[0] == "not") return told(subject, words[1], words[2], false);
    if (words[0] == "escalated" || words[0] == "notified")
      return told(subject, words[0], words.at(1), true);
    if (words.size() == 2) return expect_clock(subject, words[0], words[1]);
    return "not understood";
  }

  std::string expect_clock(const Case& subject, const std::string& what,
                           const std::string& clock) const {
    const ClockRun* run = testing::run_of(subject, clock);
    if (what == "no") return run == nullptr ? "" : "it runs";
    if (run == nullptr) return "no clock " + clock;
    const bool late = run->overdue(testing::moment(at_));
    const std::map<std::string, bool> truths = {{"overdue", late},
                                                {"on_time", !late},
                                                {"running", run->running()},
                                                {"stopped", !run->running()},
                                                {"paused", run->paused}};
    const auto truth = truths.find(what);
    if (truth == truths.end()) return "not understood: " + what;
    return truth->second ? "" : "it is not " + what;
  }

  static std::string expect_count(const Case& subject, const std::string& what,
                                  const std::string& expected) {
    const std::map<std::string, std::size_t> counts = {
        {"urges", static_cast<std::size_t>(subject.urges)},
        {"coordinations", static_cast<std::size_t>(subject.coordinations)},
        {"failed_coordinations", static_cast<std::size_t>(subject.failed_coordinations)},
        {"bounces_of_case", static_cast<std::size_t>(subject.bounces_of_case)},
        {"visits", static_cast<std::size_t>(subject.visits)},
        {"bounces", static_cast<std::size_t>(subject.bounces)},
        {"escalations", subject.escalated_to.size()}};
    const auto count = counts.find(what);
    if (count == counts.end()) return "not understood: " + what;
    const std::string found = std::to_string(count->second);
    return found == expected ? "" : "there are " + found;
  }

  std::string expect_events(const std::string& type, const std::string& expected) const {
    const auto& events = life_->events();
    const std::string found = std::to_string(std::ranges::count_if(
        events, [&](const Event& event) { return to_text(event.type) == type; }));
    return found == expected ? "" : "there are " + found;
  }

  static std::string told(const Case& subject, const std::string& what, const std::string& target,
                          bool expected) {
    const auto& all = what == "escalated" ? subject.escalated_to : subject.notified;
    const bool found = core::contains(all, target);
    return found == expected ? "" : found ? "it was" : "it was not";
  }

  std::string expect_visit(const Case& subject, const std::vector<std::string>& words) const {
    const std::optional<OwedVisit> owed = owed_visit(life_->rules(), subject);
    std::string found = owed ? "soon" : "none";
    if (owed && owed->when) found = core::to_iso(*owed->when).substr(0, 16).replace(10, 1, " ");
    const std::string expected = words.size() == 3 ? words[1] + " " + words[2] : words[1];
    return found == expected ? "" : "it is " + found;
  }

  std::string expect_kept(const Case& subject, const std::string& what,
                          const std::string& expected) const {
    const core::Retention& retention = life_->site().policy.retention;
    std::string found = "none";
    for (const KeptUntil& each : kept_until(retention, retention, subject)) {
      if (core::to_text(each.kept) == what) found = core::to_iso(each.last);
    }
    return found == expected ? "" : "it is " + found;
  }

  std::string expect_destroyed(const Case& subject, const std::string& expected) const {
    const core::Retention& retention = life_->site().policy.retention;
    std::string found;
    for (const core::Kept kept :
         due_classes(retention, retention, subject, core::day_of(testing::moment(at_))))
      found += (found.empty() ? "" : ",") + std::string(core::to_text(kept));
    if (found.empty()) found = "nothing";
    return found == expected ? "" : "it is " + found;
  }

  static std::string expect_evaluation(const Case& subject, const std::string& expected) {
    std::string found = "none";
    if (subject.evaluation) found = subject.evaluation->unhappy ? "unhappy" : "happy";
    if (subject.evaluation && subject.evaluation->rectified) found = "rectified";
    return found == expected ? "" : "it is " + found;
  }

  std::string expect_forecast(const Case& subject, const std::vector<std::string>& words) const {
    const std::string tier = words[1] == "-" ? "" : words[1];
    for (const ForecastLine& line :
         forecast(life_->rules(), subject.kind, subject.tier, testing::moment(at_))) {
      if (line.tier != tier || line.clock != words[2]) continue;
      const bool same = line.due.due == testing::moment(words[3] + " " + words[4]);
      return same ? "" : "forecast is " + (line.due.due ? core::to_iso(*line.due.due) : "none");
    }
    return "no such forecast";
  }

  std::unique_ptr<CaseLife> life_;
  std::string at_;
};

// All failed expectations of a scenario, one "line N: ..." each.
std::string run_scenario(const std::string& text) {
  Scenario scenario;
  std::istringstream lines(text);
  std::string found;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::string wrong = scenario.run(line);
    if (!wrong.empty()) found += fmt::format("line {}: {}: {}\n", number, line, wrong);
  }
  return found;
}

std::vector<std::string> scenario_files() {
  std::vector<std::string> names;
  const auto all = core::list_folder(kRoot / "tests/scenarios/cases");
  for (const std::string& name : all.value()) {
    if (name.ends_with(".case")) names.push_back(name);
  }
  return names;
}

class CaseScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(CaseScenario, HappensAsWritten) {
  const auto text = core::read_file(kRoot / "tests/scenarios/cases" / GetParam());
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(run_scenario(*text), "");
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  return std::regex_replace(info.param, std::regex("[^A-Za-z0-9]"), "_");
}

INSTANTIATE_TEST_SUITE_P(Cases, CaseScenario, ::testing::ValuesIn(scenario_files()), test_name);

// A runner that finds no difference would pass every scenario.
TEST(ScenarioRunner, FindsWhatIsNotAsWritten) {
  EXPECT_EQ(run_scenario("site beiguan\n"
                         "2026-09-29 16:50 submitted kind=matter\n"
                         "expect state accepted\n"
                         "2026-09-29 16:50 accept tier=yellow\n"
                         "expect due handle 2026-10-13 17:00\n"
                         "expect overdue handle\n"
                         "2026-09-29 16:51 close\n"
                         "expect nonsense\n"),
            "line 3: expect state accepted: state is submitted\n"
            "line 5: expect due handle 2026-10-13 17:00: due is 2026-10-12 17:00\n"
            "line 6: expect overdue handle: it is not overdue\n"
            "line 7: 2026-09-29 16:51 close: answer was \"wrong_state\"\n"
            "line 8: expect nonsense: not understood\n");
}

}  // namespace
}  // namespace handler::cases

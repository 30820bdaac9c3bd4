// The row and the lists of a case always equal the result of fold(): replays every scenario of
// tests/scenarios/cases in a real store, step by step.
#include <sstream>

#include "core/base/files.h"
#include "handler/cases/fold/event_table.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/temporary_folder.h"

namespace handler::view {
namespace {

using cases::testing::CaseLife;

const std::filesystem::path& scenarios() {
  static const std::filesystem::path folder =
      handler::testing::source_folder() / "tests/scenarios/cases";
  return folder;
}

core::Site site_named(const std::string& id) {
  core::Diagnostics diagnostics;
  const std::filesystem::path content = handler::testing::source_folder() / "content";
  const auto unseen = handler::testing::source_folder() / "tests/unseen/sites" / id;
  const auto folder = exists(unseen) ? unseen : content / "sites" / id;
  const auto loaded = core::load_site(folder, content / "calendar", diagnostics);
  if (!loaded) throw std::runtime_error(diagnostics.text());
  return loaded->site;
}

// "2026-09-29 16:50  accept tier=yellow as front_desk": the scenario lines without the
// expectations.
struct Line {
  std::string at, what;
  cases::ActionInput input;
  bool by_reporter = false;
};

std::optional<Line> line_of(const std::string& text) {
  std::istringstream stream(text);
  std::string day, time;
  Line line;
  if (!(stream >> day >> time >> line.what) || day.size() != 10 || day[4] != '-') return {};
  line.at = day + " " + time;
  std::string before;
  for (std::string word; stream >> word; before = word) {
    const std::size_t equals = word.find('=');
    if (word == "->") return {};
    if (before == "as") line.by_reporter = word == "reporter";
    if (equals != std::string::npos) line.input[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return line;
}

class Replay {
 public:
  Replay(store::Store& store, tests::FixedClock& clock, const std::string& database)
      : store_(store), clock_(clock), database_(database) {}

  void run(const std::string& scenario) {
    std::istringstream lines(scenario);
    for (std::string text; std::getline(lines, text);) {
      if (text.rfind("site ", 0) == 0)
        life_ = std::make_unique<CaseLife>(site_named(text.substr(5)));
      if (const std::optional<Line> line = line_of(text)) live(*line);
    }
  }
  int compared() const { return compared_; }

 private:
  // Actions refused here are also refused in the scenario, or need a user whom this replay lacks.
  void live(const Line& line) {
    if (line.what == "submitted") {
      life_->submit(line.at, core::Json(std::map<std::string, std::string>(line.input.begin(),
                                                                           line.input.end())));
    } else if (line.by_reporter) {
      (void)life_->report(line.at, line.what, line.input);
    } else if (cases::find_action(line.what) != nullptr) {
      (void)life_->act(line.at, line.what, line.input);
    }
    clock_.set(line.at);
    for (; kept_ < life_->events().size(); ++kept_) keep(life_->events()[kept_]);
  }

  void keep(const cases::Event& event) {
    store::NewEvent made;
    made.actor = event.actor;
    made.type = event.type;
    made.data = event.data;
    made.occurred_at = event.occurred_at;
    made.policy = event.policy;
    if (kept_ == 0) {
      store::NewReport report;
      report.site = event.site;
      report.ticket_hash = report.nonce_hash = "only";
      report.submitted = std::move(made);
      report.refold = refold();
      id_ = store_.add_report(std::move(report)).value().id;
    } else {
      const auto seen = store_.case_by_id(event.site, id_).value().row.last_seq;
      store_.append(event.site, id_, seen, {std::move(made)}, refold()).value();
    }
    compare(event);
  }

  store::Refold refold() {
    return [this](const std::vector<cases::Event>& events) { return folded(events); };
  }
  store::CurrentValues folded(const std::vector<cases::Event>& events) {
    const core::Instant now = clock_.now();
    return current_values(life_->rules(), cases::fold(life_->rules(), events), now);
  }

  void compare(const cases::Event& event) {
    const store::CaseRecord record = store_.case_by_id(event.site, id_).value();
    EXPECT_EQ(record.row.values, folded(record.events())) << cases::to_text(event.type);
    EXPECT_EQ(listed_marks(), sorted(record.row.values.marks)) << cases::to_text(event.type);
    compared_ += 1;
  }
  std::vector<std::string> listed_marks() {
    const auto raw = store::open_sqlite({database_, 100, true}).value();
    const auto rows =
        raw->run("SELECT mark FROM case_marks WHERE case_id = $1 ORDER BY mark", {id_});
    std::vector<std::string> marks;
    for (const auto& row : rows.value()) marks.push_back(row.text(0));
    return marks;
  }
  static std::vector<std::string> sorted(std::vector<std::string> marks) {
    std::ranges::sort(marks);
    return marks;
  }

  store::Store& store_;
  tests::FixedClock& clock_;
  std::string database_;
  std::unique_ptr<CaseLife> life_;
  cases::CaseId id_ = 0;
  std::size_t kept_ = 0;
  int compared_ = 0;
};

TEST(Row, IsWhatTheFoldSaysAfterEveryStepOfEveryScenario) {
  int compared = 0;
  const core::Result<std::vector<std::string>> names = core::list_folder(scenarios());
  for (const std::string& name : names.value()) {
    if (!name.ends_with(".case")) continue;
    const tests::TemporaryFolder folder;
    tests::FixedClock clock;
    store::StoreOptions options;
    options.path = (folder.path() / "bancheng.sqlite").string();
    options.group_commit = false;
    options.readers = 1;
    const auto store = store::open_store(options, clock).value();
    Replay replay(*store, clock, options.path);
    SCOPED_TRACE(name);
    replay.run(core::read_file(scenarios() / name).value());
    EXPECT_GE(replay.compared(), 1);
    compared += replay.compared();
  }
  EXPECT_GT(compared, 100);
}

}  // namespace
}  // namespace handler::view

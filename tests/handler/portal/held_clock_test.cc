// While the clock is not believed, every form of a reporter that would be recorded says so and
// keeps what was typed.
#include <functional>
#include <map>

#include "handler/casework/submission.h"
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {
namespace {

constexpr const char* kHeld = "服务器的时间不对，正在等管理员核对";
constexpr const char* kTyped = "合同编号甲零七";

// A reporter whose next form meets a held clock.
class HeldReporter : public TicketFixture {
 public:
  void TestBody() override {}

  web::Response reports(const std::string& edition) {
    const Form checked = citizen.checked(with(good_answers(), "problem", kTyped));
    return sends("report", edition, with(checked, "step", "confirm"));
  }
  web::Response sends_materials(const std::string& edition) {
    ask_materials();
    return sends("ticket/send_materials", edition,
                 with(form("send_materials"), "materials", kTyped));
  }
  web::Response supplements(const std::string& edition) {
    return sends("ticket/supplement", edition, with(form("supplement"), "words", kTyped));
  }
  web::Response takes_a_file_back(const std::string& edition) {
    add_picture(cases::Actor::Kind::reporter);
    const std::string file = std::to_string(last_event().seq) + ".file1";
    const Form asked = hidden_fields(act("withdraw_file", "file", file).body);
    return sends("ticket/withdraw_file", edition, with(asked, "step", "confirm"));
  }
  web::Response evaluates(const std::string& edition) {
    close();
    const Form filled = with(with(confirmed("evaluate"), "grade", "satisfied"), "words", kTyped);
    return sends("ticket/evaluate", edition, filled);
  }
  web::Response asks_reopening(const std::string& edition) {
    close();
    return sends("ticket/ask_reopening", edition, with(form("ask_reopening"), "words", kTyped));
  }
  web::Response urges(const std::string& edition) {
    dispatch();
    return sends("ticket/urge", edition, form("urge"));
  }
  web::Response withdraws(const std::string& edition) {
    const Form asked = hidden_fields(act("withdraw", "words", kTyped).body);
    return sends("ticket/withdraw", edition, with(asked, "step", "confirm"));
  }
  web::Response changes_the_number(const std::string& edition) {
    const std::string nonce = hall.randomness.bytes(16);
    hall.act(1, "reissue_number", {{"check", "id_card"}, {"reason", "回执丢了"}}, nonce);
    number = view::ticket_number_of(hall.services, *hall.site(), nonce);
    const Form asked = hidden_fields(act("change_number").body);
    return sends("ticket/change_number", edition, with(asked, "step", "confirm"));
  }
  web::Response looks(const std::string& edition) {
    hold();
    return citizen.post("demo/" + edition + "ticket", {{"number", number}});
  }
  std::vector<web::Route> routes() { return portal_routes(hall.services); }

 private:
  void hold() { hall.store.refuse_writes = core::FailureCode::clock_held; }
  web::Response sends(const std::string& path, const std::string& edition, const Form& filled) {
    hold();
    return citizen.post("demo/" + edition + path, filled);
  }
};

struct HeldForm {
  std::function<web::Response(HeldReporter&, const std::string& edition)> send;
  bool keeps_a_text = true;
};

// By path, without the edition.
const std::map<std::string, HeldForm>& held_forms() {
  static const std::map<std::string, HeldForm> kForms = {
      {"report", {&HeldReporter::reports}},
      {"ticket/send_materials", {&HeldReporter::sends_materials}},
      {"ticket/supplement", {&HeldReporter::supplements}},
      {"ticket/withdraw_file", {&HeldReporter::takes_a_file_back, false}},
      {"ticket/evaluate", {&HeldReporter::evaluates}},
      {"ticket/ask_reopening", {&HeldReporter::asks_reopening}},
      {"ticket/urge", {&HeldReporter::urges, false}},
      {"ticket/withdraw", {&HeldReporter::withdraws}},
      {"ticket/change_number", {&HeldReporter::changes_the_number, false}},
  };
  return kForms;
}

// The path below the site, and "large/" if it is of that edition.
std::pair<std::string, std::string> parts_of(const web::Route& route) {
  const std::string large = "large/";
  std::string path = route.pattern.substr(std::string("/handle/{site}/").size());
  if (!path.starts_with(large)) return {path, ""};
  return {path.substr(large.size()), large};
}

TEST(HeldClock, IsToldByEveryFormOfAReporterThatWouldBeRecorded) {
  HeldReporter first;
  int sent = 0;
  for (const web::Route& route : first.routes()) {
    if (route.method != "POST") continue;
    const auto [path, edition] = parts_of(route);
    if (path == "ticket" || path == "ticket/file") continue;  // only read
    const auto known = held_forms().find(path);
    ASSERT_NE(known, held_forms().end()) << "no form is sent to " << path;
    HeldReporter reporter;
    const web::Response answer = known->second.send(reporter, edition);
    EXPECT_EQ(answer.status, 503) << edition << path;
    EXPECT_TRUE(reads(answer.body, kHeld)) << edition << path << answer.body;
    EXPECT_EQ(says(answer.body, kTyped), known->second.keeps_a_text) << edition << path;
    ++sent;
  }
  EXPECT_EQ(sent, 2 * static_cast<int>(held_forms().size()));
}

TEST(HeldClock, KeepsNoReporterFromLookingUpACase) {
  for (const char* edition : {"", "large/"})
    EXPECT_EQ(HeldReporter().looks(edition).status, 200) << edition;
}

}  // namespace
}  // namespace handler::portal::testing

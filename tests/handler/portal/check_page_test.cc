// The check page: a way to each question, and advice before a report is sent that would not be
// taken on.
#include <regex>

#include "core/base/contains.h"
#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {
namespace {

// An answer to nearly every question of the demo.
Form all_answers() {
  Form form = good_answers();
  for (const auto& [field, value] : Form{{"unit", "housing"},
                                         {"applied", "counter"},
                                         {"visits", "3"},
                                         {"on_behalf", "yes"},
                                         {"relation", "女儿"},
                                         {"whom_to_call", "me"},
                                         {"good_time", "晚饭后"},
                                         {"id_number", "370000199901010000"},
                                         {"address", "文化路1号"},
                                         {"confidential", "yes"}})
    form = with(form, field, value);
  return form;
}

// What the buttons of the page lead to.
std::vector<std::string> questions_on(const std::string& page) {
  const std::regex button("formaction=\"#([^\"]+)\"");
  std::vector<std::string> questions;
  for (std::sregex_iterator at(page.begin(), page.end(), button), end; at != end; ++at)
    questions.push_back((*at)[1]);
  return questions;
}

TEST(CheckPage, LeadsToEachQuestionOfTheFormWithAllAnswersKept) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form answers = all_answers();
  const web::Response check = citizen.send(answers, "fill");
  const std::vector<std::string> questions = questions_on(check.body);
  EXPECT_EQ(questions.size(), answers.size());
  const web::Response form = citizen.send(hidden_fields(check.body), "edit");
  for (const std::string& question : questions)
    EXPECT_TRUE(says(form.body, "id=\"" + question + "\"")) << question;
  for (const auto& [field, value] : answers)
    EXPECT_EQ(tests::filled_in(form.body, field), value) << field;
}

TEST(CheckPage, LeadsToNoQuestionThatTheFormDoesNotAsk) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const web::Response check = citizen.send(good_answers(), "fill", "pingyi");
  const std::vector<std::string> questions = questions_on(check.body);
  EXPECT_TRUE(core::contains(questions, "field-matter"));
  EXPECT_FALSE(core::contains(questions, "field-window"));
}

TEST(CheckPage, AdvisesWhoHasNotAppliedYetAndLetsThemSend) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form not_applied = with(good_answers(), "applied", "no");
  const std::string page = citizen.send(not_applied, "fill").body;
  EXPECT_TRUE(says(page, "窗口不受理：</strong>还没有向办事窗口提出申请的事。"));
  EXPECT_TRUE(says(page, "请先到办事窗口申请"));
  const core::Referral* place = hall.site()->site().policy.referral("service_counter");
  ASSERT_NE(place, nullptr);
  EXPECT_TRUE(says(page, place->name));
  EXPECT_EQ(citizen.report(not_applied).status, 200);
  EXPECT_EQ(hall.case_count(), 1U);
}

TEST(CheckPage, AdvisesNobodyElse) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  for (const auto& [site, applied] :
       {std::pair{"demo", "counter"}, std::pair{"demo", ""}, std::pair{"pingyi", "no"}}) {
    const web::Response page = citizen.send(with(good_answers(), "applied", applied), "fill", site);
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(says(page.body, "窗口不受理")) << site << applied;
  }
}

}  // namespace
}  // namespace handler::portal::testing

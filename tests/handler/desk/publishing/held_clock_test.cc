// While the clock is not believed, every form that changes a draft or a publication says so, keeps
// the draft as it is, and gives no password back.
#include <algorithm>
#include <set>

#include "tests/handler/desk/articles/uploads_fixture.h"

namespace handler::desk::testing {
namespace {

constexpr const char* kRoot = "/publishing/";

// A form as a page has it, and what is typed into it.
struct TypedForm {
  std::string route;   // below "/publishing/"
  std::string page;    // that has the form; below "/publishing/" too
  std::string action;  // "" : that of the route, which has no parameters
  Form typed = {};
  bool is_of_author = false;  // else of the second editor
};

// They only show what a table would change.
const std::set<std::string>& looking_routes() {
  static const std::set<std::string> kRoutes = {"windows-table/paste"};
  return kRoutes;
}

Form with_typed(Form form, const Form& typed) {
  std::set<std::string> names;
  for (const auto& [name, value] : typed) names.insert(name);
  std::erase_if(form, [&](const auto& field) { return names.contains(field.first); });
  form.insert(form.end(), typed.begin(), typed.end());
  return form;
}

class PublishingWithHeldClock : public UploadHouse, public ::testing::Test {
 protected:
  PublishingWithHeldClock() {
    write("site.yaml", replaced("site.yaml", "from: 2026-12-25, to: 2027-01-03",
                                "from: 2026-08-25, to: 2026-09-03"));
    published_ = handed_over();
    EXPECT_EQ(
        post(page_of_publication(published_) + "/agree", at_second, agree_form(published_)).status,
        303);
    carry_out(published_);
    waiting_ = asked("units.yaml", replaced("units.yaml", "0999-5550031", "0999-5550099"));
    withdrawn_ = asked("faq.yaml", standing("faq.yaml") + "# 一\n");
    EXPECT_EQ(post(page_of_publication(withdrawn_) + "/withdraw", at_author).status, 303);
    EXPECT_TRUE(store().drop_draft(author, "demo"));
    const std::int64_t left = add_user("left", {});
    keep_draft(left, {{"faq.yaml", standing("faq.yaml") + "# 三\n"}});
    keep_draft(second, {{"faq.yaml", standing("faq.yaml") + "# 二\n"}});
    for (int i = 0; i < 6; ++i) done_case();
  }

  std::int64_t asked(const std::string& file, const std::string& text) {
    keep_draft(author, {{file, text}});
    EXPECT_EQ(post("demo/publishing/draft/publish", at_author, publish_form()).status, 303);
    return store().publications("demo", 1).value().front().id;
  }
  void done_case() {
    const cases::CaseId id = report();
    accept(id);
    HandlerFixture::act(id, "dispatch", {{"unit", "housing"}});
    HandlerFixture::act(id, "reply", {{"outcome", "resolved"}, {"reply", "办好了"}});
    HandlerFixture::act(id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
    HandlerFixture::act(id, "close", {{"cause", "system_down"}});
  }

  // -- the forms

  std::vector<TypedForm> of_publications() const {
    const auto one = [](std::int64_t id) { return "history/" + std::to_string(id); };
    const std::string route = "history/{publication}/";
    return {
        {"draft/publish",
         "draft",
         "",
         {{"reason", "补充"}, {"secrecy", "yes"}, {"present", kPassword}}},
        {"draft/drop", "draft", ""},
        {"draft/drop-file", "draft", ""},
        {"left/take", "left", "", {}, true},
        {"left/drop", "left", ""},
        {route + "agree",
         one(waiting_),
         one(waiting_) + "/agree",
         {{"secrecy", "yes"}, {"present", kPassword}}},
        {route + "decline", one(waiting_), one(waiting_) + "/decline", {{"reason", "写错了"}}},
        {route + "withdraw", one(waiting_), one(waiting_) + "/withdraw", {}, true},
        {route + "redraft", one(withdrawn_), one(withdrawn_) + "/redraft", {}, true},
        {route + "put-back",
         one(published_),
         one(published_) + "/put-back",
         {{"reason", "撤销"}, {"present", kPassword}}},
    };
  }
  static std::vector<TypedForm> of_people() {
    const std::string body = "bodies/{body}/{act}";
    const std::string duty = "duty/{month}/{act}";
    return {
        {body,
         "bodies/working_group",
         "bodies/working_group/add",
         {{"role", "成员"}, {"name", "新某某"}}},
        {body, "bodies/working_group", "bodies/working_group/basis", {{"as_of", "2026-09-01"}}},
        {duty,
         "duty/2026-12",
         "duty/2026-12/set",
         {{"leader", ""},
          {"from", "2026-12-09"},
          {"to", ""},
          {"part", "afternoon"},
          {"name", "王明"},
          {"post", "副县长"},
          {"phone", "0999-5550001"}}},
    };
  }
  static std::vector<TypedForm> of_places() {
    return {
        {"windows/{window}/change",
         "windows/liuwan",
         "windows/liuwan/change",
         {{"address", "新地址"}}},
        {"windows/{window}/add",
         "windows/shuangta/add",
         "windows/shuangta/add",
         {{"area", "新设村"}, {"level", "village"}, {"state", "open"}}},
        {"windows/{window}/remove", "windows/shuangta_2", "windows/shuangta_2/remove"},
        {"windows-table/change",
         "windows-table?below=shuangta",
         "",
         {{"phone.shuangta_2", "0999-5550088"}}},
        {"windows-goal", "windows-goal", "", {{"village", "151"}}},
        {"units-table/change", "units", "", {{"phone.housing", "0999-5550088"}}},
        {"units-new",
         "units-new",
         "",
         {{"id", "archives"}, {"name", "县档案馆"}, {"type", "department"}}},
        {"units/{unit}/change", "units/housing", "units/housing/change", {{"name", "县住建局"}}},
        {"units/{unit}/remove",
         "units/water_company",
         "units/water_company/remove",
         {{"sure", "yes"}}},
        {"notices", "notices", "", {{"text", "窗口搬家。"}, {"from", "2026-09-28"}}},
        {"notices-over", "notices", ""},
        {"notices/{notice}/change", "notices/1", "notices/1/change", {{"text", "搬到三楼。"}}},
        {"notices/{notice}/remove", "notices/1", "notices/1/remove"},
    };
  }
  static std::vector<TypedForm> of_columns() {
    const Form article = {
        {"title", "甲"}, {"summary", "乙。"}, {"date", "2026-09-24"}, {"body", "丙。"}};
    const std::string news = "news/2026-03-one-year";
    const std::string story = "stories/2026-04-shop-licence";
    return {
        {"news-new", "news-new", "", article},
        {"news/{item}/change", news, news + "/change", article},
        {"news/{item}/remove", news, news + "/remove"},
        {"stories-new", "stories-new", "", article},
        {"stories/{item}/change", story, story + "/change", article},
        {"stories/{item}/remove", story, story + "/remove"},
        {"faq-derived", "faq", "", {{"id", "anonymous"}, {"hidden", "yes"}}},
        {"faq-new", "faq-new", "", {{"question", "哪里停车？"}, {"answer", "东侧。"}}},
        {"faq/{item}/change", "faq/bring", "faq/bring/change", {{"answer", "东侧。"}}},
        {"faq/{item}/move", "faq", "faq/village/move"},
        {"faq/{item}/remove", "faq/bring", "faq/bring/remove"},
    };
  }
  static std::vector<TypedForm> of_lists() {
    return {
        {"measures-new",
         "measures-new",
         "",
         {{"name", "延时服务"}, {"kind", "service"}, {"text", "办完再下班。"}}},
        {"measures/{item}/change",
         "measures/at_home",
         "measures/at_home/change",
         {{"text", "上门办。"}}},
        {"measures/{item}/move", "measures", "measures/at_home/move"},
        {"measures/{item}/remove", "measures/at_home", "measures/at_home/remove"},
        {"documents-new",
         "documents-new",
         "",
         {{"title", "延时服务通知"}, {"body", "第一条 办完再下班。"}}},
        {"documents/{item}/change",
         "documents/state_council_2022",
         "documents/state_council_2022/change",
         {{"number", "国发〔2022〕6号"}}},
        {"documents/{item}/move", "documents", "documents/state_council_2022/move"},
        {"documents/{item}/remove", "documents/state_council_2022",
         "documents/state_council_2022/remove"},
        {"figures/keep", "figures?period=2026", ""},
    };
  }
  // The second step, from the page that the first one shows.
  Form confirmed_paste() {
    const std::string table = "地名\t级别\t电话\n柳湾镇\t镇级\t0999-5550088\n";
    const web::Response shown =
        post("demo/publishing/windows-table/paste", at_second, {{"table", table}});
    return tests::form_on(shown.body, "/handle/desk/demo/publishing/windows-table/keep");
  }

  void expect_held(const std::string& action, const std::string& session, Form form) {
    form.erase(std::remove_if(form.begin(), form.end(),
                              [](const auto& one) { return one.first == "csrf"; }),
               form.end());
    faults().refuse_writes = core::FailureCode::clock_held;
    const web::Response answer = post("demo/publishing/" + action, session, form);
    faults().refuse_writes.reset();
    EXPECT_EQ(answer.status, 503) << action << "\n" << tests::words_of(answer.body);
    EXPECT_TRUE(reads(answer, kClockHeld)) << action;
    EXPECT_FALSE(says(answer, kPassword)) << action;
  }
  void expect_held(const TypedForm& form) {
    const std::string session = form.is_of_author ? at_author : at_second;
    const std::string action = form.action.empty() ? form.route : form.action;
    const web::Response page = get("demo/publishing/" + form.page, session);
    const Form sent = tests::form_on(page.body, "/handle/desk/demo/publishing/" + action);
    EXPECT_FALSE(sent.empty()) << form.page << " has no form " << action;
    expect_held(action, session, with_typed(sent, form.typed));
  }

  // The form of the upload has files, and that of the removal a file of the draft.
  void expect_files_held() {
    faults().refuse_writes = core::FailureCode::clock_held;
    const web::Response answer = upload("map.png", tests::small_picture());
    faults().refuse_writes.reset();
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(reads(answer, kClockHeld));
    ASSERT_EQ(upload("map.png", tests::small_picture()).status, 303);
    expect_held("files/remove", at_author, {{"file", "map.png"}});
  }

  std::int64_t published_ = 0;
  std::int64_t waiting_ = 0;
  std::int64_t withdrawn_ = 0;
};

TEST_F(PublishingWithHeldClock, SaysSoAtEveryFormAndKeepsTheDraft) {
  const store::Draft before = draft_of(second);
  std::set<std::string> sent = {"windows-table/keep", "files", "files/remove"};
  expect_held("windows-table/keep", at_second, confirmed_paste());
  for (const auto& forms :
       {of_publications(), of_people(), of_places(), of_columns(), of_lists()}) {
    for (const TypedForm& form : forms) {
      expect_held(form);
      sent.insert(form.route);
    }
  }
  EXPECT_EQ(draft_of(second).version, before.version);
  EXPECT_EQ(draft_of(second).files, before.files);
  EXPECT_EQ(state_of(waiting_), store::PublicationState::waits);
  expect_files_held();
  for (const web::Route& route : router().routes()) {
    const std::size_t at = route.pattern.find(kRoot);
    if (route.method != "POST" || at == std::string::npos) continue;
    const std::string path = route.pattern.substr(at + std::string(kRoot).size());
    EXPECT_TRUE(sent.contains(path) || looking_routes().contains(path)) << path;
  }
}

}  // namespace
}  // namespace handler::desk::testing

// The one way in which a change gets into a draft, and what stops it.
#include "handler/desk/publishing/editing.h"

#include "core/editing/yaml_edit.h"
#include "tests/handler/desk/publishing/editor_fixture.h"

namespace handler::desk::testing {
namespace {

using core::FileChanges;
using core::FolderTexts;

// A visit of an editor without a route around it.
class Editor {
 public:
  explicit Editor(EditorHouse& house, std::int64_t user, const std::string& address = "demo/x",
                  const std::string& method = "POST")
      : site_(house.site()),
        request_(house.request(method, address, "")),
        user_(house.store().user_by_id(user).value()),
        visit_{house.services(), *site_, request_, parameters_, gate_, user_,
               staff_of(user_),  "",     {}} {}

  const Visit& visit() const { return visit_; }

 private:
  static cases::StaffMember staff_of(const store::User& user) {
    return {user.id, user.display_name, user.grants};
  }

  std::shared_ptr<const view::LiveSite> site_;
  web::Request request_;
  web::PathParameters parameters_;
  HashGate gate_;
  store::User user_;
  Visit visit_;
};

web::Response told(const EditProblem& problem) {
  std::string text;
  for (const std::string& sentence : problem.sentences) text += sentence + "\n";
  return web::plain(problem.status, text);
}

publishing::Edit sets(const std::string& file, const core::YamlPath& path,
                      const std::string& text) {
  return [=](const FolderTexts& texts) -> core::Result<FileChanges> {
    const auto made = core::set_yaml_value({file, texts.at(file)}, path, core::yaml_text(text));
    if (!made) return made.failure();
    return FileChanges{{file, *made}};
  };
}

publishing::Edit writes(const std::string& file, const std::string& text) {
  return [=](const FolderTexts&) -> core::Result<FileChanges> { return FileChanges{{file, text}}; };
}

const core::YamlPath kHeadOfGroup = {"bodies", 0u, "roster", 0u, "name"};
const core::YamlPath kPhoneOfUnit = {"units", 0u, "phone"};

class EditingTest : public ::testing::Test {
 protected:
  web::Response keep(const Visit& visit, const publishing::Edit& edit,
                     const std::string& back = "/back") {
    const OpenedEditing opened = open_editing(visit);
    if (!opened.editing) return opened.refusal;
    return keep_edit(*opened.editing, edit, back, told);
  }

  EditorHouse house_;
};

TEST_F(EditingTest, KeepsAnEditAndLeadsBack) {
  const Editor editor(house_, house_.author);
  const web::Response done =
      keep(editor.visit(), sets("bodies.yaml", kHeadOfGroup, "王某某"), "/back?a=1#row");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.header("location"), "/back?a=1&kept=yes#row");
  const store::Draft draft = house_.draft_of(house_.author);
  ASSERT_EQ(draft.files.size(), 1U);
  EXPECT_EQ(draft.files.front().text, house_.replaced("bodies.yaml", "方向明", "王某某"));
}

TEST_F(EditingTest, KeepsNothingIfNothingChanges) {
  const Editor editor(house_, house_.author);
  const web::Response done = keep(editor.visit(), sets("bodies.yaml", kHeadOfGroup, "方向明"));
  EXPECT_EQ(done.header("location"), "/back");
  EXPECT_EQ(house_.draft_of(house_.author).version, 0);
}

TEST_F(EditingTest, RefusesWhatIsOutsideTheScope) {
  const std::int64_t clerk = house_.add_user("clerk", {{"demo", core::Role::editor, "qinghe", ""}});
  const Editor editor(house_, clerk);
  const web::Response refused =
      keep(editor.visit(), sets("units.yaml", kPhoneOfUnit, "0999-5550099"));
  EXPECT_EQ(refused.status, 403);
  EXPECT_TRUE(says(refused, "超出了您可以修改的范围"));
  EXPECT_EQ(house_.draft_of(clerk).version, 0);
  // The window of 青禾镇 is the third.
  EXPECT_EQ(
      keep(editor.visit(), sets("windows.yaml", {"windows", 2u, "phone"}, "0999-5550099")).status,
      303);
  EXPECT_EQ(
      keep(editor.visit(), sets("windows.yaml", {"windows", 3u, "phone"}, "0999-5550099")).status,
      403);
}

TEST_F(EditingTest, OfNoEditorReachesTheRules) {
  const Editor editor(house_, house_.author);
  const std::string text = house_.replaced("policy.yaml", "5 workdays", "6 workdays");
  EXPECT_EQ(keep(editor.visit(), writes("policy.yaml", text)).status, 403);
}

TEST_F(EditingTest, RefusesMistakesWithTheirPlace) {
  const Editor editor(house_, house_.author);
  const web::Response refused = keep(editor.visit(), sets("units.yaml", kPhoneOfUnit, "电话"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(says(refused, "units.yaml第8行：")) << refused.body;
  EXPECT_FALSE(says(refused, house_.services().place.content.string()));
  EXPECT_EQ(house_.draft_of(house_.author).version, 0);
}

TEST_F(EditingTest, IsNotStoppedByMistakesThatWereThereBefore) {
  house_.write("faq.yaml", "schema: 1\nunknown: 1\n");
  const Editor editor(house_, house_.author);
  EXPECT_EQ(keep(editor.visit(), sets("units.yaml", kPhoneOfUnit, "0999-5550099")).status, 303);
}

TEST_F(EditingTest, SaysWhatToDoIfTheSiteCannotBeRead) {
  house_.write("units.yaml", "units: [\n");
  const Editor editor(house_, house_.author);
  const web::Response closed = open_editing(editor.visit()).refusal;
  EXPECT_EQ(closed.status, 503);
  EXPECT_TRUE(reads(closed, "改正以前不能编辑"));
  EXPECT_TRUE(reads(closed, "units.yaml"));
  house_.services().place.content = "/nowhere";
  EXPECT_TRUE(reads(open_editing(editor.visit()).refusal, "没有找到本站的内容文件夹"));
}

TEST_F(EditingTest, RefusesWhatChangedMeanwhile) {
  const Editor editor(house_, house_.author);
  const OpenedEditing opened = open_editing(editor.visit());
  ASSERT_TRUE(opened.editing);
  house_.write("units.yaml", house_.standing("units.yaml") + "# 一\n");
  EXPECT_EQ(
      keep_edit(*opened.editing, sets("units.yaml", kPhoneOfUnit, "0999-5550099"), "/back", told)
          .status,
      409);
  // An entry that is not there any more.
  EXPECT_EQ(keep(editor.visit(), sets("units.yaml", {"units", 99u, "phone"}, "1")).status, 409);
}

TEST_F(EditingTest, RefusesTheSecondOfTwoTabs) {
  const Editor editor(house_, house_.author);
  const OpenedEditing first = open_editing(editor.visit());
  const OpenedEditing second = open_editing(editor.visit());
  ASSERT_TRUE(first.editing && second.editing);
  const auto edit = sets("units.yaml", kPhoneOfUnit, "0999-5550099");
  EXPECT_EQ(keep_edit(*first.editing, edit, "/back", told).status, 303);
  EXPECT_EQ(keep_edit(*second.editing, edit, "/back", told).status, 409);
}

TEST_F(EditingTest, KeepsWhatWasTypedWhileTheClockIsHeld) {
  const Editor editor(house_, house_.author);
  house_.faults().refuse_writes = core::FailureCode::clock_held;
  const web::Response refused =
      keep(editor.visit(), sets("units.yaml", kPhoneOfUnit, "0999-5550099"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(says(refused, "服务器的时间不对"));
}

TEST_F(EditingTest, ShowsTheWarningsOfTheDraftAfterAnEdit) {
  house_.keep_draft(house_.author,
                    {{"units.yaml", house_.replaced("units.yaml", "何登科", "待定")}});
  const auto notice_at = [&](const std::string& address) {
    const Editor editor(house_, house_.author, address, "GET");
    const OpenedEditing opened = open_editing(editor.visit());
    core::TemplateData data;
    add_kept_notice(data, *opened.editing);
    return data;
  };
  EXPECT_FALSE(notice_at("demo/x").shows("EDIT_KEPT"));
  const core::TemplateData data = notice_at("demo/x?kept=yes");
  EXPECT_TRUE(data.shows("EDIT_KEPT"));
  ASSERT_TRUE(data.has_items("EDIT_WARNING"));
  EXPECT_EQ(data.items("EDIT_WARNING")->size(), 1U);
}

TEST_F(EditingTest, IsForEditorsAlone) {
  const std::int64_t admin = house_.add_user("boss", {{"demo", core::Role::admin, "", ""}});
  const Editor editor(house_, admin);
  EXPECT_EQ(open_editing(editor.visit()).refusal.status, 403);
  const std::int64_t gone = house_.add_user("gone", {{"demo", core::Role::editor, "no_such", ""}});
  const Editor stranded(house_, gone);
  EXPECT_EQ(open_editing(stranded.visit()).refusal.status, 403);
}

}  // namespace
}  // namespace handler::desk::testing

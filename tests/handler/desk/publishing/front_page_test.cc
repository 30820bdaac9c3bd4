// The first page of publishing for people of different scopes.
#include "tests/handler/desk/publishing/editor_fixture.h"

namespace handler::desk::testing {
namespace {

constexpr const char* kFront = "demo/publishing";

TEST(PublishingFront, ListsWhatEachSubjectHolds) {
  EditorHouse house;
  const web::Response page = house.get(kFront, house.at_author);
  EXPECT_EQ(page.status, 200);
  for (const char* subject : {"bodies", "windows", "units", "duty", "notices", "news", "stories",
                              "faq", "measures", "documents", "files", "figures"})
    EXPECT_TRUE(says(page, "/publishing/" + std::string(subject) + "\"")) << subject;
  EXPECT_TRUE(reads(page, "5个机构，最新名单日期2025年2月20日"));
  EXPECT_TRUE(reads(page, "12个单位"));
  EXPECT_TRUE(reads(page, "3个问题"));
}

TEST(PublishingFront, TellsWhatGrowsOld) {
  EditorHouse house;
  EXPECT_TRUE(reads(house.get(kFront, house.at_author), "名单日期是2025年2月20日，超过一年"));
  EXPECT_FALSE(reads(house.get(kFront, house.at_author), "超过三个月"));
  house.clock.set("2027-01-20 10:00");
  const web::Response later = house.get(kFront, house.enter_as(house.author));
  EXPECT_TRUE(reads(later, "公开数据：数据截至2026年10月8日，超过三个月没有更新"));
  EXPECT_TRUE(reads(later, "值班：只排到2027年1月31日"));
}

TEST(PublishingFront, ShowsTheRulesWithTheirSourceAndWhoChangesThem) {
  EditorHouse house;
  const web::Response page = house.get(kFront, house.at_author);
  EXPECT_TRUE(reads(page, "写在文件policy.yaml里"));
  EXPECT_TRUE(reads(page, "由维护网站的人员按文件修改"));
  EXPECT_TRUE(reads(page, "依据：示范县"));
  EXPECT_TRUE(reads(page, "计算时限的工作时间：09:00-12:00, 13:30-17:00"));
  EXPECT_TRUE(reads(page, "建县纪念日（2027年3月26日，不上班）"));
  EXPECT_TRUE(says(page, "href=\"/demo/process/\""));
}

TEST(PublishingFront, ShowsTheDraft) {
  EditorHouse house;
  house.draft_new_head();
  EXPECT_TRUE(reads(house.get(kFront, house.at_author), "1处改动，9月24日 10:00保存"));
  EXPECT_FALSE(reads(house.get(kFront, house.at_second), "处改动"));
  house.write("bodies.yaml", house.replaced("bodies.yaml", "秦为民", "秦某某"));
  EXPECT_TRUE(reads(house.get(kFront, house.at_author), "草稿里有的文件已经被别人改过"));
}

TEST(PublishingFront, ShowsATownItsOwnSubjects) {
  EditorHouse house;
  const std::string clerk = house.enter_as_role(core::Role::editor, "", "qinghe");
  const web::Response page = house.get(kFront, clerk);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "/publishing/windows\""));
  EXPECT_FALSE(says(page, "/publishing/units\""));
  EXPECT_FALSE(reads(page, "超过一年"));
}

TEST(PublishingFront, ShowsAdministratorsThePublicationsAlone) {
  EditorHouse house;
  (void)house.handed_over();
  const web::Response page = house.get(kFront, house.enter_as_role(core::Role::admin));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(reads(page, "领导小组成员调整"));
  EXPECT_FALSE(says(page, "/publishing/units\""));
  EXPECT_TRUE(says(page, "href=\"/handle/desk/demo/publishing\" aria-current=\"page\""))
      << "in the menu";
  EXPECT_EQ(house.get(kFront, house.enter_as_role(core::Role::front_desk)).status, 403);
}

TEST(PublishingFront, SaysThatThereIsNoContent) {
  EditorHouse house;
  house.services().place.content = "/nowhere";
  const web::Response page = house.get(kFront, house.at_author);
  EXPECT_EQ(page.status, 503);
  EXPECT_TRUE(reads(page, "没有找到本站的内容文件夹"));
  EXPECT_EQ(house.get(kFront, house.enter_as_role(core::Role::admin)).status, 200);
}

}  // namespace
}  // namespace handler::desk::testing

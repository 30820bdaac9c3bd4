// Who gets which file of a case through the desk's addresses, and what is recorded of it.
#include "tests/handler/desk/casework/files_house.h"

namespace handler::desk::testing {
namespace {

using core::Role;

class ShownFiles : public ::testing::Test {
 protected:
  web::Response look(const std::string& address, const std::string& session) const {
    return house.post(address, session);
  }
  // 200 if the file came, after the look was recorded; else the status of the refusal.
  int seen_by(const std::string& address, const std::string& session) const {
    const web::Response asked = look(address, session);
    if (asked.status != 303) return asked.status;
    return house.get(address, session).status;
  }
  std::string picture_of(cases::CaseId id) {
    return house.reporter_sends(id, "jpeg", tests::plain_jpeg(), "张三身份证.jpg");
  }
  std::string paper_of(cases::CaseId id) {
    return house.reporter_sends(id, "pdf", tests::plain_pdf(), "合同.pdf");
  }

  FilesHouse house;
  std::string window = house.enter_as_role(Role::front_desk);
  std::string housing = house.enter_as_role(Role::unit, "housing");
};

struct FilesRow {
  Role role;
  const char* unit;
  // Of a reporter's picture and PDF: in an open case, and in confidence.
  int picture, paper, secret_picture, secret_paper;
};
constexpr FilesRow kRows[] = {
    {Role::front_desk, "", 200, 200, 200, 200},     {Role::dispatcher, "", 200, 200, 404, 404},
    {Role::unit, "housing", 200, 404, 404, 404},    {Role::unit, "taxation", 404, 404, 404, 404},
    {Role::leader_on_duty, "", 200, 200, 404, 404}, {Role::leading_group, "", 200, 200, 404, 404},
    {Role::supervision, "", 200, 200, 404, 404},    {Role::auditor, "", 404, 404, 404, 404},
    {Role::editor, "", 404, 404, 404, 404},         {Role::admin, "", 404, 404, 404, 404},
};

TEST_F(ShownFiles, AreForThoseWhoMaySeeThem) {
  const cases::CaseId open = house.dispatched("housing");
  const cases::CaseId secret = house.dispatched("housing", {{"confidential", "yes"}});
  const std::string addresses[] = {picture_of(open), paper_of(open), picture_of(secret),
                                   paper_of(secret)};
  for (const FilesRow& row : kRows) {
    const int expected[] = {row.picture, row.paper, row.secret_picture, row.secret_paper};
    for (std::size_t i = 0; i < std::size(addresses); ++i) {
      EXPECT_EQ(seen_by(addresses[i], house.enter_as_role(row.role, row.unit)), expected[i])
          << core::to_text(row.role) << " " << row.unit << " " << addresses[i];
    }
  }
  EXPECT_EQ(look(addresses[0], "").status, 403);
  EXPECT_EQ(
      look(addresses[0], house.enter({{"pingyi", Role::front_desk, "", ""}}, "pingyi")).status,
      403);
}

TEST_F(ShownFiles, AreNotToldOfByNameToThoseWhoDoNotSeeThem) {
  const cases::CaseId id = house.dispatched("housing");
  paper_of(id);
  const web::Response held = house.get(house.page_of(id), housing);
  EXPECT_TRUE(reads(held, "PDF文件（1 KB）"));
  EXPECT_TRUE(reads(held, "窗口还没有转给您看"));
  EXPECT_FALSE(reads(held, "合同.pdf"));
  EXPECT_FALSE(says(held, "/files/"));
  const web::Response shown = house.get(house.page_of(id), window);
  EXPECT_TRUE(reads(shown, "合同.pdf"));
  EXPECT_TRUE(reads(shown, "下载"));
}

TEST_F(ShownFiles, OfTheReporterAreRecordedOnceForEachUserDayAndFile) {
  const cases::CaseId id = house.dispatched("housing");
  const std::int64_t wang = house.add_user("wang", {{"demo", Role::front_desk, "", ""}});
  const std::string clerk = house.enter_as(wang);
  const std::string first = picture_of(id);
  const std::string second = paper_of(id);
  const web::Response unasked = house.get(first, clerk);
  EXPECT_EQ(unasked.status, 303) << "only a button records the look";
  EXPECT_EQ(unasked.header("Location"), "/handle/desk/" + house.page_of(id) + "#files-heading");
  EXPECT_EQ(house.looks(id), 0);
  EXPECT_EQ(seen_by(first, clerk), 200);
  EXPECT_EQ(seen_by(first, clerk), 200);
  EXPECT_EQ(house.looks(id), 1);
  EXPECT_EQ(house.record(id).events().back().data.at("file"),
            std::to_string(house.last_seq(id) - 2) + ".file1");
  EXPECT_EQ(seen_by(second, clerk), 200);
  EXPECT_EQ(seen_by(first, housing), 200);
  EXPECT_EQ(house.looks(id), 3);
  house.clock.pass(std::chrono::hours(24));
  const std::string later = house.enter_as(wang);
  EXPECT_EQ(house.get(first, later).status, 303);
  EXPECT_EQ(seen_by(first, later), 200);
  EXPECT_EQ(house.looks(id), 4);
  EXPECT_TRUE(reads(house.get(house.page_of(id), later), "查看反映人交的1个文件"));
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(ShownFiles, AreNotShownIfTheLookCannotBeRecorded) {
  const std::string address = picture_of(house.dispatched("housing"));
  house.faults().refuse_writes = core::FailureCode::disk_full;
  EXPECT_EQ(look(address, window).status, 503);
  EXPECT_EQ(house.get(address, window).status, 303);
}

TEST_F(ShownFiles, AreOpenToTheUnitOnceTheWindowReleasedThem) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string address = paper_of(id);
  const std::string name = std::to_string(house.last_seq(id)) + ".file1";
  EXPECT_EQ(seen_by(address, housing), 404);
  ASSERT_EQ(house.act(window, id, "release_file", {{"file", name}}).status, 303);
  EXPECT_EQ(seen_by(address, housing), 200);
  EXPECT_EQ(seen_by(address, house.enter_as_role(Role::auditor)), 404);
}

// As after the restore of a backup that still had them.
TEST_F(ShownFiles, ThatWereDestroyedAgainAreSaidToBeGone) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string address = picture_of(id);
  const std::int64_t part = house.record(id).events().back().data.at("file1").at("part");
  ASSERT_EQ(house.store().destroy_again({{"demo", id, part}}).value(), 1);
  EXPECT_TRUE(reads(house.get(house.page_of(id), window), "已经销毁"));
  EXPECT_FALSE(says(house.get(house.page_of(id), window), "/files/"));
  EXPECT_EQ(seen_by(address, window), 404);
  EXPECT_EQ(house.looks(id), 0);
}

TEST_F(ShownFiles, OfACaseAboutAUnitAreNotForIt) {
  const cases::CaseId id = house.dispatched("taxation", {{"kind", "conduct"}, {"unit", "housing"}});
  const std::string address = picture_of(id);
  EXPECT_EQ(seen_by(address, housing), 404);
  EXPECT_EQ(seen_by(address, house.enter_as_role(Role::unit, "taxation")), 404)
      << "the window releases what a unit sees of a restricted case";
}

TEST_F(ShownFiles, FromTheTimeWhenACaseWasAboutItsUnitAreNotEvenNamedToIt) {
  const cases::CaseId id = house.report({{"kind", "conduct"}, {"unit", "housing"}});
  const std::string address = picture_of(id);
  const std::string above = house.enter({{"demo", Role::leader_on_duty, "", ""},
                                         {"demo", Role::leading_group, "", ""},
                                         {"demo", Role::supervision, "", ""}});
  const std::pair<const char*, Form> steps[] = {
      {"accept", {{"kind", "conduct"}, {"tier", "general"}, {"matter", "窗口态度"}}},
      {"reclassify",
       {{"kind", "matter"}, {"tier", "general"}, {"matter", "不动产登记"}, {"reason", "归错类"}}}};
  for (const auto& [action, form] : steps)
    ASSERT_EQ(house.act(window, id, action, form).status, 303) << action;
  ASSERT_EQ(house.act(above, id, "agree_reclassification").status, 303);
  ASSERT_EQ(house.act(window, id, "dispatch", {{"unit", "housing"}}).status, 303);
  EXPECT_FALSE(says(house.get(house.page_of(id), housing), "files-heading"));
  EXPECT_EQ(seen_by(address, housing), 404);
  EXPECT_EQ(seen_by(address, window), 200);
  EXPECT_FALSE(reads(house.get(house.page_of(id), housing), "查看反映人交的")) << "nor the look";
}

TEST_F(ShownFiles, FromTheTimeOfARestrictionAreWithdrawnWithoutAWordToTheShielded) {
  const cases::CaseId id = house.report({{"kind", "conduct"}, {"unit", "housing"}});
  const std::string above = house.enter({{"demo", Role::leader_on_duty, "", ""},
                                         {"demo", Role::leading_group, "", ""},
                                         {"demo", Role::supervision, "", ""}});
  ASSERT_EQ(house
                .act(window, id, "accept",
                     {{"kind", "conduct"}, {"tier", "general"}, {"matter", "窗口态度"}})
                .status,
            303);
  ASSERT_EQ(house.send(window, id, "supplement", {{"remark", "来窗口补的"}}, {picture()}).status,
            303);
  const std::string name = std::to_string(house.last_seq(id)) + ".file1";
  ASSERT_EQ(house
                .act(window, id, "reclassify",
                     {{"kind", "matter"},
                      {"tier", "general"},
                      {"matter", "不动产登记"},
                      {"reason", "归错类"}})
                .status,
            303);
  ASSERT_EQ(house.act(above, id, "agree_reclassification").status, 303);
  ASSERT_EQ(house.act(window, id, "dispatch", {{"unit", "housing"}}).status, 303);
  ASSERT_EQ(
      house.act(window, id, "withdraw_file", {{"file", name}, {"reason", "照到了王小二的身份证"}})
          .status,
      303);
  house.act(window, id, "urge", {{"note", "请尽快"}});
  EXPECT_FALSE(reads(house.get(house.page_of(id), housing), "王小二"));
  EXPECT_TRUE(reads(house.get(house.page_of(id), window), "王小二"));
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(ShownFiles, AreNamedOnlyToThoseWhoMaySeeWhoReported) {
  const cases::CaseId id = house.dispatched("housing", {{"confidential", "yes"}});
  const std::string address = picture_of(id);
  const std::string name = std::to_string(house.last_seq(id)) + ".file1";
  ASSERT_EQ(house.act(window, id, "release_file", {{"file", name}}).status, 303);
  EXPECT_FALSE(reads(house.get(house.page_of(id), housing), "张三"));
  EXPECT_EQ(look(address, housing).status, 303);
  EXPECT_EQ(house.get(address, housing).header("Content-Disposition").find("%E5%BC%A0"),
            std::string::npos);
  EXPECT_EQ(look(address, window).status, 303);
  EXPECT_NE(house.get(address, window).header("Content-Disposition").find("%E5%BC%A0"),
            std::string::npos);
}

TEST_F(ShownFiles, StayWhileAnotherCaseOfTheirMatterIsOnHold) {
  const cases::CaseId main = house.dispatched("housing");
  const cases::CaseId merged = house.dispatched("housing");
  picture_of(merged);
  ASSERT_EQ(
      house.send(window, merged, "supplement", {{"remark", "来窗口补的"}}, {picture()}).status,
      303);
  const std::string name = std::to_string(house.last_seq(merged)) + ".file1";
  ASSERT_EQ(
      house.act(window, merged, "merge", {{"into", std::to_string(main)}, {"reason", "同一件事"}})
          .status,
      303);
  const std::string above = house.enter_as_role(Role::supervision);
  ASSERT_EQ(house.act(above, main, "hold", {{"reason", "有人申请复议"}}).status, 303);
  EXPECT_EQ(
      house.act(window, merged, "withdraw_file", {{"file", name}, {"reason", "交错了"}}).status,
      409);
  ASSERT_EQ(house.act(above, main, "release", {{"reason", "复议完了"}}).status, 303);
  EXPECT_EQ(
      house.act(window, merged, "withdraw_file", {{"file", name}, {"reason", "交错了"}}).status,
      303);
}

TEST_F(ShownFiles, AreFoundOnlyInTheirOwnCase) {
  const cases::CaseId mine = house.dispatched("housing");
  const cases::CaseId other = house.dispatched("taxation");
  picture_of(other);
  const std::int64_t seq = house.last_seq(other);
  for (const std::string& address :
       {FilesHouse::address(mine, seq, "file1"), FilesHouse::address(other, seq, "file1"),
        FilesHouse::address(mine, 1, "words"), FilesHouse::address(mine, 1, "identity"),
        FilesHouse::address(mine, seq, "file1x"), house.page_of(mine) + "/files/x/file1"}) {
    EXPECT_EQ(house.get(address, housing).status, 404) << address;
    EXPECT_EQ(look(address, housing).status, 404) << address;
  }
}

TEST_F(ShownFiles, OfAMergedCaseStayThere) {
  const cases::CaseId main = house.dispatched("housing");
  const cases::CaseId duplicate = house.report();
  const std::string address = picture_of(duplicate);
  const std::int64_t seq = house.last_seq(duplicate);
  ASSERT_EQ(house
                .act(window, duplicate, "merge",
                     {{"into", house.record(main).row.values.serial}, {"reason", "同一件事"}})
                .status,
            303);
  EXPECT_EQ(seen_by(address, window), 200);
  EXPECT_EQ(seen_by(address, housing), 404) << "the unit has the main case alone";
  EXPECT_EQ(seen_by(FilesHouse::address(main, seq, "file1"), housing), 404);
  EXPECT_NE(tests::link_to(house.get(house.page_of(main), window).body,
                           "/handle/desk/" + house.page_of(duplicate)),
            "");
}

TEST_F(ShownFiles, AreGoneWhenTheyWereTakenBack) {
  const cases::CaseId id = house.dispatched("housing");
  ASSERT_EQ(house.act(housing, id, "sign_for").status, 303);
  ASSERT_EQ(house
                .send(housing, id, "reply", {{"outcome", "resolved"}, {"reply", "办好"}},
                      {paper(), picture()})
                .status,
            303);
  const std::int64_t seq = house.last_seq(id);
  ASSERT_EQ(house
                .act(housing, id, "withdraw_file",
                     {{"file", std::to_string(seq) + ".file1"}, {"reason", "传错了"}})
                .status,
            303);
  EXPECT_EQ(house.get(FilesHouse::address(id, seq, "file1"), housing).status, 404);
  EXPECT_EQ(house.get(FilesHouse::address(id, seq, "file2"), housing).status, 200);
  EXPECT_TRUE(reads(house.get(house.page_of(id), window), "已经撤回，文件已经销毁"));
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(ShownFiles, AnswerHeadToo) {
  const std::string address = picture_of(house.dispatched("housing"));
  ASSERT_EQ(seen_by(address, window), 200);
  const web::Response head = house.handle(house.request("HEAD", address, window));
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Type"), "image/jpeg");
}

TEST_F(ShownFiles, AreNamedWithoutSignsThatMislead) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string address =
      house.reporter_sends(id, "pdf", tests::plain_pdf(), "a\"b\r\n; x=\"合同.exe");
  ASSERT_EQ(seen_by(address, window), 200);
  const std::string said(house.get(address, window).header("Content-Disposition"));
  EXPECT_EQ(said.find('\n'), std::string::npos);
  EXPECT_TRUE(said.ends_with(".pdf")) << said;
  const std::string quoted = said.substr(said.find('"') + 1);
  EXPECT_EQ(quoted.find('"'), quoted.find("\"; filename*=")) << said;
}

TEST_F(ShownFiles, StandOnTheSheetOfWhatIsHeld) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string address = paper_of(id);
  const web::Response sheet =
      house.post(house.page_of(id) + "/request", window, {{"asker", "看了身份证"}});
  ASSERT_EQ(sheet.status, 200);
  EXPECT_TRUE(reads(sheet, "PDF文件（1 KB）：合同.pdf"));
}

}  // namespace
}  // namespace handler::desk::testing

// The duty roster at the desk: the calendar says what is so, each form keeps its change in the
// draft.
#include "handler/desk/publishing/duty_page.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/base/text.h"
#include "handler/publishing/duty_edits.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::DutyEntry;
using publishing::kDutyFile;
using publishing::mark_of;

constexpr const char* kDecember = "demo/publishing/duty/2026-12";
constexpr const char* kFebruary = "demo/publishing/duty/2027-02";

// An editor of the whole site on Monday, 30 November 2026.
class DutyDesk {
 public:
  explicit DutyDesk(const std::string& of = "demo") : site(of) {
    house.services().place.content = handler::testing::source_folder() / "content";
    house.clock.set("2026-11-30 10:00");
    user = house.add_user("editor", {{site, core::Role::editor, "", ""}});
    session = house.enter_as(user, site);
  }

  std::string standing() const {
    return core::read_file(handler::testing::source_folder() / "content/sites" / site / kDutyFile)
        .value();
  }
  std::string drafted() {
    const auto draft = house.store().draft(user, site);
    for (const store::DraftFile& file : draft.value().files) {
      if (file.path == kDutyFile) return file.text.value();
    }
    return standing();
  }
  std::vector<DutyEntry> entries() {
    core::Diagnostics found;
    return core::read_duty(core::read_yaml(kDutyFile, drafted(), found).value(), found).entries;
  }
  // A form as the page of the month has it.
  web::Response send(const std::string& month, const std::string& act, Form form) {
    form.emplace_back(
        "seen", mark_of_month(entries(), *core::period_from_text(month.substr(month.size() - 7))));
    return house.post(month + "/" + act, session, std::move(form));
  }
  std::string spot(std::size_t index) {
    return std::to_string(index) + ":" + mark_of(entries().at(index));
  }

  std::string site;
  DeskFixture house;
  std::int64_t user = 0;
  std::string session;
};

// How the form calls a leader of the sample site.
std::string bai() {
  return mark_of(
      DutyEntry{.name = "白晓晴", .post = "县政务服务管理局副局长", .phone = "0999-5550043"});
}

std::string added_lines(const std::string& before, const std::string& now) {
  const std::vector<std::string> a = core::split(before, '\n');
  std::string lines;
  for (const std::string& line : core::split(now, '\n')) {
    if (std::ranges::find(a, line) == a.end()) lines += line + "\n";
  }
  return lines;
}

TEST(DutyDesk, LeadsToTheMonthOfToday) {
  DutyDesk desk;
  const web::Response sent = desk.house.get("demo/publishing/duty", desk.session);
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.header("Location"), "/handle/desk/demo/publishing/duty/2026-11");
  for (const char* month : {"2026-13", "2026-Q4", "2026", "today"})
    EXPECT_EQ(desk.house.get(std::string("demo/publishing/duty/") + month, desk.session).status,
              404)
        << month;
}

TEST(DutyDesk, ShowsAMonthAsACalendar) {
  DutyDesk desk;
  const web::Response page = desk.house.get(kDecember, desk.session);
  ASSERT_EQ(page.status, 200);
  EXPECT_EQ(tests::heading_of(page.body), "2026年12月带班表");
  EXPECT_NE(
      tests::link_to(page.body, "/handle/desk/demo/publishing/duty/2026-12?day=2026-12-07#set"),
      "");
  EXPECT_TRUE(says(page, "<br>钟点"));
  EXPECT_TRUE(says(page, "<span class=\"hint\">休息</span>"));
  EXPECT_FALSE(says(page, "还没有排人的工作日"));
  EXPECT_FALSE(says(page, "<strong>今天</strong>"));
  EXPECT_TRUE(
      says(desk.house.get("demo/publishing/duty/2026-11", desk.session), "<strong>今天</strong>"));
  EXPECT_TRUE(says(desk.house.get("demo/publishing/duty/2026-10", desk.session), "国庆节，休息"));
  const web::Response later = desk.house.get(kFebruary, desk.session);
  EXPECT_TRUE(says(later, "还没有排人的工作日"));
  EXPECT_TRUE(says(later, "没有排</strong>"));
}

TEST(DutyDesk, PutsALeaderInForSomeDays) {
  DutyDesk desk;
  const web::Response page =
      desk.house.get(std::string(kDecember) + "?day=2026-12-09", desk.session);
  EXPECT_EQ(tests::filled_in(page.body, "from"), "2026-12-09");
  EXPECT_TRUE(says(page, "value=\"" + bai() + "\""));
  ASSERT_EQ(
      desk.send(kDecember, "set",
                {{"from", "2026-12-09"}, {"to", "2026-12-10"}, {"part", "day"}, {"leader", bai()}})
          .status,
      303);
  EXPECT_EQ(added_lines(desk.standing(), desk.drafted()),
            "  - {from: 2026-12-07, to: 2026-12-08, name: 钟点, post: 县政务服务管理局四级调研员, "
            "phone: 0999-5550046}\n"
            "  - {from: 2026-12-09, to: 2026-12-10, name: 白晓晴, post: 县政务服务管理局副局长, "
            "phone: 0999-5550043}\n"
            "  - {from: 2026-12-11, to: 2026-12-13, name: 钟点, post: 县政务服务管理局四级调研员, "
            "phone: 0999-5550046}\n");
}

TEST(DutyDesk, PutsALeaderInForHalfADay) {
  DutyDesk desk;
  ASSERT_EQ(desk.send(kDecember, "set",
                      {{"from", "2026-12-09"},
                       {"part", "afternoon"},
                       {"name", "王　明"},
                       {"post", "副县长"},
                       {"phone", "0999-5550001"}})
                .status,
            303);
  const web::Response page = desk.house.get(kDecember, desk.session);
  EXPECT_TRUE(says(page, "<br>上午 钟点<br>下午 王明"));
}

TEST(DutyDesk, ComesBackWithWhatWasTyped) {
  DutyDesk desk;
  const web::Response nameless = desk.send(kDecember, "set", {{"from", "2026-12-09"}});
  EXPECT_EQ(nameless.status, 422);
  EXPECT_NE(tests::link_to(nameless.body, "#set-leader"), "");
  const web::Response phone =
      desk.send(kDecember, "set",
                {{"from", "2026-12-09"}, {"to", "2026-12-11"}, {"name", "王明"}, {"phone", "12"}});
  EXPECT_EQ(phone.status, 422);
  EXPECT_NE(tests::link_to(phone.body, "#set-phone"), "");
  EXPECT_EQ(tests::filled_in(phone.body, "to"), "2026-12-11");
  EXPECT_EQ(tests::filled_in(phone.body, "name"), "王明");
  EXPECT_EQ(
      desk.send(kDecember, "set", {{"from", "2026-12-09"}, {"to", "2026-12-01"}, {"leader", bai()}})
          .status,
      422);
  EXPECT_EQ(desk.send(kDecember, "set", {{"from", "昨天"}, {"leader", bai()}}).status, 422);
  EXPECT_EQ(desk.drafted(), desk.standing());
}

TEST(DutyDesk, ChangesNothingFromAStalePage) {
  DutyDesk desk;
  const web::Response page = desk.house.post(
      std::string(kDecember) + "/set", desk.session,
      {{"from", "2026-12-09"}, {"to", "2026-12-10"}, {"leader", bai()}, {"seen", "old"}});
  EXPECT_EQ(page.status, 409);
  EXPECT_EQ(tests::filled_in(page.body, "to"), "2026-12-10");
  EXPECT_EQ(desk.send(kDecember, "remove", {{"index", "0"}, {"mark", "old"}}).status, 409);
  EXPECT_EQ(desk.send(kDecember, "swap", {{"one", desk.spot(5)}, {"other", "6:old"}}).status, 409);
  EXPECT_EQ(desk.house.post(std::string(kDecember) + "/crown", desk.session).status, 404);
}

TEST(DutyDesk, GoesOnInTurnToTheEndOfTheMonth) {
  DutyDesk desk;
  EXPECT_TRUE(reads(desk.house.get(kFebruary, desk.session), "2月1日至2月7日 柏树\n"));
  ASSERT_EQ(desk.send(kFebruary, "forward", {}).status, 303);
  EXPECT_TRUE(desk.drafted().starts_with(desk.standing()));
  EXPECT_EQ(
      added_lines(desk.standing(), desk.drafted()),
      "  - {from: 2027-02-01, to: 2027-02-07, name: 柏树, post: 县政务服务管理局副局长, phone: "
      "0999-5550042}\n"
      "  - {from: 2027-02-08, to: 2027-02-14, name: 白晓晴, post: 县政务服务管理局副局长, "
      "phone: 0999-5550043}\n"
      "  - {from: 2027-02-15, to: 2027-02-21, name: 潘理事, post: 县政务服务中心主任, phone: "
      "0999-5550044}\n"
      "  - {from: 2027-02-22, to: 2027-02-28, name: 凌云, post: 县政务服务管理局二级主任科员, "
      "phone: 0999-5550045}\n");
  EXPECT_EQ(desk.send(kFebruary, "forward", {}).status, 422);
}

TEST(DutyDesk, SwapsTwoTurnsAndTakesOneOut) {
  DutyDesk desk;
  ASSERT_EQ(desk.send(kDecember, "swap", {{"one", desk.spot(5)}, {"other", desk.spot(6)}}).status,
            303);
  EXPECT_EQ(desk.entries()[5].name, "秦为民");
  EXPECT_EQ(desk.entries()[6].name, "钟点");
  EXPECT_EQ(desk.send(kDecember, "swap", {{"one", desk.spot(5)}, {"other", desk.spot(5)}}).status,
            422);
  ASSERT_EQ(
      desk.send(kDecember, "remove", {{"index", "5"}, {"mark", mark_of(desk.entries()[5])}}).status,
      303);
  EXPECT_TRUE(says(desk.house.get(kDecember, desk.session), "还没有排人的工作日"));
}

TEST(DutyDesk, TakesAPastedTable) {
  DutyDesk desk;
  const web::Response wrong =
      desk.send(kFebruary, "paste", {{"table", "日期\t姓名\n2月1日至7日\t柏树\n二月\t秦为民\n"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(says(wrong, "<strong>第3行第1格</strong> “二月”"));
  EXPECT_TRUE(tests::filled_in(wrong.body, "table").starts_with("日期\t姓名\n"));
  ASSERT_EQ(desk.send(kFebruary, "paste",
                      {{"table", "2月1日至7日\t柏树\n2月8日至14日\t王明\t0999-5550050\n"}})
                .status,
            303);
  EXPECT_EQ(
      added_lines(desk.standing(), desk.drafted()),
      "  - {from: 2027-02-01, to: 2027-02-07, name: 柏树, post: 县政务服务管理局副局长, phone: "
      "0999-5550042}\n"
      "  - {from: 2027-02-08, to: 2027-02-14, name: 王明, phone: 0999-5550050}\n");
}

TEST(DutyDesk, BeginsTheListOfATownThatHasNone) {
  DutyDesk desk("pingyi");
  const std::string december = "pingyi/publishing/duty/2026-12";
  EXPECT_TRUE(says(desk.house.get(december, desk.session), "这个月还没有排班"));
  ASSERT_EQ(
      desk.send(december, "set", {{"from", "2026-12-01"}, {"to", "2026-12-06"}, {"name", "王芳"}})
          .status,
      303);
  EXPECT_TRUE(desk.drafted().starts_with(desk.standing()));
  EXPECT_EQ(desk.entries().size(), 1u);
}

TEST(DutyDesk, IsNotForEditorsOfOneWindow) {
  DutyDesk desk;
  const std::string clerk = desk.house.enter_as_role(core::Role::editor, "", "qinghe");
  EXPECT_EQ(desk.house.get(kDecember, clerk).status, 403);
  EXPECT_EQ(desk.house.post(std::string(kDecember) + "/forward", clerk).status, 403);
}

}  // namespace
}  // namespace handler::desk::testing

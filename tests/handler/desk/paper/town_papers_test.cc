// The forms of 平邑, 北关 and 韶关 filled in for a case, cell by cell, as their annexes prescribe.
#include <algorithm>

#include "core/base/text.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

const tests::PublishedSites& towns() {
  static const tests::PublishedSites sites(BANCHENG_SOURCE_DIR, {"pingyi", "beiguan", "shaoguan"});
  return sites;
}

// Words of the markup between `from` and the next `until`, without tags.
std::string words_in(const std::string& html, std::size_t from, const std::string& until) {
  std::string words;
  bool in_tag = false;
  const std::size_t end = std::min(html.find(until, from), html.size());
  for (std::size_t at = from; at < end; ++at) {
    if (html[at] == '<') in_tag = true;
    if (!in_tag) words += html[at];
    if (html[at] == '>') in_tag = false;
  }
  return core::trimmed(words);
}

// One case in a town, handled by a user with all roles.
class TownCase {
 public:
  TownCase(const std::string& site, const std::string& tier, const core::Json& data = {})
      : house_(towns().root()), site_(site) {
    const core::Site& model = live()->site();
    unit_ = model.units.front().id;
    everybody_ = house_.enter({{site, Role::front_desk, "", ""},
                               {site, Role::dispatcher, "", ""},
                               {site, Role::unit, "", unit_}},
                              site);
    core::Json facts = {{"kind", "matter"}, {"window", "main"}, {"channel", "online"}};
    if (data.is_object()) facts.update(data);
    report(facts);
    act("accept", {{"kind", "matter"}, {"tier", tier}, {"matter", "不动产权证书换发"}});
  }

  void act(const std::string& action, Form form = {}) {
    form.emplace_back("seen", std::to_string(record().row.last_seq));
    const web::Response answer = house_.post(path() + "/actions/" + action, everybody_, form);
    EXPECT_EQ(answer.status, 303) << action << answer.body.substr(0, 2000);
  }
  void dispatch(const std::string& note = "") {
    act("dispatch", {{"unit", unit_}, {"note", note}});
  }
  void answer() {
    act("reply", {{"outcome", "resolved"}, {"reply", "已经补录档案。"}, {"statement", "说明"}});
    act("feed_back", {{"reply", "可以来领证了。"}, {"channel", "written"}});
    act("close");
  }
  // The sheet; with the identity if the form has fields for it.
  std::string sheet(const std::string& form) {
    const std::string address = path() + "/print/" + form;
    const web::Response named = house_.post(address, everybody_);
    return named.status == 200 ? named.body : house_.get(address, everybody_).body;
  }
  std::string ledger(const std::string& form) {
    const web::Response page =
        house_.post(site_ + "/ledgers/" + form, everybody_, {{"period", "2026-09"}, {"as", "csv"}});
    EXPECT_EQ(page.status, 200);
    return page.body;
  }
  std::string unit_name() { return live()->site().unit(unit_)->name; }
  DeskFixture& house() { return house_; }

 private:
  std::shared_ptr<const view::LiveSite> live() {
    return house_.services().sites.get(site_).value();
  }
  store::CaseRecord record() { return house_.store().case_by_id(site_, id_).value(); }
  std::string path() const { return site_ + "/cases/" + std::to_string(id_); }

  void report(const core::Json& facts) {
    const std::string& key = house_.services().portal_keys.seal_public;
    const core::Json identity = {{"name", "欧阳小明"},
                                 {"phone", "13812341234"},
                                 {"id_number", "371326199001011234"},
                                 {"address", "莲花山路3号"}};
    const core::Json words = {{"matter", "换证"}, {"problem", "来回跑了四趟。"}};
    store::NewReport made;
    made.site = site_;
    made.ticket_hash = core::to_hex(core::hash("ticket"));
    made.nonce_hash = core::to_hex(core::hash("nonce"));
    made.submitted.actor.kind = cases::Actor::Kind::reporter;
    made.submitted.type = cases::EventType::submitted;
    made.submitted.data = facts;
    made.submitted.parts = {
        store::make_part(house_.randomness, "identity", identity.dump(), key, false),
        store::make_part(house_.randomness, "words", words.dump(), key, false)};
    made.refold = view::refold_with(house_.services().rules.present(*live()), house_.clock.now());
    id_ = house_.store().add_report(std::move(made)).value().id;
  }

  DeskFixture house_;
  std::string site_;
  std::string unit_;
  std::string everybody_;
  cases::CaseId id_ = 0;
};

// Without the marks that keep the window's name on one line.
std::string without_whole_words(std::string html) {
  const std::string open = "<span class=\"whole\">";
  const std::string close = "</span>";
  for (std::size_t at = 0; (at = html.find(open, at)) != std::string::npos;) {
    html.erase(at, open.size());
    html.erase(html.find(close, at), close.size());
  }
  return html;
}

// The value of a labelled cell: in the next cell, or after the label in the same cell.
std::string cell(const std::string& page, const std::string& label) {
  const std::string html = without_whole_words(page);
  const std::string beside = ">" + label + "</th>";
  const std::string behind = ">" + label + "</span>";
  const std::size_t at = html.find(beside);
  if (at != std::string::npos) return words_in(html, at + beside.size(), "</td>");
  const std::size_t in = html.find(behind);
  if (in == std::string::npos) return "no cell " + label;
  const bool in_grid = html.find("</td>", in) < html.find("</p>", in);
  return words_in(html, in + behind.size(), in_grid ? "</td>" : "</p>");
}

TEST(PaperOfPingyi, HasTheQuestionSheetFilledIn) {
  TownCase one("pingyi", "general");
  one.dispatch();
  const std::string sheet = one.sheet("register");
  EXPECT_TRUE(cell(sheet, "值班人员：").starts_with("人员 user"));
  EXPECT_NE(sheet.find("2026年9月24日"), std::string::npos);
  EXPECT_EQ(cell(sheet, "受理事项"), "不动产权证书换发");
  EXPECT_EQ(cell(sheet, "接办窗口（科室）"), one.unit_name());
  EXPECT_EQ(cell(sheet, "反映人"), "欧阳小明");
  EXPECT_EQ(cell(sheet, "联系电话"), "13812341234");
  EXPECT_EQ(cell(sheet, "“办不成事”事项情况"), "来回跑了四趟。");
}

TEST(PaperOfPingyi, SaysWhetherItIsDoneAndTheReporterContent) {
  TownCase one("pingyi", "general");
  one.dispatch();
  EXPECT_EQ(cell(one.sheet("register"), "办理结果（是否办结、满意）"), "");
  one.answer();
  EXPECT_EQ(cell(one.sheet("register"), "办理结果（是否办结、满意）"), "已经补录档案。\n办结");
  one.act("evaluate", {{"grade", "satisfied"}});
  const std::string sheet = one.sheet("register");
  EXPECT_EQ(cell(sheet, "办理结果（是否办结、满意）"), "已经补录档案。\n办结\n满意");
  EXPECT_TRUE(cell(sheet, "承办窗口（科室）办结签字").starts_with("人员 user"));
  EXPECT_EQ(cell(sheet, "带班领导签字"), "") << "for the hand";
  EXPECT_EQ(cell(sheet, "备注"), "反映人评价：满意。");
}

TEST(PaperOfPingyi, HasTheSlipAndItsStubWithOneNumber) {
  TownCase one("pingyi", "general");
  one.dispatch("请与档案馆核对。");
  one.act("sign_for");
  const std::string sheet = one.sheet("slip");
  const std::size_t stub = sheet.find("PY-2026-0001-1");
  const std::size_t cut = sheet.find("沿此线裁开");
  ASSERT_NE(stub, std::string::npos);
  EXPECT_LT(stub, cut);
  EXPECT_NE(sheet.find("PY-2026-0001-1", cut), std::string::npos);
  EXPECT_EQ(cell(sheet, "接办窗口（科室）"), one.unit_name());
  EXPECT_EQ(cell(sheet, "交办事项"), "不动产权证书换发");
  EXPECT_EQ(cell(sheet, "交办时间"), "2026年9月24日");
  EXPECT_EQ(cell(sheet, "交办内容"), "来回跑了四趟。\n请与档案馆核对。");
  EXPECT_TRUE(cell(sheet, "接办人签字").starts_with("人员 user"));
}

TEST(PaperOfBeiguan, IsInTheColourOfTheTierAndSaysItInWords) {
  for (const auto& [tier, word] :
       {std::pair{"blue", "蓝牌"}, {"yellow", "黄牌"}, {"red", "红牌"}}) {
    TownCase one("beiguan", tier);
    one.dispatch();
    const std::string sheet = one.sheet("slip");
    EXPECT_NE(sheet.find(std::string("paper-band-") + tier), std::string::npos);
    const std::size_t ticked = sheet.find("☑");
    ASSERT_NE(ticked, std::string::npos) << tier;
    EXPECT_EQ(sheet.find("☑", ticked + 1), std::string::npos) << tier;
    EXPECT_TRUE(sheet.substr(0, ticked).ends_with(word)) << tier;
  }
}

TEST(PaperOfBeiguan, NamesUnitSourceNumberAndWhoReportedWhat) {
  TownCase one("beiguan", "yellow");
  one.dispatch("请三天内核实。");
  const std::string sheet = one.sheet("slip");
  EXPECT_EQ(cell(sheet, "承办单位："), one.unit_name());
  const std::string foot = sheet.substr(sheet.find("paper-foot"));
  EXPECT_EQ(cell(foot, "承办单位："), one.unit_name());
  EXPECT_EQ(cell(sheet, "案件来源："), "网上");
  EXPECT_EQ(cell(sheet, "受理编号："), "BG-2026-0001");
  EXPECT_EQ(cell(sheet, "反映时间："), "2026年9月24日");
  EXPECT_EQ(cell(sheet, "反映人姓名："), "欧阳小明");
  EXPECT_EQ(cell(sheet, "反映人电话："), "13812341234");
  EXPECT_EQ(cell(sheet, "企业群众反映内容"), "来回跑了四趟。");
  EXPECT_NE(sheet.find("请三天内核实。"), std::string::npos);
  EXPECT_EQ(cell(sheet, "批转日期："), "2026年9月24日");
}

TEST(PaperOfBeiguan, PutsTheDueDateOfTheCaseIn) {
  TownCase one("beiguan", "yellow");
  one.dispatch();
  EXPECT_EQ(cell(one.sheet("slip"), "回复要求").find("请于2026年10月9日前将办理结果报"), 0u);
}

TEST(PaperOfBeiguan, CarriesTheAnswerAndTheVisit) {
  TownCase one("beiguan", "blue");
  one.dispatch();
  one.answer();
  one.act("visit", {{"visit", "本人已领证。"}});
  const std::string sheet = one.sheet("slip");
  EXPECT_NE(sheet.find("已经补录档案。"), std::string::npos);
  EXPECT_EQ(cell(sheet, "主管领导签字："), "（公章）");
  EXPECT_EQ(cell(sheet, "回访时间："), "2026年9月24日");
  EXPECT_EQ(cell(sheet, "回访情况："), "本人已领证。");
  EXPECT_EQ(cell(sheet, "回访负责人签字："), "");
}

TEST(PaperOfBeiguan, KeepsTheTrackingLedgerOfEightColumns) {
  TownCase one("beiguan", "blue");
  one.dispatch();
  one.answer();
  const std::string ledger = one.ledger("ledger");
  EXPECT_NE(
      ledger.find("工单编号,办理对象,联系电话,反映事项,受理人,受理时间,处理结果,办结时间\r\n"),
      std::string::npos)
      << ledger;
  EXPECT_NE(ledger.find("BG-2026-0001,欧阳小明,13812341234,不动产权证书换发,人员 user1,"
                        "2026年9月24日,已经补录档案。,2026年9月24日\r\n"),
            std::string::npos)
      << ledger;
}

TEST(PaperOfShaoguan, HasTheRegistrationFormFilledIn) {
  TownCase one("shaoguan", "general");
  const std::string sheet = one.sheet("registration");
  EXPECT_EQ(cell(sheet, "NO:"), "SG-2026-0001");
  EXPECT_EQ(cell(sheet, "申请人"), "欧阳小明");
  EXPECT_EQ(cell(sheet, "证件信息"), "371326199001011234");
  EXPECT_EQ(cell(sheet, "地址"), "莲花山路3号");
  EXPECT_EQ(cell(sheet, "事项名称"), "不动产权证书换发");
  EXPECT_EQ(cell(sheet, "问题反馈"), "来回跑了四趟。");
  EXPECT_EQ(cell(sheet, "受理情况").find("窗口受理"), 0u);
}

TEST(PaperOfShaoguan, CarriesTheVisit) {
  TownCase one("shaoguan", "general");
  one.dispatch();
  one.answer();
  one.act("visit", {{"visit", "本人已领证。"}});
  const std::string sheet = one.sheet("registration");
  EXPECT_EQ(cell(sheet, "回访情况"), "本人已领证。");
  EXPECT_EQ(cell(sheet, "备注"), "回访1次。");
}

TEST(PaperOfShaoguan, TicksWhatBecameOfItBeforeAndAfterMaterials) {
  TownCase one("shaoguan", "general");
  one.dispatch();
  EXPECT_EQ(cell(one.sheet("registration"), "办件结果"), "办结□在办☑补正材料□");
  one.act("ask_materials", {{"list", "合同"}});
  EXPECT_EQ(cell(one.sheet("registration"), "办件结果"), "办结□在办□补正材料☑");
  EXPECT_NE(one.sheet("registration").find("再次补正□"), std::string::npos);
  one.act("receive_materials");
  one.act("ask_materials", {{"list", "原件"}});
  EXPECT_NE(one.sheet("registration").find("再次补正☑"), std::string::npos);
  one.act("receive_materials");
  one.answer();
  const std::string sheet = one.sheet("registration");
  EXPECT_EQ(cell(sheet, "办件结果"), "办结□在办□补正材料☑");
  EXPECT_TRUE(cell(sheet, "经办人").starts_with("人员 user"));
}

}  // namespace
}  // namespace handler::desk::testing

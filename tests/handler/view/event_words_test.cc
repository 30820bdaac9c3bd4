// Each event as a sentence: for the person who waits, and for staff.
#include "handler/view/event_words.h"

#include <set>

#include "tests/handler/hall.h"

namespace handler::view {
namespace {

struct Said {
  std::string type;
  core::Json data;
  std::string to_reporter;  // "" if the reporter does not see it
  std::string to_staff;
};

const std::vector<Said>& said() {
  static const std::vector<Said> table = {
      {"submitted", {{"kind", "matter"}}, "提交反映", "提交反映"},
      {"accepted", {{"tier", "complex"}}, "窗口受理，分级为黄牌事项", "窗口受理，分级为黄牌事项"},
      {"declined",
       {{"exclusion", "litigation"}},
       "窗口说明不予受理的原因和可以去的地方：正在诉讼、仲裁或者已经立案的事。",
       "窗口说明不予受理的原因和可以去的地方：正在诉讼、仲裁或者已经立案的事。"},
      {"withdrawn", core::Json::object(), "反映人撤回", "反映人撤回"},
      {"dispatched",
       {{"unit", "taxation"}},
       "转交承办单位办理：示范县税务局",
       "转交承办单位办理：示范县税务局"},
      {"signed_for", core::Json::object(), "承办单位签收", "承办单位签收"},
      {"returned", core::Json::object(), "承办单位退回，窗口重新安排",
       "承办单位退回，窗口重新安排"},
      {"replied",
       {{"outcome", "explained"}},
       "有了办理结果：已经解释说明",
       "有了办理结果：已经解释说明"},
      {"contributed", core::Json::object(), "", "协办单位向主办单位说明情况"},
      {"progress_reported", core::Json::object(), "告知办理进展", "告知办理进展"},
      {"sent_back", core::Json::object(), "窗口认为答复还不够，退回继续办理",
       "窗口认为答复还不够，退回继续办理"},
      {"fed_back",
       {{"channel", "phone"}},
       "窗口把结果告诉反映人（电话）",
       "窗口把结果告诉反映人（电话）"},
      {"closed", core::Json::object(), "办结", "办结"},
      {"cause_stated",
       {{"cause", "materials_missing"}},
       "",
       "记录没办成的原因；当初没办成的原因：材料没有备齐"},
      {"retiered", {{"tier", "hard"}}, "调整分级为红牌事项", "调整分级为红牌事项"},
      {"extension_asked", {{"workdays", 3}}, "", "申请延期3个工作日"},
      {"extension_granted", {{"workdays", 3}}, "批准延期3个工作日", "批准延期3个工作日"},
      {"extension_refused", core::Json::object(), "", "没有批准延期"},
      {"materials_asked", core::Json::object(), "请反映人补充材料", "请反映人补充材料"},
      {"materials_received", core::Json::object(), "收到补充材料", "收到补充材料"},
      {"materials_sent", core::Json::object(), "反映人补充材料", "反映人补充材料"},
      {"transferred_out", core::Json::object(), "转送有权办理的机构", "转送有权办理的机构"},
      {"urged", core::Json::object(), "催促办理", "催促办理"},
      {"coordinated", {{"meeting", "joint_meeting"}}, "开会协调：联席会议", "开会协调：联席会议"},
      {"measure_used",
       {{"measure", "proof_commitment"}},
       "采用帮办措施：证明事项告知承诺",
       "采用帮办措施：证明事项告知承诺"},
      {"escalated",
       {{"target", "supervision"}},
       "提交上一级处理：监督检查组",
       "提交上一级处理：监督检查组"},
      {"accountability_recorded", core::Json::object(), "", "记录责任追究"},
      {"evaluated", {{"grade", "dissatisfied"}}, "反映人评价：不满意", "反映人评价：不满意"},
      {"rectified", core::Json::object(), "整改并告知反映人", "整改并告知反映人"},
      {"visited", core::Json::object(), "回访", "回访"},
      {"reopening_asked", core::Json::object(), "反映人申请重新办理", "反映人申请重新办理"},
      {"reopening_refused", core::Json::object(), "窗口说明不重新办理的原因",
       "窗口说明不重新办理的原因"},
      {"reopened", core::Json::object(), "重新办理", "重新办理"},
      {"archived", core::Json::object(), "", "归档"},
      {"merged",
       {{"into", 3}, {"serial", "SF-2026-0003"}},
       "与反映同一情况的另一件事项合并办理",
       "与反映同一情况的另一件事项合并办理（并入SF-2026-0003）"},
      {"merged_in",
       {{"from", 4}, {"serial", "SF-2026-0004"}},
       "",
       "反映同一情况的另一件事项并入这一件（SF-2026-0004）"},
      {"merged_told",
       {{"channel", "phone"}},
       "窗口把合并办理的结果告诉反映人（电话）",
       "窗口把合并办理的结果告诉反映人（电话）"},
      {"absorbed_told", {{"channel", "phone"}}, "", "把结果告诉并入事项的反映人（电话）"},
      {"number_changed", core::Json::object(), "反映人更换查询编号", "反映人更换查询编号"},
      {"number_reissued",
       {{"check", "id_card"}},
       "窗口核对身份后换发查询编号（核对身份证件）",
       "窗口核对身份后换发查询编号（核对身份证件）"},
      {"breached",
       {{"clock", "handle"}, {"notify", {"dispatcher"}}, {"escalate", {"supervision"}}},
       "超过时限：办理时限，提醒督办科督办，提交监督检查组处理",
       "超过时限：办理时限，提醒督办科督办，提交监督检查组处理"},
      {"reminded", {{"clock", "handle"}}, "", "快到期，提醒经办人：办理时限"},
      {"visit_due", core::Json::object(), "", "到了该回访的日子"},
      {"calendar_settled", core::Json::object(), "放假安排公布，到期日确定",
       "放假安排公布，到期日确定"},
      {"identity_viewed", core::Json::object(), "", "查看反映人身份"},
  };
  return table;
}

class EventWords : public ::testing::Test {
 protected:
  std::string words(const std::string& type, const core::Json& data, Reader reader,
                    cases::Actor::Kind by = cases::Actor::Kind::staff) {
    cases::Event event;
    event.type = cases::event_type(type).value();
    event.actor.kind = by;
    event.data = data;
    const auto site = hall.site();
    return event_in_words(event, site->site(), site->site().policy, site->texts, reader);
  }

  handler::testing::Hall hall;
};

TEST_F(EventWords, KnowEveryTypeOfEvent) {
  std::set<std::string_view> tested;
  for (const Said& each : said()) tested.insert(each.type);
  for (const cases::EventRule& rule : cases::event_table())
    EXPECT_TRUE(tested.contains(rule.word)) << rule.word;
}

TEST_F(EventWords, TellTheReporterWhatConcernsThem) {
  for (const Said& each : said())
    EXPECT_EQ(words(each.type, each.data, Reader::reporter), each.to_reporter) << each.type;
}

TEST_F(EventWords, TellStaffEverything) {
  for (const Said& each : said())
    EXPECT_EQ(words(each.type, each.data, Reader::staff), each.to_staff) << each.type;
}

TEST_F(EventWords, SayWhatThePolicyDidByItself) {
  EXPECT_EQ(
      words("escalated", {{"target", "supervision"}}, Reader::reporter, cases::Actor::Kind::system),
      "按规定的次数，自动提交：监督检查组");
}

TEST_F(EventWords, NameTheUnitsThatAssist) {
  EXPECT_EQ(words("dispatched", {{"unit", "housing"}, {"assisting", {"taxation"}}}, Reader::staff),
            words("dispatched", {{"unit", "housing"}}, Reader::staff) + "，协办：示范县税务局");
}

TEST_F(EventWords, NameAThingThatIsNoLongerPublishedByItsId) {
  EXPECT_EQ(words("dispatched", {{"unit", "gone"}}, Reader::reporter), "转交承办单位办理：gone");
  EXPECT_EQ(words("accepted", {{"tier", "gone"}}, Reader::staff), "窗口受理，分级为gone");
  EXPECT_EQ(words("declined", {{"exclusion", "gone"}}, Reader::staff),
            "窗口说明不予受理的原因和可以去的地方：gone");
}

TEST_F(EventWords, LeaveOutWhatTheEventDoesNotSay) {
  EXPECT_EQ(words("accepted", core::Json::object(), Reader::reporter), "窗口受理");
  EXPECT_EQ(words("accepted", {{"tier", ""}}, Reader::reporter), "窗口受理");
  EXPECT_EQ(words("extension_granted", {{"workdays", core::Json::array()}}, Reader::reporter),
            "批准延期");
}

}  // namespace
}  // namespace handler::view

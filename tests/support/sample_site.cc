// A small invented town for tests, as a value.
#include "tests/support/sample_site.h"

namespace tests {
namespace {

using namespace core;
using std::chrono::year;

constexpr Day kIssued = std::chrono::sys_days(year(2022) / 3 / 14);

TimeLimit workdays(int hundredths) {
  return {TimeLimit::Kind::workdays, hundredths};
}

SiteIdentity identity() {
  SiteIdentity one;
  one.id = "yangli";
  one.standing = Standing::sample;
  one.name = "样例县";
  one.window_name = "“办不成事”反映窗口";
  one.owner = "样例县政务服务局";
  one.hall = "样例县政务服务中心";
  one.serial_prefix = "YL";
  one.pledge = "您反映，我们办。";
  one.purpose = {"材料交了没人收，可以到这里说。", "跑了几趟没办成，也可以。"};
  one.real_route = "请到当地政务服务大厅。";
  one.site_url = "/yangli/";
  return one;
}

std::vector<Tier> tiers() {
  return {{.id = "immediate",
           .name = "立即解决事项",
           .limits = {{"handle", {TimeLimit::Kind::on_the_spot, 0}}},
           .criteria = {"能够立即解决的"}},
          {.id = "general",
           .name = "一般事项",
           .colour = "blue",
           .limits = {{"handle", workdays(200)}},
           .criteria = {"不能立即解决的"}},
          {.id = "complex",
           .name = "复杂事项",
           .colour = "red",
           .limits = {{"handle", workdays(500)}},
           .means = TierMeans::resolve_or_reply,
           .criteria = {"涉及多个部门的"},
           .requires_documents = {"问题处理说明"},
           .performer = "联席会议"}};
}

std::vector<PolicyClock> clocks() {
  return {
      {.id = "dispatch",
       .name = "转办时限",
       .from = Milestone::accepted,
       .until = Milestone::dispatched,
       .limit = {TimeLimit::Kind::same_workday, 0}},
      {.id = "handle",
       .name = "办理时限",
       .from = Milestone::dispatched,
       .until = Milestone::replied,
       .by_tier = true,
       .extend = Extension{.workdays = 7},
       .on_breach = {{BreachAction::When::unless_extended, BreachAction::Act::notify, "dispatcher"},
                     {BreachAction::When::if_extended, BreachAction::Act::escalate,
                      "leading_group"}}},
      {.id = "feed_back",
       .name = "反馈时限",
       .from = Milestone::replied,
       .until = Milestone::fed_back,
       .limit = workdays(50)}};
}

std::vector<Step> steps() {
  return {
      {.id = "consult",
       .name = "接待登记",
       .text = "听您讲清问题，登记台账。",
       .performer = "窗口人员",
       .covers = {CaseState::submitted, CaseState::accepted, CaseState::declined,
                  CaseState::withdrawn}},
      {.id = "dispatch",
       .name = "转办",
       .text = "转给该办的单位。",
       .performer = "督办科",
       .covers = {CaseState::dispatched},
       .clocks = {"dispatch"}},
      {.id = "resolve",
       .name = "限时办理",
       .text = "在时限内办理并答复。",
       .performer = "承办单位",
       .covers = {CaseState::handling, CaseState::awaiting_materials, CaseState::transferred_out},
       .clocks = {"handle"},
       .branches = {{.name = "多次协调不成", .text = "移交督查部门。"}}},
      {.id = "feed_back",
       .name = "反馈",
       .text = "把结果告诉您。",
       .performer = "窗口人员",
       .covers = {CaseState::replied, CaseState::fed_back, CaseState::closed},
       .clocks = {"feed_back"}}};
}

Policy policy() {
  Policy policy;
  policy.effective_from = kIssued;
  policy.basis = "plan";
  policy.kinds = {
      {.id = "matter",
       .name = "办事受阻",
       .description = "材料交了没受理。",
       .tiers = {"immediate", "general", "complex"}},
      {.id = "conduct", .name = "服务作风", .tiers = {"general", "complex"}, .restricted = true},
      {.id = "suggestion", .name = "意见建议"}};
  policy.scope = {{.id = "not_accepted", .kind = "matter", .text = "交了材料没有受理的。"},
                  {.id = "rude", .kind = "conduct", .text = "服务态度差的。"}};
  policy.exclusions = {{.id = "legal_bar",
                        .text = "法律禁止办理的。",
                        .explain = "窗口会说明是哪一条。",
                        .referral = {"hotline"}}};
  policy.referrals = {
      {.id = "hotline", .name = "12345 热线", .phone = "12345", .note = "不知道找谁时可以打。"}};
  policy.roles = {{.role = Role::front_desk, .name = "窗口人员"},
                  {.role = Role::dispatcher, .name = "督办科"},
                  {.role = Role::unit, .name = "承办单位"},
                  {.role = Role::leader_on_duty, .name = "带班领导"}};
  policy.tiers = tiers();
  policy.clocks = clocks();
  policy.steps = steps();
  policy.hours = assumed_office_hours();
  policy.materials_within = workdays(500);
  return policy;
}

std::vector<Window> windows() {
  return {
      {.id = "main",
       .name = "样例县政务服务中心窗口",
       .level = "county",
       .hall = "样例县政务服务中心",
       .place = "一楼 3 号窗口",
       .address = "样例路 1 号",
       .phone = "0999-5550001转8",
       .hours = OfficeHours{.openings = {{MinuteOfDay(540), MinuteOfDay(720)}}, .published = true}},
      {.id = "qinghe", .name = "青禾镇窗口", .level = "town", .parent = "main"}};
}

std::vector<Body> bodies() {
  return {{.id = "leading_group",
           .name = "工作领导小组",
           .type = "leading_group",
           .duties = "研究解决困难。",
           .as_of = kIssued,
           .source = "plan",
           .roster = {{.role = "组长", .name = "王芳", .post = "局长"},
                      {.role = "成员", .post = "各镇分管副镇长"},
                      {.role = "成员", .unit = "县供水公司"},
                      {.role = "成员", .unit = "县供电公司"}}},
          {.id = "office",
           .name = "领导小组办公室",
           .type = "office",
           .parent = "leading_group",
           .host = "县政务服务局",
           .roster = {{.role = "主任", .name = "欧阳小明", .post = "副局长", .concurrent = true}}}};
}

std::vector<PaperForm> papers() {
  return {
      {.id = "slip",
       .title = "样例县交办单",
       .kind = PaperKind::slip,
       .purpose = "转办时填写。",
       .filled_by = "督办科",
       .source = "plan",
       .annex = "附件2",
       .coloured = true,
       .columns = 6,
       .copies = {{"stub", "存根"}, {"unit", "交承办单位"}},
       .head = {{.field = "tier", .boxes = PaperBoxes::tiers_hardest_first}},
       .rows =
           {{.lines = 3,
             .cells = {{.label = "反映内容", .field = "problem", .span = 6, .label_span = 2}}},
            {.cells = {{.label = "答复要求：", .text = "请在{due_date}前答复{unit}。", .span = 6}}},
            {.cells = {{.label = "接办人签字",
                        .field = "signed_for",
                        .span = 6,
                        .label_span = 2,
                        .signature = PaperSignature::name,
                        .copies = {"stub"}},
                       {.label = "主管领导签字：",
                        .span = 6,
                        .signature = PaperSignature::seal,
                        .copies = {"unit"}}}}},
       .foot = {{.label = "地址：", .field = "unit_address"}},
       .legend = "handle",
       .notes = {"当面交接。"}},
      {.id = "ledger",
       .title = "样例县台账",
       .kind = PaperKind::ledger,
       .purpose = "一件事一行。",
       .filled_by = "窗口人员",
       .source = "plan",
       .landscape = true,
       .columns = 4,
       .blank_lines = 3,
       .rows = {{.cells = {{.label = "事项", .field = "matter", .span = 3},
                           {.label = "分级", .field = "tier", .span = 1}}}}}};
}

}  // namespace

Site sample_site() {
  Site site;
  site.identity = identity();
  site.policy = policy();
  site.windows = windows();
  site.units = {{.id = "water", .name = "县供水公司", .type = "enterprise"}};
  site.bodies = bodies();
  site.papers = papers();
  site.duty.rule = "每个工作日到窗口一次。";
  site.documents = {
      {.id = "plan",
       .title = "样例县窗口管理办法",
       .number = "样政〔2022〕2号",
       .issuers = {"样例县政务服务局"},
       .date = kIssued,
       .attachments = {{.title = "流程图"}, {.title = "交办单"}},
       .summary = "规定受理范围和时限。"},
      {.id = "state", .title = "国务院的指导意见", .number = "国发〔2022〕5号", .basis = true}};
  return site;
}

}  // namespace tests

// The privacy page: the fields that the form asks for, and how long reports are kept.
#include <gtest/gtest.h>

#include "core/page/page_template.h"
#include "core/settings/access_log.h"
#include "generator/pages/site_plan.h"
#include "tests/support/sample_site.h"

namespace generator {
namespace {

using core::Diagnostics;
using core::Site;

std::string privacy_page(const Site& site) {
  const std::string folder = BANCHENG_SOURCE_DIR "/site_templates";
  Diagnostics diagnostics;
  static const core::Texts texts = core::load_texts(folder + "/text/zh-CN", diagnostics);
  static const auto templates = core::TemplateSet::load(folder, texts, diagnostics);
  for (const PlannedPage& each : plan_site(site, texts, {.base_path = "/base/"})) {
    if (each.path == "privacy/index.html")
      return templates->render(each.template_name, each.data());
  }
  return {};
}

TEST(PrivacyPage, FollowsTheFieldsThatTheFormAsks) {
  Site site = tests::sample_site();
  site.policy.files = core::FileRule{.taken = false};
  const std::string without = privacy_page(site);
  EXPECT_EQ(without.find("敏感个人信息"), std::string::npos);
  EXPECT_EQ(without.find("<li>证件号码"), std::string::npos);
  site.form_switches.fields["id_number"] = "optional";
  const std::string with = privacy_page(site);
  EXPECT_NE(with.find("证件号码（可以不填）"), std::string::npos);
  EXPECT_NE(with.find("其中“证件号码”属于敏感个人信息"), std::string::npos);
  EXPECT_NE(with.find("反映“服务作风”的，不会转给被反映的单位。"), std::string::npos);
}

TEST(PrivacyPage, PrintsTheTimesOfThePolicyAndInventsNone) {
  Site site = tests::sample_site();
  site.policy.retention = {};
  const std::string silent = privacy_page(site);
  EXPECT_NE(silent.find("本窗口还没有公布保存多久。"), std::string::npos);
  EXPECT_NE(silent.find("全部结束以后，您的信息只能再保存必要的时间"), std::string::npos);
  EXPECT_NE(silent.find("法律、行政法规规定要保存更久的，按规定保存。"), std::string::npos);
  EXPECT_EQ(silent.find("由系统销毁"), std::string::npos);
  site.policy.retention.times = {{core::Kept::words, {18, core::CalendarSpan::Unit::months}}};
  const std::string half = privacy_page(site);
  EXPECT_NE(half.find("<li>写下的文字：保存18个月</li>"), std::string::npos);
  EXPECT_NE(half.find("<li>姓名、电话等身份信息：没有公布保存多久</li>"), std::string::npos);
  EXPECT_EQ(half.find("必要的时间"), std::string::npos) << "the times say it";
  EXPECT_NE(half.find("法律、行政法规规定要保存更久的，按规定保存。"), std::string::npos);
  EXPECT_EQ(half.find("旧备份"), std::string::npos);
  EXPECT_NE(half.find("<li>照片和文件：没有公布保存多久</li>"), std::string::npos);
  site.policy.retention.backups = core::CalendarSpan{14, core::CalendarSpan::Unit::days};
  EXPECT_NE(privacy_page(site).find("旧备份最多再保存14天"), std::string::npos);
}

TEST(PrivacyPage, SaysWhatTheWebServerLogsAndForHowLong) {
  const std::string html = privacy_page(tests::sample_site());
  EXPECT_NE(html.find("网络地址（IP地址）和打开的页面，不记填写的内容"), std::string::npos);
  EXPECT_NE(html.find("《中华人民共和国网络安全法》第二十三条"), std::string::npos);
  EXPECT_NE(html.find("保存" + std::to_string(core::kAccessLogDays) + "天"), std::string::npos);
  EXPECT_EQ(html.find("不记录您看了什么"), std::string::npos);
}

TEST(PrivacyPage, SpeaksOfFilesOnlyWhereTheyAreTaken) {
  Site site = tests::sample_site();
  site.policy.retention.times = {{core::Kept::words, {18, core::CalendarSpan::Unit::months}}};
  const std::string with = privacy_page(site);
  for (const char* said : {"保存以前都去掉", "PDF文件由窗口转给承办单位以后", "要单独勾选同意"})
    EXPECT_NE(with.find(said), std::string::npos) << said;
  site.policy.files = core::FileRule{.taken = false};
  const std::string without = privacy_page(site);
  for (const char* silent : {"照片", "PDF"})
    EXPECT_EQ(without.find(silent), std::string::npos) << silent;
}

// Of a report about conduct the unit sees no picture by itself. Without such a kind nothing is
// said.
TEST(PrivacyPage, SaysWhenTheUnitSeesNoPicture) {
  Site site = tests::sample_site();
  EXPECT_NE(privacy_page(site).find("反映“服务作风”的，照片也要由窗口转给承办单位以后"),
            std::string::npos);
  for (core::Kind& kind : site.policy.kinds) kind.restricted = false;
  EXPECT_EQ(privacy_page(site).find("服务作风”的，照片"), std::string::npos);
}

}  // namespace
}  // namespace generator

// A county with four tiers, two extensions, a limit of a quarter day and five levels of windows: it
// works without code of its own, and every number of its policy is on its pages.
#include <gmock/gmock.h>

#include "generator/build/build.h"
#include "tests/generator/temp_folder.h"

using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

const fs::path kSource = BANCHENG_SOURCE_DIR;

// Its public folder, built once.
const fs::path& unseen_site() {
  static const TemporaryFolder folder;
  static const fs::path out = [] {
    const fs::path content = folder / "content";
    fs::create_directories(content);
    fs::copy(kSource / "content/calendar", content / "calendar");
    fs::copy(kSource / "tests/unseen/sites", content / "sites", fs::copy_options::recursive);
    core::Diagnostics diagnostics;
    const generator::InputPlaces places = {
        content, kSource / "site_templates", {}, *core::day_from_iso("2026-10-20")};
    const auto report = generator::build(
        {.inputs = places, .out = folder / "public", .published = folder / "published"},
        diagnostics);
    EXPECT_TRUE(report && *report && diagnostics.empty()) << diagnostics.text();
    return folder / "public/yunling";
  }();
  return out;
}

std::string page_text(const std::string& name) {
  return text_of(unseen_site() / name / "index.html");
}

}  // namespace

TEST(UnseenPolicy, HasAllItsLimitsOnTheProcessPageAndTheChart) {
  const std::string process = page_text("process");
  for (const char* words :
       {"一级：当场", "二级：2个工作日", "三级：6个工作日", "四级：13个工作日", "半个工作日",
        "四分之一个工作日", "请在4个工作日内交来",
        "承接单位申请，轮值主任批准，最多延长8个工作日，限两次",
        "延期后仍未办结：提交县委督查室处理", "到期未办也未延期：提交领导小组处理", "会商纪要",
        "评价为两分、一分的", "不论哪个单位退回，最多3次", "被退回2次的（不论哪个单位退回）",
        "开会协调2次都没有达成一致的", "在到期以前把原因和新的到期日告诉您", "书面答复。",
        "不出自本地的文件"}) {
    EXPECT_THAT(process, HasSubstr(words));
  }
}

TEST(UnseenPolicy, HasAPageForEachOfItsFiveLevels) {
  for (const char* window : {"main", "east", "upper_county", "stream", "bamboo"}) {
    EXPECT_TRUE(fs::exists(unseen_site() / "windows" / window / "index.html")) << window;
  }
  EXPECT_THAT(page_text("windows/bamboo"), HasSubstr("溪口镇“难事直通”窗口"));
}

TEST(UnseenPolicy, PrintsTheHoursThatItsClocksCountBy) {
  EXPECT_THAT(page_text("contacts"), HasSubstr("14:00"));
  EXPECT_THAT(page_text("contacts"), HasSubstr("18:30"));
}

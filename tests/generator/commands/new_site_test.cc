// A new county, made from YAML alone; and the explanation of where its pages come from.
#include "generator/commands/author_commands.h"

#include <gmock/gmock.h>

#include "generator/build/build.h"
#include "generator/commands/explain.h"
#include "tests/generator/temp_folder.h"

using testing::Contains;
using testing::EndsWith;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

namespace {

const fs::path kTemplates = fs::path(BANCHENG_SOURCE_DIR) / "site_templates";

// An empty content folder with the calendar.
class Province {
 public:
  Province() {
    fs::create_directories(content() / "sites");
    fs::copy(fs::path(BANCHENG_SOURCE_DIR) / "content/calendar", content() / "calendar");
  }

  fs::path content() const { return folder_ / "content"; }
  fs::path out() const { return folder_ / "public"; }

  generator::InputPlaces places() const {
    return {content(), kTemplates, {}, *core::day_from_iso("2026-10-20")};
  }

  // Builds and returns "done", or all diagnostics.
  std::string build() const {
    core::Diagnostics diagnostics;
    const auto report = generator::build(
        {.inputs = places(), .out = out(), .published = folder_ / "published"}, diagnostics);
    if (!report) return report.failure().message;
    return *report && diagnostics.empty() ? "done" : diagnostics.text();
  }

  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = text_of(content() / file);
    ASSERT_NE(text.find(from), std::string::npos) << from;
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
    write_text(content() / file, text);
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST(NewSite, IsBuiltAtOnceWithoutAWarning) {
  const Province province;
  ASSERT_TRUE(generator::new_site(province.content(), kTemplates, "qingshui").ok());
  EXPECT_EQ(province.build(), "done");
  EXPECT_THAT(text_of(province.out() / "qingshui/index.html"), HasSubstr("样例县"));
}

TEST(NewSite, BecomesAnyCountyByEditingItsFilesAlone) {
  const Province province;
  ASSERT_TRUE(generator::new_site(province.content(), kTemplates, "qingshui").ok());
  for (const auto& entry : fs::directory_iterator(province.content() / "sites/qingshui")) {
    const std::string file = "sites/qingshui/" + entry.path().filename().string();
    if (text_of(entry.path()).find("样例县") != std::string::npos) {
      province.replace(file, "样例县", "清水县");
    }
  }
  province.replace("sites/qingshui/policy.yaml", "handle: 3 workdays", "handle: 4 workdays");
  ASSERT_EQ(province.build(), "done");
  for (const auto& [path, bytes] : bytes_of(province.out() / "qingshui")) {
    EXPECT_EQ(bytes.find("样例县"), std::string::npos) << path;
  }
  const std::string process = text_of(province.out() / "qingshui/process/index.html");
  EXPECT_THAT(process, HasSubstr("4个工作日"));
  EXPECT_THAT(process, HasSubstr("转给承办单位"));
  EXPECT_THAT(text_of(province.out() / "qingshui/contacts/index.html"),
              HasSubstr("清水县政务服务中心"));
  EXPECT_THAT(text_of(province.out() / "qingshui/leaders/index.html"), HasSubstr("方向明"));
}

TEST(NewSite, RefusesAnIdThatCannotBeAnAddressAndAFolderThatIsThere) {
  const Province province;
  for (const char* id : {"", "Qingshui", "清水", "9shui", "a/b", "..", "a_b", "assets", "desk",
                         "errors", "handle"}) {
    const auto made = generator::new_site(province.content(), kTemplates, id);
    ASSERT_FALSE(made.ok()) << id;
    EXPECT_EQ(made.failure().code, core::FailureCode::invalid) << id;
  }
  ASSERT_TRUE(generator::new_site(province.content(), kTemplates, "qingshui").ok());
  const auto again = generator::new_site(province.content(), kTemplates, "qingshui");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.failure().code, core::FailureCode::conflict);
}

TEST(NewSite, LeavesNothingIfItCannotBeWritten) {
  const Province province;
  ASSERT_FALSE(generator::new_site(province.content(), province.content(), "qingshui").ok());
  EXPECT_TRUE(fs::is_empty(province.content() / "sites"));
}

TEST(Explain, NamesTemplatesFilesAndTexts) {
  const Province province;
  ASSERT_TRUE(generator::new_site(province.content(), kTemplates, "qingshui").ok());
  write_text(province.content() / "sites/qingshui/texts.yaml",
             "schema: 1\nnav:\n  scope: 受理哪些事\n");
  for (const char* page : {"/qingshui/scope/", "qingshui/scope", "qingshui/scope/index.html",
                           "https://www.example.cn/qingshui/scope/?x=1#not"}) {
    core::Diagnostics diagnostics;
    const auto origin = generator::explain_page(province.places(), page, diagnostics);
    ASSERT_TRUE(origin.ok()) << origin.failure().message;
    ASSERT_TRUE(*origin) << diagnostics.text();
    EXPECT_EQ((*origin)->path, "qingshui/scope/index.html");
    EXPECT_THAT((*origin)->templates, Contains(EndsWith("pages/scope.html")));
    EXPECT_THAT((*origin)->templates, Contains(EndsWith("layout/page_start.html")));
    EXPECT_THAT((*origin)->content, Contains(EndsWith("qingshui/policy.yaml")));
    EXPECT_THAT((*origin)->texts, Contains(Field(&generator::PageText::key, "layout.skip")));
  }
}

TEST(Explain, NamesTheArticleAndTheLimitsThatAPageIsMadeOf) {
  const Province province;
  ASSERT_TRUE(generator::new_site(province.content(), kTemplates, "qingshui").ok());
  write_text(province.content() / "sites/qingshui/news/first.md",
             "---\ntitle: 窗口开了\ndate: 2026-01-05\nsummary: 今天开始接待。\n---\n欢迎来。\n");
  core::Diagnostics diagnostics;
  const auto words_of = [&](const std::string& page) {
    const auto origin = generator::explain_page(province.places(), page, diagnostics);
    std::vector<std::string> words;
    if (!origin || !*origin) return words;
    for (const generator::PageWords& one : (*origin)->words) {
      words.push_back(fs::path(one.file).filename().string() + " " + one.key);
    }
    return words;
  };
  EXPECT_THAT(words_of("/qingshui/news/first/"), Contains("first.md title"));
  EXPECT_THAT(words_of("/qingshui/news/first/"), Contains("first.md date"));
  EXPECT_THAT(words_of("/qingshui/process/"), Contains("policy.yaml clocks.limit"))
      << diagnostics.text();
}

TEST(Explain, SuggestsThePageThatWasMeant) {
  const Province province;
  ASSERT_TRUE(generator::new_site(province.content(), kTemplates, "qingshui").ok());
  core::Diagnostics diagnostics;
  const auto origin = generator::explain_page(province.places(), "/qingshui/scop/", diagnostics);
  ASSERT_FALSE(origin.ok());
  EXPECT_EQ(origin.failure().code, core::FailureCode::invalid);
  EXPECT_THAT(origin.failure().message, HasSubstr("did you mean 'qingshui/scope/index.html'?"));
}

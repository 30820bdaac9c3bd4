// The report form shows the typed values and the mistakes, and never treats them as markup.
#include "core/page/form_view.h"

#include <gtest/gtest.h>

#include "core/site/report_form.h"
#include "tests/support/page_reader.h"
#include "tests/support/sample_site.h"

namespace core {
namespace {

struct Loaded {
  Texts texts;
  std::shared_ptr<const TemplateSet> templates;
};

const Loaded& loaded() {
  static const Loaded everything = [] {
    Diagnostics diagnostics;
    const std::string folder = BANCHENG_SOURCE_DIR "/site_templates";
    Loaded result{load_texts(folder + "/text/zh-CN", diagnostics), nullptr};
    result.templates = TemplateSet::load(folder, result.texts, diagnostics);
    EXPECT_NE(result.templates, nullptr) << diagnostics.text();
    return result;
  }();
  return everything;
}

ReportForm sample_form() {
  return make_report_form(tests::sample_site(), loaded().texts);
}

std::string rendered_form(const ReportForm& form, const FormValues& values,
                          const std::vector<FormMistake>& mistakes) {
  return loaded().templates->render("portal/report_fields",
                                    report_form_data(form, loaded().texts, values, mistakes));
}

bool has(const std::string& html, const std::string& part) {
  return html.find(part) != std::string::npos;
}

TEST(FormView, AsksEveryFieldOfTheFormOnce) {
  const ReportForm form = sample_form();
  const std::string html = rendered_form(form, {}, {});
  for (const FormField& field : form.fields) {
    const std::string id = " id=\"field-" + field.id + "\"";
    const std::size_t first = html.find(id);
    EXPECT_NE(first, std::string::npos) << field.id;
    EXPECT_EQ(html.find(id, first + 1), std::string::npos) << field.id;
  }
}

TEST(FormView, ShowsNoSummaryWithoutMistakes) {
  EXPECT_FALSE(has(rendered_form(sample_form(), {}, {}), "error-summary"));
}

TEST(FormView, LinksEachMistakeToItsFieldAndSaysItThereToo) {
  const std::string html = rendered_form(
      sample_form(), {}, {{"kind", "required"}, {"phone", "phone"}, {"problem", "too_long"}});
  EXPECT_TRUE(has(html, "<h2>有3处需要改一下</h2>"));
  EXPECT_EQ(tests::link_to(html, "#field-kind"), "请选择要反映的是哪一类情况");
  EXPECT_EQ(tests::link_to(html, "#field-problem"), "“遇到了什么情况”写得太长了，最多4000个字");
  EXPECT_TRUE(
      has(html, "id=\"mistake-phone\"><span class=\"mistake-mark\">要改：</span>电话好像不对"));
  EXPECT_TRUE(has(html, "aria-describedby=\"hint-phone mistake-phone\" aria-invalid=\"true\""));
}

TEST(FormView, KeepsWhatWasTypedAndChosen) {
  const FormValues values = {
      {"kind", "conduct"},           {"unit", "water"},
      {"matter", "开户 & \"过户\""}, {"problem", "第一行\n第二行</textarea><script>"},
      {"on_behalf", "yes"},          {"phone", "13800000000"}};
  const std::string html = rendered_form(sample_form(), values, {});
  EXPECT_EQ(tests::filled_in(html, "kind"), "conduct");
  EXPECT_FALSE(has(html, "value=\"matter\" checked>"));
  EXPECT_EQ(tests::filled_in(html, "unit"), "water");
  EXPECT_TRUE(has(html, "value=\"开户 &amp; &quot;过户&quot;\""));
  EXPECT_TRUE(has(html, ">\n第一行\n第二行&lt;/textarea&gt;&lt;script&gt;</textarea>"));
  EXPECT_EQ(tests::filled_in(html, "on_behalf"), "yes");
  EXPECT_TRUE(has(html, "value=\"13800000000\" autocomplete=\"tel\""));
}

// static/draft.js keeps what stands within data-keep, and nothing else.
TEST(FormView, LetsBrowsersKeepOnlyWhatDoesNotSayWhoReports) {
  const ReportForm form = sample_form();
  const std::string html = rendered_form(form, {}, {});
  for (const FormField& field : form.fields) {
    const std::size_t at = html.find(" id=\"field-" + field.id + "\"");
    ASSERT_NE(at, std::string::npos) << field.id;
    const std::size_t start = html.rfind("<div class=\"field", at);
    ASSERT_NE(start, std::string::npos) << field.id;
    const bool kept = has(html.substr(start, html.find('>', start) - start), " data-keep");
    EXPECT_EQ(kept, !field.personal && field.id != "privacy") << field.id;
  }
}

TEST(FormView, PutsTheQuestionsAboutSomebodyElseUnderTheirOwnHeading) {
  const std::string html = rendered_form(sample_form(), {}, {});
  const std::size_t heading = html.find("仅代他人反映时填写");
  const std::size_t relation = html.find("name=\"relation\"");
  const std::size_t next_group = html.find("id=\"group-reporter\"");
  EXPECT_LT(heading, relation);
  EXPECT_LT(relation, next_group);
}

TEST(FormView, AsksForNoWindowWhereThereIsOnlyOne) {
  Site site = tests::sample_site();
  site.windows = std::vector<Window>{site.windows.front()};
  const std::string html = rendered_form(make_report_form(site, loaded().texts), {}, {});
  EXPECT_TRUE(has(html, "<input type=\"hidden\" name=\"window\" value=\"main\">"));
  EXPECT_FALSE(has(html, "在哪里遇到的"));
}

TEST(FormView, OpensAListWhereThereAreManyOptions) {
  Site site = tests::sample_site();
  for (int i = 0; i < 9; ++i) {
    site.units.push_back({.id = "unit" + std::to_string(i), .name = "单位" + std::to_string(i)});
  }
  const std::string html = rendered_form(make_report_form(site, loaded().texts), {}, {});
  EXPECT_TRUE(has(html, "<select id=\"field-unit\" name=\"unit\""));
  EXPECT_TRUE(has(html, "<option value=\"unit8\">单位8</option>"));
}

TEST(FormView, TellsScriptsWithWhichAnswersAQuestionIsShown) {
  Site site = tests::sample_site();
  site.form_switches.by_kind["matter"] = {.required = {"matter"}, .optional = {"conduct"}};
  site.form_switches.by_kind["visits"] = {.optional = {"matter"}};
  const std::string html = rendered_form(make_report_form(site, loaded().texts), {}, {});
  EXPECT_TRUE(
      has(html, "<div class=\"field\" data-if=\"kind= kind=matter kind=conduct\" data-keep>"));
  EXPECT_TRUE(has(html, "<div class=\"field\" data-if=\"kind= kind=matter\" data-keep>"));
  EXPECT_TRUE(has(html, "id=\"group-behalf_details\" data-if=\"on_behalf=yes\""));
  EXPECT_TRUE(has(html, "“意见建议”不用填。“服务作风”可以不填。</p>"));
  EXPECT_TRUE(has(html, "只有“办事受阻”才填。</p>"));
  EXPECT_TRUE(has(html, "<label for=\"field-matter\">您要办的是什么事？</label>"));
  EXPECT_TRUE(has(html, "为这件事跑过几趟？<span class=\"optional\">"));
}

TEST(FormView, HidesTheTrapFromPeople) {
  EXPECT_TRUE(
      has(rendered_form(sample_form(), {}, {}),
          "<div class=\"not-for-people\" aria-hidden=\"true\"><label "
          "for=\"field-website\">请不要填写</label><input type=\"text\" id=\"field-website\" "
          "name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></div>"));
}

TEST(FormView, HasASentenceForEveryMistakeThatAFieldCanHave) {
  const ReportForm form = sample_form();
  for (const FormField& field : form.fields) {
    for (const char* code :
         {"required", "too_long", "phone", "phone_short", "phone_long", "phone_one", "choice"}) {
      const std::string sentence = mistake_text(form, loaded().texts, {field.id, code});
      EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
    }
  }
}

}  // namespace
}  // namespace core

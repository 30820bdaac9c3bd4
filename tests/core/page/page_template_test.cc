// Templates print the data they are given, and report every mistake with its position.
#include "core/page/page_template.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <thread>

#include "core/base/check.h"
#include "core/page/template_source.h"
#include "tests/core/page/template_files.h"

namespace core {
namespace {

using tests::Files;
using tests::TemplateFolder;
using Entries = std::map<std::string, std::string, std::less<>>;

std::string rendered(const std::map<std::string, std::string>& files, const TemplateData& data,
                     const Texts& texts = Texts()) {
  const TemplateFolder folder(files);
  Diagnostics diagnostics;
  const auto set = TemplateSet::load(folder.root(), texts, diagnostics);
  EXPECT_EQ(diagnostics.text(), Diagnostics().text());
  return set ? set->render("page", data) : "not loaded";
}

// The mistakes in a set of files: "file:line:column code: message (hint)", one per line.
std::string mistakes(const std::map<std::string, std::string>& files,
                     const Texts& texts = Texts()) {
  const TemplateFolder folder(files);
  Diagnostics diagnostics;
  EXPECT_EQ(TemplateSet::load(folder.root(), texts, diagnostics), nullptr);
  std::string out;
  for (const Diagnostic& each : diagnostics.sorted()) {
    out += std::filesystem::path(each.span.file).lexically_relative(folder.root()).string() + ":" +
           std::to_string(each.span.line) + ":" + std::to_string(each.span.column) + " " +
           each.code + ": " + each.message.english();
    out += each.hint.empty() ? "\n" : " (" + each.hint.english() + ")\n";
  }
  return out;
}

TEST(PageTemplate, PutsValuesSectionsAndItemsInPlace) {
  TemplateData data;
  data.set("NAME", "平邑").set("COUNT", 3).show("SHOWN");
  data.add("ITEM").set("ITEM_TEXT", "甲");
  data.add("ITEM").set("ITEM_TEXT", "乙").show("LAST");
  EXPECT_EQ(rendered({{"page.html",
                       "{{NAME}}{{COUNT}}{{#SHOWN}}有{{/SHOWN}}{{#HIDDEN}}无{{/HIDDEN}}"
                       "{{#ITEM}}[{{ITEM_TEXT}}{{#LAST}}。{{/LAST}}{{NAME}}]{{/ITEM}}"}},
                     data),
            "平邑3有[甲平邑][乙。平邑]");
}

TEST(PageTemplate, PutsARenderedPartInPlaceAsItIs) {
  const TemplateFolder folder(
      {{"part.html", "<b>{{TYPED}}</b>"}, {"page.html", "<p>{{PART:rendered}}{{PART}}</p>"}});
  Diagnostics diagnostics;
  const auto set = TemplateSet::load(folder.root(), Texts(), diagnostics);
  ASSERT_NE(set, nullptr) << diagnostics.text();
  TemplateData typed;
  typed.set("TYPED", "<i>&");
  TemplateData data;
  data.set("PART", set->render_part("part", typed));
  EXPECT_EQ(set->render("page", data), "<p><b>&lt;i&gt;&amp;</b></p>");
}

TEST(PageTemplate, LeavesTheirPlaceEmptyForPartsThatAreOnlyText) {
  TemplateData data;
  data.set("PART", "<b>");
  EXPECT_EQ(rendered({{"page.html", "<p>{{PART:rendered}}</p>"}}, data), "<p></p>");
}

TEST(PageTemplate, ShowsAnOptionalValueOnlyIfItIsThere) {
  TemplateData data;
  data.set_optional("PHONE", "").set_optional("PLACE", "一楼");
  EXPECT_EQ(
      rendered({{"page.html",
                 "{{#HAS_PHONE}}{{PHONE}}{{/HAS_PHONE}}{{#HAS_PLACE}}{{PLACE}}{{/HAS_PLACE}}"}},
               data),
      "一楼");
}

TEST(PageTemplate, ListsTheItemsOfAShownSectionOnce) {
  TemplateData data;
  data.show("ITEM");
  data.add("ITEM").set("ITEM_TEXT", "甲");
  EXPECT_EQ(rendered({{"page.html", "{{#ITEM}}[{{ITEM_TEXT}}]{{/ITEM}}"}}, data), "[甲]");
}

TEST(PageTemplate, MergesValuesSectionsAndItems) {
  TemplateData frame;
  frame.set("NAME", "旧").show("SHOWN");
  frame.add("ITEM").set("ITEM_TEXT", "甲");
  TemplateData page;
  page.set("NAME", "新");
  page.add("ITEM").set("ITEM_TEXT", "乙");
  frame.merge(page);
  EXPECT_EQ(
      rendered({{"page.html", "{{NAME}}{{#SHOWN}}有{{/SHOWN}}{{#ITEM}}{{ITEM_TEXT}}{{/ITEM}}"}},
               frame),
      "新有甲乙");
}

TEST(PageTemplate, TellsManyNamesApart) {
  TemplateData data;
  TemplateData other;
  for (int i = 0; i < 100; ++i) {
    const std::string name = "NAME_" + std::to_string(i);
    EXPECT_EQ(data.value(name), nullptr);
    EXPECT_EQ(data.items(name), nullptr);
    EXPECT_FALSE(data.shows(name));
    data.set(name, i);
    other.show(name).add("OTHER_" + std::to_string(i));
  }
  data.merge(std::move(other));
  for (int i = 0; i < 100; ++i) {
    const std::string name = "NAME_" + std::to_string(i);
    ASSERT_NE(data.value(name), nullptr);
    EXPECT_EQ(*data.value(name), std::to_string(i));
    EXPECT_TRUE(data.shows(name));
    EXPECT_TRUE(data.has_items("OTHER_" + std::to_string(i)));
  }
}

TEST(PageTemplate, PutsPartialsInPlaceWithTheDataAround) {
  TemplateData data;
  data.add("ITEM").set("ITEM_TEXT", "甲");
  EXPECT_EQ(rendered({{"page.html", "<{{>a/b}}>{{#ITEM}}{{>a/item}}{{/ITEM}}"},
                      {"a/b.html", "b{{>a/c}}"},
                      {"a/c.svg", "c"},
                      {"a/item.html", "{{ITEM_TEXT}}"}},
                     data),
            "<bc>甲");
}

TEST(PageTemplate, PutsTextsInPlaceAndFillsTheirPlaceholders) {
  TemplateData data;
  data.set("DATE", "9月30日<");
  EXPECT_EQ(
      rendered({{"page.html", "<p title=\"{{t:due.title}}\">{{t:due.text}}</p>"}}, data,
               Texts(Entries{{"due.title", "“到期”\"&"}, {"due.text", "请在{date}下班前<答复>"}})),
      "<p title=\"“到期”&quot;&amp;\">请在9月30日&lt;下班前&lt;答复&gt;</p>");
}

TEST(PageTemplate, TakesNoTagFromAText) {
  EXPECT_EQ(rendered({{"page.html", "{{t:evil}}"}}, TemplateData(),
                     Texts(Entries{{"evil", "{{#A}}{{>x}}{{=<% %>=}}{ }"}})),
            "&#123;&#123;#A&#125;&#125;&#123;&#123;&gt;x&#125;&#125;&#123;&#123;=&lt;% "
            "%&gt;=&#125;&#125;&#123; &#125;");
}

TEST(PageTemplate, KeepsLineBreaksWhereAsked) {
  TemplateData data;
  data.set("WORDS", "一\n二<");
  EXPECT_EQ(rendered({{"page.html", "<textarea>\n{{WORDS:p}}</textarea><p>{{WORDS}}</p>"}}, data),
            "<textarea>\n一\n二&lt;</textarea><p>一 二&lt;</p>");
}

TEST(PageTemplate, RendersFromEightThreadsAtOnce) {
  const TemplateFolder folder(
      Files{{"page.html", "{{#ITEM}}<a href=\"{{HREF}}\">{{TEXT}}</a>{{/ITEM}}"}});
  Diagnostics diagnostics;
  const auto set = TemplateSet::load(folder.root(), Texts(), diagnostics);
  ASSERT_NE(set, nullptr);
  std::vector<int> wrong(8, 0);
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < wrong.size(); ++thread) {
    threads.emplace_back([&, thread] {
      for (int round = 0; round < 300; ++round) {
        const std::string text = std::to_string(thread) + "<" + std::to_string(round);
        TemplateData data;
        data.add("ITEM").set("HREF", "../x/").set("TEXT", text);
        const std::string expected =
            "<a href=\"../x/\">" + std::to_string(thread) + "&lt;" + std::to_string(round) + "</a>";
        if (set->render("page", data) != expected) ++wrong[thread];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(8, 0));
}

// Every section of all templates shown, and in every value what escaping is for.
TemplateData hostile_data(const std::string& source) {
  static const std::regex kTag("\\{\\{(#?)([A-Za-z_]+)");
  TemplateData data;
  for (std::sregex_iterator tag(source.begin(), source.end(), kTag), end; tag != end; ++tag) {
    const std::string name = (*tag)[2];
    if ((*tag)[1].length() > 0)
      data.show(name);
    else
      data.set(name, std::string("javascript:'\"<b>&\n%20"));
  }
  return data;
}

std::string without_leading_blanks(const std::string& page) {
  return std::regex_replace(page, std::regex("\n[ ]+"), "\n");
}

TEST(PageTemplate, OfAPackEscapesEveryValueAsWhenItWasLoaded) {
  const auto templates = std::filesystem::path(BANCHENG_SOURCE_DIR) / "site_templates";
  Diagnostics diagnostics;
  const Texts texts = load_texts(templates / "text" / "zh-CN", diagnostics);
  const auto loaded = TemplateSet::load(templates, texts, diagnostics);
  ASSERT_NE(loaded, nullptr) << diagnostics.text();
  const Pieces pieces = loaded->ready_pieces();
  const std::string pack = packed(pieces);
  const TemplateFolder folder(Files{});
  std::ofstream(folder.root() / "pack", std::ios::binary) << pack;
  Result<Pack> opened = Pack::open(folder.root() / "pack", name_of_pack(pack));
  ASSERT_TRUE(opened.ok());
  const auto ready = TemplateSet::ready(std::move(*opened));
  ASSERT_GT(pieces.size(), 20U);
  std::string sources;
  for (const auto& [name, file] : read_template_files(templates, diagnostics)) sources += file.text;
  const TemplateData data = hostile_data(sources);
  for (const auto& [name, bytes] : pieces) {
    EXPECT_EQ(without_leading_blanks(ready->render(name, data)),
              without_leading_blanks(loaded->render(name, data)))
        << name;
  }
}

TEST(PageTemplate, RefusesToRenderWhatIsNotThere) {
  const TemplateFolder folder(Files{{"page.html", "x"}});
  Diagnostics diagnostics;
  const auto set = TemplateSet::load(folder.root(), Texts(), diagnostics);
  ASSERT_NE(set, nullptr);
  EXPECT_THROW(set->render("other", TemplateData()), Bug);
}

TEST(PageTemplateMistakes, NamesUnknownPartialsTextsAndTagsWithTheirPlace) {
  EXPECT_EQ(
      mistakes({{"page.html", "<p>\n中文{{>layout/headr}}</p>\n{{t:nav.hom}} {{name}} {{X:none}}"},
                {"layout/header.html", "x"}},
               Texts(Entries{{"nav.home", "首页"}})),
      "page.html:2:3 template.unknown-partial: there is no template 'layout/headr' "
      "(did you mean 'layout/header'?)\n"
      "page.html:3:1 template.unknown-text: the catalogue has no text 'nav.hom' "
      "(did you mean 'nav.home'?)\n"
      "page.html:3:15 template.unknown-tag: this is not a tag "
      "(use {{NAME}}, {{#NAME}}, {{/NAME}}, {{>folder/file}}, {{t:text.key}} or {{a:file.css}})\n"
      "page.html:3:24 template.unknown-tag: this is not a tag "
      "(use {{NAME}}, {{#NAME}}, {{/NAME}}, {{>folder/file}}, {{t:text.key}} or {{a:file.css}})\n");
}

TEST(PageTemplateMistakes, RefusesToSwitchEscapingOff) {
  EXPECT_EQ(
      mistakes({{"page.html", "{{%AUTOESCAPE context=\"HTML\" state=\"IN_TAG\"}}"}}),
      "page.html:1:1 template.unknown-tag: this is not a tag "
      "(use {{NAME}}, {{#NAME}}, {{/NAME}}, {{>folder/file}}, {{t:text.key}} or {{a:file.css}})\n");
}

TEST(PageTemplateMistakes, NamesSectionsThatDoNotClose) {
  EXPECT_EQ(
      mistakes({{"a.html", "{{#A}}\n  {{#B}}{{/A}}"}, {"b.html", "x{{#A}}"}, {"c.html", "{{/A}}"}}),
      "a.html:2:9 template.section: the section A ends where it did not begin (open here: B)\n"
      "b.html:1:2 template.section: the section A never ends (close it in this file)\n"
      "c.html:1:1 template.section: the section A ends where it did not begin "
      "(no section is open here)\n");
}

TEST(PageTemplateMistakes, NamesPartialsInACircle) {
  EXPECT_EQ(mistakes({{"a.html", "{{>b}}"}, {"b.html", "{{>a}}"}}),
            "a.html:1:1 template.partial-circle: partials in a circle: b > a > b\n"
            "b.html:1:1 template.partial-circle: partials in a circle: a > b > a\n");
}

TEST(PageTemplateMistakes, NamesPartialsNestedTooDeep) {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 9; ++i) {
    files["p" + std::to_string(i) + ".html"] = "{{>p" + std::to_string(i + 1) + "}}";
  }
  files["p9.html"] = "x";
  EXPECT_EQ(mistakes(files),
            "p8.html:1:1 template.partial-depth: partials are nested deeper than 8\n");
}

TEST(PageTemplateMistakes, RefusesValuesWhereNoEscapingHelps) {
  EXPECT_EQ(
      mistakes({{"page.html",
                 "<a onclick=\"f({{A}})\">\n<p style=\"{{A}}\">\n<use xlink:href=\"{{A}}\"/>\n"
                 "<button formaction=\"x{{A}}\">\n<button formaction=\"{{#B}}#{{/B}}{{A}}\">\n"
                 "<button formaction=\"x#{{A}}\">\n<p onclick=\"#{{A}}\">"}}),
      "page.html:1:15 template.unsafe-attribute: no value may stand in the attribute "
      "'onclick'\n"
      "page.html:2:11 template.unsafe-attribute: no value may stand in the attribute 'style'\n"
      "page.html:3:18 template.unsafe-attribute: no value may stand in the attribute "
      "'xlink:href'\n"
      "page.html:4:22 template.unsafe-attribute: no value may stand in the attribute "
      "'formaction'\n"
      "page.html:5:34 template.unsafe-attribute: no value may stand in the attribute "
      "'formaction'\n"
      "page.html:6:23 template.unsafe-attribute: no value may stand in the attribute "
      "'formaction'\n"
      "page.html:7:14 template.unsafe-attribute: no value may stand in the attribute "
      "'onclick'\n");
}

// The security policy forbids all of it; a page that has it would fail in silence.
TEST(PageTemplateMistakes, RefusesScriptsAndStylesWithinPages) {
  const std::pair<const char*, const char*> refused[] = {
      {"<p>一</p>\n<script>alert(1)</script>", "page.html:2:1 "},
      {"<SCRIPT type=\"module\">x</SCRIPT>", "page.html:1:1 "},
      {"<!--><script>alert(1)</script>-->", "page.html:1:6 "},
      {"<style>p{}</style>", "page.html:1:1 "},
      {"<p {{#A}}onclick=\"f()\"{{/A}}>", "page.html:1:10 "},
      {"<p OnClick='f()'>", "page.html:1:4 "},
      {"<p style=\"color:red\">", "page.html:1:4 "},
      {"<a href=\" java\tscript:f()\">", "page.html:1:4 "},
      {"<a href=\"java{{#A}}script:{{/A}}f()\">", "page.html:1:4 "},
      {"<a href=\"&#106;avascript:f()\">", "page.html:1:4 "},
      {"<iframe srcdoc=\"x\"></iframe>", "page.html:1:9 "},
      {"<use xlink:href=\"javascript:f()\"/>", "page.html:1:6 "}};
  for (const auto& [text, place] : refused) {
    const std::string said = mistakes({{"page.html", text}});
    EXPECT_EQ(said.find(std::string(place) + "template.inline: "), 0U) << text << "\n" << said;
  }
}

TEST(PageTemplateMistakes, RefusesTagsAndCommentsThatDoNotEnd) {
  EXPECT_EQ(mistakes({{"page.html", "<p>\n<!-- a"}}),
            "page.html:2:1 template.unclosed: this comment does not end (end it in this file)\n");
}

TEST(PageTemplate, AllowsScriptsOfFilesAndUsualAddresses) {
  EXPECT_EQ(rendered({{"page.html",
                       "<!-- one --><script src=\"a.js\"></script><a href=\"?a=1&amp;b=2\" "
                       "title=\"once\">{{A}}</a>"}},
                     TemplateData().set("A", "甲")),
            "<!-- one --><script src=\"a.js\"></script><a href=\"?a=1&amp;b=2\" "
            "title=\"once\">甲</a>");
}

TEST(PageTemplate, AllowsAValueAsTheFragmentOfAButtonsAddress) {
  EXPECT_EQ(rendered({{"page.html", "<button formaction=\"#field-{{A}}\">一</button>"}},
                     TemplateData().set("A", "javascript:f()\"")),
            "<button formaction=\"#field-javascript:f()&quot;\">一</button>");
}

TEST(PageTemplateMistakes, RefusesRenderedPartsInAttributes) {
  EXPECT_EQ(mistakes({{"page.html", "<p title=\"{{A:rendered}}\">"}}),
            "page.html:1:11 template.unsafe-attribute: no rendered part may stand in an "
            "attribute\n");
}

TEST(PageTemplateMistakes, SaysThatTheFolderIsNotThere) {
  Diagnostics diagnostics;
  EXPECT_EQ(TemplateSet::load("/nowhere/templates", Texts(), diagnostics), nullptr);
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].code, "template.unreadable");
}

}  // namespace
}  // namespace core

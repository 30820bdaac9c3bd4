// The search index: terms, weights, and files that stay small and reproducible.
#include <gmock/gmock.h>

#include "core/base/json.h"
#include "generator/search/main_text.h"
#include "generator/search/search_index.h"

namespace generator {
namespace {

using core::Json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string page_with(const std::string& main) {
  return "<html><body><nav>导航</nav><main id=\"main\">" + main + "</main><footer>页脚</footer>";
}

SearchExtract extract(const std::string& title, const std::string& main,
                      HitKind kind = HitKind::main) {
  return search_extract(title + "/", title, page_with(main), kind);
}

// 0 if the page does not have the term.
unsigned weight_in(const SearchExtract& page, const std::string& term) {
  for (const Posting posting : page.pairs) {
    if (pair_text(pair_of(posting)) == term) return weight_of(posting);
  }
  for (const auto& [word, weight] : page.words) {
    if (word == term) return weight;
  }
  return 0;
}

std::vector<const SearchExtract*> listed(const std::vector<SearchExtract>& pages) {
  std::vector<const SearchExtract*> all;
  for (const SearchExtract& page : pages) all.push_back(&page);
  return all;
}

SiteFiles files_of(const std::vector<SearchExtract>& pages, unsigned jobs = 2,
                   const SearchLeads& leads = {}) {
  return search_files(listed(pages), leads, jobs);
}

// The first file of a kind, which index.json names.
Json first_file(const SiteFiles& files, const std::string& kind, const std::string& list) {
  const Json index = Json::parse(files.at("search/index.json"));
  return Json::parse(
      files.at("search/" + kind + "-0." + index[list][0].get<std::string>() + ".json"));
}

const core::Texts& few_words() {
  static const core::Texts texts(
      core::Texts::Entries{{"search_words.leads.contacts", "电话 地址"},
                           {"search_words.leads.question_privacy", "泄露"},
                           {"search_words.same.late", "逾期 超期"}});
  return texts;
}

// What check_leads() says of a town with these pages, a line a mistake: "search.no-help: 1".
std::string check_of(const core::Site& site, const std::vector<SearchExtract>& pages) {
  core::Diagnostics found;
  check_leads(site, few_words(), listed(pages), found);
  std::string all;
  for (const core::Diagnostic& one : found.sorted())
    all += one.code + ": " + one.message.english() + "\n";
  return all;
}

core::Site town_with(core::SearchAnswer answer) {
  core::Site site;
  site.identity.name = "样例县";
  site.publications.search.answers.push_back(std::move(answer));
  return site;
}

// What search.js reads for a term: the file named by the index, and the term in it.
Json entry_of(const SiteFiles& files, const std::string& term) {
  const Json index = Json::parse(files.at("search/index.json"));
  const std::size_t number = term_hash(term) >> 16 >> (16 - index["bits"].get<int>());
  const std::string name = "search/terms-" + std::to_string(number) + "." +
                           index["terms"][number].get<std::string>() + ".json";
  const Json terms = Json::parse(files.at(name));
  return terms.contains(term) ? terms[term] : Json();
}

std::vector<SearchExtract> many_pages(int count) {
  std::vector<SearchExtract> pages;
  for (int i = 0; i < count; ++i) {
    std::string name;
    for (int rest = i + 1; rest > 0; rest /= 20) {
      name += pair_text(CharacterPair{0x5000u + static_cast<unsigned>(rest % 20) * 37u} << 21);
    }
    pages.push_back(extract(name + "村窗口", "<p>地址：" + name + "路 " + std::to_string(i) +
                                                 " 号，电话 0999-" + std::to_string(7000000 + i) +
                                                 "</p>"));
  }
  return pages;
}

TEST(SearchTerms, ArePairsAndSinglesOfChineseCharacters) {
  EXPECT_THAT(search_terms("不动产，证"), ElementsAre("不", "动", "不动", "产", "动产", "证"));
}

TEST(SearchTerms, FoldFullWidthAndCapitals) {
  EXPECT_THAT(search_terms("ＰＤＦ Ａ４"), ElementsAre("pdf", "a4"));
}

TEST(SearchTerms, FindANumberWithAndWithoutItsHyphen) {
  EXPECT_THAT(search_terms("0539-1234567"), ElementsAre("0539", "1234567", "05391234567"));
  EXPECT_THAT(search_terms("05391234567。"), ElementsAre("05391234567"));
}

TEST(SearchTerms, TakeBlanksBetweenChineseCharactersForPadding) {
  for (const char* name : {"凌云", "凌　云", "凌  云", "凌\u00a0云"})
    EXPECT_THAT(search_terms(name), ElementsAre("凌", "云", "凌云")) << name;
  EXPECT_THAT(search_terms("凌\n云"), ElementsAre("凌", "云")) << "a line end parts";
  EXPECT_THAT(search_terms("凌 A 云"), ElementsAre("凌", "a", "云"));
}

TEST(SearchTerms, LeaveTraditionalCharactersAsTheyAre) {
  EXPECT_THAT(search_terms("辦"), ElementsAre("辦"));
}

TEST(SearchTerms, ReachBeyondTheBasicPlane) {
  EXPECT_THAT(search_terms("𠮷村"), ElementsAre("𠮷", "村", "𠮷村"));
}

// The values that static/search_match.js computes.
TEST(SearchTerms, HaveTheHashThatTheBrowserComputes) {
  EXPECT_EQ(term_hash("不动") >> 16, 684u);
  EXPECT_EQ(term_hash("05391234567") >> 16, 731u);
  EXPECT_EQ(term_hash("𠮷村") >> 16, 33259u);
}

TEST(MainText, LeavesOutWhatIsNoText) {
  const MainText text =
      main_text(page_with("<h2>时限</h2><svg><text>画</text></svg><select><option>选项</option></"
                          "select><p>一&amp;二</p>"));
  EXPECT_THAT(text.headings, HasSubstr("时限"));
  EXPECT_THAT(text.text, HasSubstr("一&二"));
  for (const char* word : {"导航", "页脚", "画", "选项", "时限"}) {
    EXPECT_THAT(text.text, Not(HasSubstr(word)));
  }
}

TEST(MainText, JoinsAWordAcrossInlineTagsAndPartsBlocks) {
  const SearchExtract page = extract("题", "<p>不<strong>动</strong>产</p><p>登记</p>");
  EXPECT_GT(weight_in(page, "不动"), 0u);
  EXPECT_EQ(weight_in(page, "产登"), 0u);
}

TEST(SplitText, MakesAPartOfEachSectionWithAnId) {
  const std::vector<SearchExtract> hits = search_extracts(
      "faq/", "常见问题",
      page_with("<h1>常见问题</h1><p>开头</p><section aria-labelledby=\"q-a\">"
                "<h2 id=\"q-a\">可以匿名吗？</h2><p>可以<b>不留</b>姓名</p></section>"
                "<section><h2 id=\"q-b\">没有编号的</h2></section><p>结尾</p>"),
      HitKind::main, HitKind::question);
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].opening, "开头 结尾");
  EXPECT_EQ(weight_in(hits[0], "匿名"), 0u);
  EXPECT_GT(weight_in(hits[0], "没有"), 0u);
  EXPECT_EQ(hits[1].address, "faq/#q-a");
  EXPECT_EQ(hits[1].title, "可以匿名吗？");
  EXPECT_EQ(hits[1].kind, HitKind::question);
  EXPECT_EQ(hits[1].opening, "可以不留姓名");
}

TEST(SplitText, MakesAPartOfASectionBelowASmallerHeading) {
  const std::vector<SearchExtract> hits = search_extracts(
      "measures/", "便民举措",
      page_with("<h2 id=\"kind-a\">便民服务</h2><section aria-labelledby=\"measure-a\">"
                "<h3 id=\"measure-a\">上门服务</h3><p>来您家里</p><h4>适合谁</h4></section>"),
      HitKind::main, HitKind::question);
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_GT(weight_in(hits[0], "便民"), 0u);
  EXPECT_EQ(hits[1].address, "measures/#measure-a");
  EXPECT_EQ(hits[1].title, "上门服务");
  EXPECT_GT(weight_in(hits[1], "上门"), weight_in(hits[1], "适合"));
  EXPECT_GT(weight_in(hits[1], "适合"), weight_in(hits[1], "家里"));
}

TEST(SearchPlace, IsTheWorstOfAllTerms) {
  const SearchExtract page = extract("社会保障", "<h2>养老</h2><p>保险 pdf</p>");
  EXPECT_EQ(place_of_word(page, "保障"), TermPlace::title);
  EXPECT_EQ(place_of_word(page, "养老"), TermPlace::heading);
  EXPECT_EQ(place_of_word(page, "保险"), TermPlace::text);
  EXPECT_EQ(place_of_word(page, "PDF"), TermPlace::text);
  EXPECT_EQ(place_of_word(page, "保障房"), std::nullopt);
}

TEST(SearchLeads, JoinTheSitesWordsWithThoseOfAllSites) {
  core::Site site = town_with({.words = {{"社保", {}}}, .page = "windows/hall", .page_span = {}});
  site.units = {{.id = "labour",
                 .name = "样例县人力资源和社会保障局",
                 .handles = {{"退休金", {}}},
                 .also_called = {{"劳动局", {}}}}};
  site.publications.search.same = {{{"低保", {}}, {"最低生活保障", {}}}};
  const SearchLeads leads = search_leads(site, few_words());
  ASSERT_EQ(leads.answers.size(), 3u);
  EXPECT_EQ(leads.answers[0].address, "windows/hall/");
  EXPECT_EQ(leads.answers[1].address, "contacts/");
  EXPECT_THAT(leads.answers[1].words, ElementsAre("电话", "地址"));
  EXPECT_EQ(leads.answers[2].address, "faq/#q-privacy");
  ASSERT_EQ(leads.units.size(), 1u);
  EXPECT_EQ(leads.units[0].address, "units/#unit-labour");
  EXPECT_EQ(leads.units[0].name, "人力资源和社会保障局");
  EXPECT_THAT(leads.units[0].words, ElementsAre("退休金", "劳动局"));
  EXPECT_EQ(leads.same.size(), 2u);
}

TEST(SearchLeads, LeadToPartsOfPages) {
  const core::Texts texts(core::Texts::Entries{{"search_words.leads.part_process_limits", "几天"}});
  const SearchLeads leads = search_leads(core::Site{}, texts);
  ASSERT_EQ(leads.answers.size(), 1u);
  EXPECT_EQ(leads.answers[0].address, "process/#limits");
}

TEST(SearchLeads, KnowAbbreviationsByTheirRule) {
  const std::string labour = unit_core("样例县人力资源和社会保障局", "样例县");
  EXPECT_TRUE(is_abbreviation("人社局", labour));
  EXPECT_FALSE(is_abbreviation("人局", labour)) << "too short";
  EXPECT_FALSE(is_abbreviation("社保局", labour)) << "another beginning";
  EXPECT_FALSE(is_abbreviation("人社", labour));
  EXPECT_TRUE(is_abbreviation("发改委", unit_core("县发展和改革委员会", "样例县")));
  EXPECT_TRUE(is_abbreviation("住建局", unit_core("住房和城乡建设局", "样例县")));
}

TEST(SearchLeads, WarnOfWordsThatHelpNoQuery) {
  const std::vector<SearchExtract> pages = {extract("contacts", "<p>联系我们</p>"),
                                            extract("社保大厅", "<p>社保</p>"),
                                            extract("其他", "<p>养老</p>")};
  const auto check = [&](const char* word, const char* page) {
    return check_of(town_with({.words = {{word, {}}}, .page = page, .page_span = {}}), pages);
  };
  EXPECT_EQ(check("养老", "contacts"), "");
  EXPECT_EQ(check("养老", "contact"), "search.unknown-page: the search finds no page 'contact'\n");
  EXPECT_EQ(check("电话", "contacts"),
            "search.no-help: a search for '电话' leads to 'contacts' already\n");
  EXPECT_EQ(check("社保", "社保大厅"),
            "search.no-help: a search for '社保' finds '社保大厅' first by its title\n");
  EXPECT_EQ(check("社保", "contacts"), "") << "another page than the one that is found";
}

TEST(SearchLeads, WarnOfNamesThatAreFoundAnywayAndOfWordsThatNobodyWrites) {
  core::Site site;
  site.identity.name = "样例县";
  site.units = {{.id = "labour",
                 .name = "样例县人力资源和社会保障局",
                 .handles = {{"社会保障", {}}, {"退休金", {}}},
                 .also_called = {{"人社局", {}}}}};
  site.publications.search.same = {{{"低保", {}}, {"低收入", {}}}, {{"养老", {}}, {"退休", {}}}};
  const std::string all = check_of(site, {extract("其他", "<p>养老</p>")});
  EXPECT_THAT(all,
              HasSubstr("a search for '社会保障' finds '样例县人力资源和社会保障局' by its name"));
  EXPECT_THAT(all, HasSubstr("a search for '人社局' finds"));
  EXPECT_THAT(all, HasSubstr("no page has '低保' or what means the same"));
  EXPECT_THAT(all, Not(HasSubstr("退休")));
}

TEST(SearchFiles, SayWhereWordsLead) {
  SearchLeads leads;
  leads.answers = {{"b/", {"电话", "地址"}}, {"nowhere/", {"别的"}}};
  leads.units = {{"c/", "住建局", {"物业"}}};
  leads.same = {{"房本", "房产证"}};
  const SiteFiles files = files_of({extract("c", "", HitKind::unit), extract("a", ""),
                                    extract("d", "", HitKind::village), extract("b", "")},
                                   1, leads);
  EXPECT_EQ(first_file(files, "leads", "leads"), Json::parse(R"({
      "answers": [[1, "电话 地址"]], "units": [[2, "住建局", "物业"]], "same": ["房本 房产证"]})"));
  const Json index = Json::parse(files.at("search/index.json"));
  EXPECT_EQ(index["kinds"], Json::parse("[2, 2, 3, 3, 3, 4]")) << "main pages first, villages last";
}

TEST(SearchWeight, IsMoreInTitleThanHeadingThanText) {
  const unsigned title = weight_in(extract("社保", "<p>别的</p>"), "社保");
  const unsigned heading =
      weight_in(extract("题", "<h2>社保</h2><h2>社保</h2><p>社保。社保。社保。</p>"), "社保");
  const unsigned text = weight_in(extract("题", "<p>社保。社保。社保。社保。</p>"), "社保");
  EXPECT_GT(title, heading);
  EXPECT_GT(weight_in(extract("题", "<h2>社保</h2>"), "社保"), text);
  EXPECT_GT(heading, text);
  EXPECT_GT(text, weight_in(extract("题", "<p>社保。</p>"), "社保"));
}

TEST(SearchWeight, IsLessInALongPage) {
  std::string filling;
  for (int i = 0; i < 400; ++i) filling += "其他内容";
  EXPECT_LT(weight_in(extract("题", "<p>社保。" + filling + "</p>"), "社保"),
            weight_in(extract("题", "<p>社保。</p>"), "社保"));
}

TEST(SearchFiles, SayWhichPagesHaveATerm) {
  const SiteFiles files =
      files_of({extract("流程", "<p>延长七日</p>"), extract("范围", "<p>社保</p>"),
                extract("表格", "<p>延长</p>")});
  const Json entry = entry_of(files, "延长");
  ASSERT_EQ(entry.size(), 5u);
  EXPECT_EQ(entry[0], 2);
  EXPECT_EQ(entry[1], 0);
  EXPECT_EQ(entry[3], 2);
  EXPECT_TRUE(entry_of(files, "没有").is_null());
}

TEST(SearchFiles, TellTitleWayAndOpeningOfAPage) {
  SearchExtract town =
      search_extract("windows/t1/", "第一镇", page_with("<p>电话 0539-1234567</p>"));
  std::vector<SearchExtract> parts =
      search_extracts("faq/", "常见问题",
                      page_with("<section aria-labelledby=\"q-a\"><h2 id=\"q-a\">怎么办？</h2>"
                                "<p>来窗口。</p></section>"),
                      HitKind::main, HitKind::question);
  const SiteFiles files = files_of(
      {search_extract("windows/", "窗口名录", page_with("")), std::move(town), parts[0], parts[1]});
  const Json table = first_file(files, "pages", "tables");
  EXPECT_EQ(table[1],
            Json::parse(R"(["windows/t1/", "第一镇", ["窗口名录"], "电话 0539-1234567", 1])"));
  EXPECT_EQ(table[3], Json::parse(R"(["faq/#q-a", "怎么办？", ["常见问题"], "来窗口。", 1])"));
}

TEST(SearchFiles, AreTheSameForAnyNumberOfThreads) {
  const auto pages = many_pages(500);
  EXPECT_EQ(files_of(pages, 1), files_of(pages, 4));
}

TEST(SearchFiles, StaySmallHoweverManyPagesThereAre) {
  const SiteFiles files = files_of(many_pages(3000));
  EXPECT_GT(files.size(), 100u);
  for (const auto& [name, bytes] : files) {
    EXPECT_LT(bytes.size(), 4 * kTermFileBytes) << name;
  }
}

TEST(SearchFiles, ListTheBestPagesOfATermThatIsEverywhere) {
  std::vector<SearchExtract> pages = many_pages(1000);
  pages.push_back(extract("电话窗口", "<h2>窗口</h2><p>窗口</p>"));
  const Json entry = entry_of(files_of(pages), "窗口");
  EXPECT_EQ(entry[0], 1001);
  EXPECT_EQ(entry.size(), 1 + 2 * kMostPagesOfPair);
  std::size_t page = 0;
  for (std::size_t i = 1; i < entry.size(); i += 2) page += entry[i].get<std::size_t>();
  EXPECT_EQ(page, 1000u);
}

TEST(SearchFiles, AreAnIndexAndOneEmptyFileOfTermsForNoPages) {
  const SiteFiles files = files_of({});
  EXPECT_EQ(files.size(), 3u) << "and one of words that lead nowhere";
  EXPECT_TRUE(entry_of(files, "不动").is_null());
}

}  // namespace
}  // namespace generator

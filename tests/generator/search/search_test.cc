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

SearchExtract extract(const std::string& title, const std::string& main) {
  return search_extract(title + "/", title, page_with(main));
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

SiteFiles files_of(const std::vector<SearchExtract>& pages, unsigned jobs = 2) {
  std::vector<const SearchExtract*> listed;
  for (const SearchExtract& page : pages) listed.push_back(&page);
  return search_files(listed, jobs);
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

TEST(SearchTerms, LeaveTraditionalCharactersAsTheyAre) {
  EXPECT_THAT(search_terms("辦"), ElementsAre("辦"));
}

TEST(SearchTerms, ReachBeyondTheBasicPlane) {
  EXPECT_THAT(search_terms("𠮷村"), ElementsAre("𠮷", "村", "𠮷村"));
}

// The values that static/search.js computes.
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
  const SiteFiles files =
      files_of({search_extract("windows/", "窗口名录", page_with("")), std::move(town)});
  const Json index = Json::parse(files.at("search/index.json"));
  const Json table =
      Json::parse(files.at("search/pages-0." + index["tables"][0].get<std::string>() + ".json"));
  EXPECT_EQ(table[1],
            Json::parse(R"(["windows/t1/", "第一镇", ["窗口名录"], "电话 0539-1234567"])"));
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
  EXPECT_EQ(files.size(), 2u);
  EXPECT_TRUE(entry_of(files, "不动").is_null());
}

}  // namespace
}  // namespace generator

// A site's publications are read from its folder, shown by date, and kept apart from its rules.
#include "core/publications/publications.h"

#include <gtest/gtest.h>

#include "core/site/content_lint.h"
#include "core/site/packed_files.h"
#include "core/site/publications_reader.h"
#include "core/site/published.h"
#include "tests/support/notices.h"
#include "tests/support/site_copy.h"

namespace core {
namespace {

std::string article_of(const std::string& title, const std::string& date) {
  return "---\ntitle: " + title + "\ndate: " + date + "\nsummary: 摘要。\n---\n正文。\n";
}

LoadedSite loaded(const tests::SiteCopy& copy) {
  Diagnostics diagnostics;
  auto site = copy.load(diagnostics);
  EXPECT_TRUE(site.has_value()) << diagnostics.text();
  return site ? std::move(*site) : LoadedSite{};
}

TEST(Publications, AreReadFromTheirFiles) {
  const LoadedSite site = loaded(tests::SiteCopy(BANCHENG_SOURCE_DIR));
  const Publications& out = site.site.publications;
  ASSERT_EQ(out.news.size(), 1u);
  EXPECT_EQ(out.news[0].id, "2026-10-hours");
  EXPECT_EQ(out.news[0].file, "news/2026-10-hours.md");
  EXPECT_EQ(out.news[0].body_line, 7);
  ASSERT_EQ(site.site.measures.size(), 1u);
  EXPECT_EQ(site.site.measures[0].audience, "老年人");
  ASSERT_TRUE(out.statistics.has_value());
  EXPECT_EQ(out.statistics->kpis[1].numerator, 7);
  EXPECT_FALSE(out.statistics->kpis[1].target.has_value());
  EXPECT_EQ(out.triage.size(), 2u);
  EXPECT_EQ(out.faq.hide, std::vector<std::string>{"anonymous"});
}

std::string mistakes_in_search(const std::string& text, SearchWords* read = nullptr) {
  Diagnostics diagnostics;
  const auto root = read_yaml("search.yaml", "schema: 1\n" + text, diagnostics);
  const SearchWords words = read_search_words(root.value(), diagnostics);
  if (read != nullptr) *read = words;
  std::string all;
  for (const Diagnostic& one : diagnostics.sorted())
    all += std::to_string(one.span.line) + " " + one.code + "\n";
  return all;
}

TEST(SearchWords, AreReadWithTheirPlaces) {
  SearchWords words;
  EXPECT_EQ(mistakes_in_search("answers:\n"
                               "  - {words: [社保, A4], page: windows/hall}\n"
                               "  - {words: 公积金, page: contacts}\n"
                               "same:\n"
                               "  - [低保, 最低生活保障]\n",
                               &words),
            "");
  ASSERT_EQ(words.answers.size(), 2u);
  EXPECT_EQ(words.answers[0].words[1].text, "A4");
  EXPECT_EQ(words.answers[0].words[1].span.line, 3);
  EXPECT_EQ(words.answers[1].page, "contacts");
  ASSERT_EQ(words.same.size(), 1u);
  EXPECT_EQ(words.same[0][1].text, "最低生活保障");
}

TEST(SearchWords, HaveTwoToTwentyCharactersAndStandOnce) {
  EXPECT_EQ(mistakes_in_search("answers: [{words: [社], page: contacts}]\n"), "2 search.word\n");
  EXPECT_EQ(mistakes_in_search("answers: [{words: [社 保], page: contacts}]\n"), "2 search.word\n");
  EXPECT_EQ(mistakes_in_search("answers: [{words: [社保, 社保], page: contacts}]\n"),
            "2 search.word-twice\n");
  EXPECT_EQ(mistakes_in_search("answers: [{words: [社保]}]\n"), "2 yaml.missing-key\n");
  EXPECT_EQ(mistakes_in_search("answers: [{page: contacts}]\n"), "2 yaml.missing-key\n");
  EXPECT_EQ(mistakes_in_search("same: [[低保]]\n"), "2 search.alone\n");
  EXPECT_EQ(mistakes_in_search("sames: []\n"), "2 yaml.unknown-key\n");
}

TEST(Articles, ComeApartByteForByte) {
  const auto parts = split_article("\xEF\xBB\xBF---\r\ntitle: 甲\r\n---\r\n\r\n正文\n---\n");
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->opening, "\xEF\xBB\xBF---\r\n");
  EXPECT_EQ(parts->head, "title: 甲\r\n");
  EXPECT_EQ(parts->closing, "---\r\n");
  EXPECT_EQ(parts->body, "\r\n正文\n---\n");
  EXPECT_TRUE(split_article("---\n---\n").has_value());
  for (const char* whole : {"", "正文\n", "---\ntitle: 甲\n", "---\ntitle: 甲\n---", " ---\n---\n"})
    EXPECT_FALSE(split_article(whole).has_value()) << whole;
}

TEST(Publications, AreNoPartOfAVersion) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  const Pieces before = pieces_of(loaded(copy));
  copy.write("news/2026-11-more.md", article_of("又一条", "2026-11-01"));
  EXPECT_EQ(pieces_of(loaded(copy)), before);
}

// Because the desk records which measure was used.
TEST(Measures, ArePartOfAVersion) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  const Pieces before = pieces_of(loaded(copy));
  copy.write("measures.yaml",
             "schema: 1\nmeasures:\n  - {id: a, name: 甲, kind: service, text: 乙。}\n");
  EXPECT_NE(pieces_of(loaded(copy)), before);
}

TEST(Publications, ComeNewestFirst) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  copy.write("news/older.md", article_of("较早", "2026-03-01"));
  copy.write("news/b-same-day.md", article_of("同日乙", "2026-11-01"));
  copy.write("news/a-same-day.md", article_of("同日甲", "2026-11-01"));
  std::vector<std::string> ids;
  const LoadedSite site = loaded(copy);
  for (const Article& article : site.site.publications.news) ids.push_back(article.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"a-same-day", "b-same-day", "2026-10-hours", "older"}));
}

TEST(Publications, AreShownFromTheirDateToTheirLastDay) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  LoadedSite site = loaded(copy);
  const auto shown_on = [&](const char* day) {
    Diagnostics diagnostics;
    EXPECT_TRUE(read_publications(site, test::day(day), diagnostics)) << diagnostics.text();
    return site.site.publications.news.size();
  };
  EXPECT_EQ(shown_on("2026-09-27"), 0u);
  EXPECT_EQ(shown_on("2026-09-28"), 1u);
  EXPECT_EQ(shown_on("2026-12-31"), 1u);
  EXPECT_EQ(shown_on("2027-01-01"), 0u);
}

TEST(Publications, ReadTheWordingOfADocument) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  copy.write("documents/measures.md", "# 第一章\r\n\r\n条文。\r\n");
  EXPECT_EQ(loaded(copy).site.publications.document_bodies.at("measures"), "# 第一章\n\n条文。\n");
  EXPECT_EQ(copy.complaints(), "");
  copy.write("documents/measurs.md", "条文。");
  EXPECT_NE(copy.complaints().find("did you mean 'measures'?"), std::string::npos);
}

TEST(Publications, AreReadAsWindowsSavesThem) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  copy.write(
      "news/a.md",
      "\xEF\xBB\xBF---\r\ntitle: 甲\r\ndate: 2026-10-01\r\nsummary: 乙。\r\n---\r\n丙。\r\n");
  copy.write("documents/measures.md", "\xEF\xBB\xBF条文。\r\n");
  EXPECT_EQ(copy.complaints(), "");
  const LoadedSite site = loaded(copy);
  EXPECT_EQ(site.site.publications.document_bodies.at("measures"), "条文。\n");
}

TEST(Publications, RefuseFilesThatCouldCarryAProgram) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  copy.write("files/plan.png", "\x89PNG");
  EXPECT_EQ(copy.complaints(), "");
  for (const char* name : {"files/page.html", "files/picture.svg", "files/Plan.png", "files/png"}) {
    const tests::SiteCopy other(BANCHENG_SOURCE_DIR);
    other.write(name, "x");
    EXPECT_NE(other.complaints().find("error[site.file-name]"), std::string::npos) << name;
  }
}

TEST(Publications, RefuseFilesWhoseBytesAreNotWhatTheirNameSays) {
  const std::pair<const char*, std::string> wrong[] = {
      {"files/a.pdf", "<html><script>x</script>"},
      {"files/a.pdf", "MZ\x90"},
      {"files/a.pdf", " %PDF-1.4"},
      {"files/a.png", "GIF89a"},
      {"files/a.jpg", "<svg onload=x>"},
      {"files/a.webp", "RIFF1234WAVE"},
      {"files/a.docx", "x"},
      {"files/a.txt", "\xEF\xBB\xBF\n<!DOCTYPE html>"},
      {"files/a.csv", "<script>"}};
  for (const auto& [name, bytes] : wrong) {
    const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
    copy.write(name, bytes);
    EXPECT_NE(copy.complaints().find(std::string(name) + ": error[site.file-content]"),
              std::string::npos)
        << name << "\n"
        << copy.complaints();
  }
  const tests::SiteCopy good(BANCHENG_SOURCE_DIR);
  for (const auto& [name, bytes] : std::map<std::string, std::string>{{"a.pdf", "%PDF-1.4"},
                                                                      {"b.jpg", "\xFF\xD8\xFF"},
                                                                      {"c.webp", "RIFF1234WEBP"},
                                                                      {"d.et", "PK\x03\x04"},
                                                                      {"e.txt", "a < b"},
                                                                      {"f.gif", "GIF89a"}})
    good.write("files/" + name, bytes);
  EXPECT_EQ(good.complaints(), "");
}

TEST(Publications, WarnOfAPdfThatCarriesAScript) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  copy.write("files/a.pdf", "%PDF-1.4 <</OpenAction <</S /JavaScript>>>>");
  EXPECT_NE(copy.complaints().find("warning[site.file-script]"), std::string::npos);
}

TEST(Publications, NameWhatDoesNotBelongInAColumn) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  copy.write("stories/photo.jpg", "x");
  const std::string said = copy.complaints();
  EXPECT_NE(said.find("'photo.jpg' is no article"), std::string::npos) << said;
  EXPECT_NE(said.find("content.empty-column"), std::string::npos) << said;
}

TEST(Publications, RefuseAddressesThatNoLinkCanHold) {
  for (const char* name : {"news/国庆.md", "news/Upper.md", "news/page-2.md", "news/a b.md"}) {
    const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
    copy.write(name, article_of("标题", "2026-01-01"));
    EXPECT_NE(copy.complaints().find("error[article.name]"), std::string::npos) << name;
  }
}

std::string lint(const Site& site) {
  Diagnostics diagnostics;
  find_stale(site, test::day("2026-11-10"), diagnostics);
  return diagnostics.text();
}

TEST(ContentLint, WarnsOfAnOldRosterOnlyWhereItClaimsToBeToday) {
  Site site = loaded(tests::SiteCopy(BANCHENG_SOURCE_DIR)).site;
  site.bodies[0].as_of = test::day("2023-03-03");
  site.policy.retention.times = {{Kept::words, {3, CalendarSpan::Unit::years}}};
  EXPECT_EQ(lint(site), "");
  site.identity.standing = Standing::official;
  EXPECT_NE(lint(site).find("content.stale-roster"), std::string::npos);
  site.bodies[0].as_of = test::day("2025-03-03");
  EXPECT_EQ(lint(site), "");
}

TEST(ContentLint, WarnsAnOfficialSiteThatDoesNotSayHowLongReportsAreKept) {
  Site site = loaded(tests::SiteCopy(BANCHENG_SOURCE_DIR)).site;
  EXPECT_EQ(lint(site), "");
  site.identity.standing = Standing::official;
  EXPECT_NE(lint(site).find("content.no-retention"), std::string::npos);
  site.policy.retention.times = {{Kept::words, {3, CalendarSpan::Unit::years}}};
  EXPECT_EQ(lint(site).find("content.no-retention"), std::string::npos);
}

TEST(ContentLint, WarnsWhereTheMainWindowIsOpenAtOtherHoursThanLimitsAreCountedBy) {
  Site site = loaded(tests::SiteCopy(BANCHENG_SOURCE_DIR)).site;
  std::vector<Window> windows = site.windows.list();
  windows[0].hours = office_hours_from_text("08:30-12:00, 14:00-17:00");
  site.windows = windows;
  EXPECT_NE(lint(site).find("is open 08:30-12:00, 14:00-17:00, but limits are counted by "
                            "09:00-12:00, 13:30-17:00"),
            std::string::npos)
      << lint(site);
  site.policy.hours = *windows[0].hours;
  EXPECT_EQ(lint(site), "");
}

TEST(ContentLint, LeavesAloneWhatOnlyLooksLikeAPlaceholder) {
  const auto said = [](const std::string& line) {
    Diagnostics diagnostics;
    find_placeholders({{"a.yaml", "text: " + line + "\n"}}, diagnostics);
    return !diagnostics.empty();
  };
  for (const char* fine :
       {"等待定损的保险", "参加测试的考生", "XXL号工作服", "MASTODON", "Todo", "期待定期公布"}) {
    EXPECT_FALSE(said(fine)) << fine;
  }
  for (const char* bad : {"TODO", "地址：XX镇", "时间待定", "待定。", "测试", "\"测试1\"", "××街道",
                          "Lorem ipsum dolor", "TBD"}) {
    EXPECT_TRUE(said(bad)) << bad;
  }
}

TEST(ContentLint, DoesNotReadComments) {
  Diagnostics diagnostics;
  find_placeholders({{"a.yaml", "# TODO\ntext: 甲 # TBD\n"}}, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.text();
}

}  // namespace
}  // namespace core

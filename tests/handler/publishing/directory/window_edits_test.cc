// Edits of windows in the files of all shipped sites change what was asked for and no other byte.
#include "handler/publishing/directory/window_edits.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/site/site_loader.h"
#include "tests/handler/publishing/directory/site_texts.h"

namespace handler::publishing::testing::directory {
namespace {

using core::FileChanges;
using core::FolderTexts;
using core::WindowColumn;

std::vector<WindowEntry> entries_in(const FolderTexts& texts) {
  const auto entries = window_entries(texts);
  EXPECT_TRUE(entries.ok()) << (entries ? "" : entries.failure().message);
  return entries ? *entries : std::vector<WindowEntry>{};
}

FolderTexts set(const FolderTexts& texts, const std::string& id, const WindowValues& values) {
  const auto made = set_windows(texts, {{id, values}});
  EXPECT_TRUE(made.ok()) << id << ": " << (made ? "" : made.failure().message);
  return made ? changed(texts, *made) : texts;
}

const std::vector<std::pair<WindowColumn, std::string>> kNewValues = {
    {WindowColumn::hall, "新大厅“一楼”"},
    {WindowColumn::place, "3 号窗口, 左侧"},
    {WindowColumn::address, "示范县新路 1 号"},
    {WindowColumn::phone, "0999-5559999, 12345"},
    {WindowColumn::hours, "08:00-11:30, 14:30-17:30"},
    {WindowColumn::lacks, "office, sign"},
    {WindowColumn::set_up, "2026-05-01"},
    {WindowColumn::phone, "12345"},
};

// The town and a table with English heads, which lacks columns.
FolderTexts small_county() {
  return {{"windows.yaml",
           "schema: 1\nwindows:\n  - {id: main, name: 县窗口, level: county}  # 主窗口\n"},
          {"windows.csv",
           "area,level,parent,phone\n东镇,town,main,0999-5550001\n柳村,village,东镇,\n"}};
}

TEST(WindowEntries, AreThoseOfTheSiteInItsOrder) {
  for (const std::string& id : kAllSites) {
    const std::filesystem::path content = std::filesystem::path(BANCHENG_SOURCE_DIR) / "content";
    core::Diagnostics found;
    const auto loaded = core::load_site(content / "sites" / id, content / "calendar", found);
    ASSERT_TRUE(loaded) << found.text();
    const std::vector<WindowEntry> entries = entries_in(texts_of_site(id));
    ASSERT_EQ(entries.size(), loaded->site.windows.size()) << id;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      EXPECT_EQ(entries[i].id, loaded->site.windows[i].id);
      EXPECT_EQ(entries[i].parent, loaded->site.windows[i].parent);
    }
  }
}

// A value that had to be put in quotes keeps them.
FolderTexts without_quotes(FolderTexts texts) {
  for (auto& [name, text] : texts) std::erase(text, '"');
  return texts;
}

TEST(WindowEdits, SetEachValueOfAnyWindowAndTakeItBackByteForByte) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = texts_of_site(id);
    const std::vector<WindowEntry> before = entries_in(texts);
    const std::size_t stride = before.size() > 50 ? 3 : 1;  // a table has many rows of one kind
    for (std::size_t i = 0; i < before.size(); i += stride) {
      const auto& [column, value] = kNewValues[i % kNewValues.size()];
      const FolderTexts after = set(texts, before[i].id, {{column, value}});
      const std::vector<WindowEntry> now = entries_in(after);
      ASSERT_EQ(now.size(), before.size());
      for (std::size_t other = 0; other < now.size(); ++other) {
        WindowValues expected = before[other].own;
        if (other == i) expected[column] = value;
        EXPECT_EQ(now[other].own, expected) << id << " " << before[i].id;
      }
      const LineChanges lines = lines_between(texts.at(before[i].file), after.at(before[i].file));
      EXPECT_EQ(lines.added.size(), 1u) << id << " " << before[i].id;
      EXPECT_LE(lines.gone.size(), 1u) << id << " " << before[i].id;
      const FolderTexts back = set(after, before[i].id, {{column, before[i].value(column)}});
      EXPECT_EQ(differences(without_quotes(texts), without_quotes(back)), "")
          << id << " " << before[i].id << " " << core::window_key(column);
    }
  }
}

TEST(WindowEdits, ChangeNothingWhereTheValueIsTheSame) {
  const FolderTexts texts = texts_of_site("demo");
  for (const WindowEntry& entry : entries_in(texts)) {
    const auto made = set_windows(texts, {{entry.id, entry.own}});
    ASSERT_TRUE(made.ok()) << made.failure().message;
    EXPECT_TRUE(made->empty()) << entry.id;
  }
}

TEST(WindowEdits, PutKeysInTheOrderOfTheReference) {
  const FolderTexts texts = {
      {"windows.yaml",
       "schema: 1\nwindows:\n  - id: main\n    name: 县窗口\n    level: county\n"
       "    phone: 0999-5550001  # 总机\n    sign: none\n"}};
  EXPECT_EQ(set(texts, "main",
                {{WindowColumn::hours, "09:00-12:00, 13:30-17:00"},
                 {WindowColumn::hall, "大厅"},
                 {WindowColumn::lacks, "sign"}})
                .at("windows.yaml"),
            "schema: 1\nwindows:\n  - id: main\n    name: 县窗口\n    level: county\n"
            "    hall: 大厅\n    phone: 0999-5550001  # 总机\n"
            "    hours: 09:00-12:00, 13:30-17:00\n    sign: none\n    lacks:\n      - sign\n");
}

TEST(WindowEdits, LayNewValuesOutAsTheFileDoes) {
  const FolderTexts texts = texts_of_site("demo");
  const auto edited = [&](const std::string& id, const WindowValues& values) {
    return differences(texts, set(texts, id, values));
  };
  EXPECT_EQ(edited("shuangta_3", {{WindowColumn::lacks, "sign"}}),
            "windows/shuangta.yaml:\n"
            "-   - {id: shuangta_3, area: 高集村, level: village, hall: 高集村便民服务站}\n"
            "+   - {id: shuangta_3, area: 高集村, level: village, hall: 高集村便民服务站, "
            "lacks: [sign]}\n");
  EXPECT_EQ(edited("liuwan", {{WindowColumn::phone, "12345"}}),
            "windows.yaml:\n-     phone: 0999-5550004\n+     phone: \"12345\"\n");
  const auto added = add_window(texts, {{WindowColumn::id, "xinshe"},
                                        {WindowColumn::area, "新设村"},
                                        {WindowColumn::level, "village"},
                                        {WindowColumn::parent, "shuangta"},
                                        {WindowColumn::hall, "新设村便民服务站"}});
  ASSERT_TRUE(added.ok()) << added.failure().message;
  EXPECT_EQ(differences(texts, changed(texts, *added)),
            "windows/shuangta.yaml:\n"
            "+   - {id: xinshe, area: 新设村, level: village, parent: shuangta, "
            "hall: 新设村便民服务站}\n");
}

TEST(WindowEdits, AddTheColumnsThatATableLacks) {
  const FolderTexts texts = small_county();
  const std::string village = entries_in(texts).back().id;
  const FolderTexts after = set(texts, village,
                                {{WindowColumn::lacks, "office, sign"},
                                 {WindowColumn::set_up, "false"},
                                 {WindowColumn::phone, "0999-5550002, 0999-5550003"}});
  EXPECT_EQ(after.at("windows.csv"),
            "area,level,parent,phone,set_up,lacks\n东镇,town,main,0999-5550001,,\n"
            "柳村,village,东镇,\"0999-5550002, 0999-5550003\",false,\"office, sign\"\n");
  EXPECT_EQ(entries_in(after).back().id, village) << "the derived id stays";
}

TEST(WindowEdits, WriteChineseWordsBelowChineseHeads) {
  const FolderTexts texts = texts_of_site("demo");
  const FolderTexts after =
      set(texts, "baisha",
          {{WindowColumn::set_up, "false"}, {WindowColumn::lacks, "leading_group, office"}});
  const LineChanges lines = lines_between(texts.at("windows.csv"), after.at("windows.csv"));
  ASSERT_EQ(lines.added.size(), 1u);
  EXPECT_TRUE(lines.added[0].ends_with(",否,领导小组、办公室")) << lines.added[0];
}

TEST(WindowEdits, AddAWindowAndTakeItOutAgain) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = texts_of_site(id);
    const std::vector<WindowEntry> before = entries_in(texts);
    for (const std::string& parent : {before.front().id, before.back().parent}) {
      if (parent.empty()) continue;
      const auto made = add_window(texts, {{WindowColumn::area, "新设村"},
                                           {WindowColumn::level, "village"},
                                           {WindowColumn::parent, parent},
                                           {WindowColumn::phone, "0999-5559998"},
                                           {WindowColumn::sign, ""}});
      ASSERT_TRUE(made.ok()) << id << made.failure().message;
      const FolderTexts after = changed(texts, *made);
      const std::vector<WindowEntry> now = entries_in(after);
      ASSERT_EQ(now.size(), before.size() + 1) << id;
      const auto added = std::ranges::find_if(now, [](const WindowEntry& entry) {
        return entry.value(WindowColumn::area) == "新设村";
      });
      ASSERT_NE(added, now.end());
      EXPECT_EQ(added->parent, parent);
      EXPECT_EQ(added->value(WindowColumn::phone), "0999-5559998");
      const auto back = remove_window(after, added->id);
      ASSERT_TRUE(back.ok()) << back.failure().message;
      EXPECT_EQ(differences(texts, changed(after, *back)), "") << id << " below " << parent;
    }
  }
}

TEST(WindowEdits, PutATownBehindTheOtherTownsAndNotIntoATownsOwnFile) {
  const auto made = add_window(texts_of_site("demo"), {{WindowColumn::id, "xinzhen"},
                                                       {WindowColumn::area, "新镇"},
                                                       {WindowColumn::level, "town"},
                                                       {WindowColumn::parent, "main"}});
  ASSERT_TRUE(made.ok()) << made.failure().message;
  ASSERT_EQ(made->size(), 1u);
  EXPECT_EQ(made->begin()->first, "windows.csv");
}

TEST(WindowEdits, RefuseWhatHasNoPlace) {
  const FolderTexts texts = texts_of_site("demo");
  const auto code = [](const core::Result<FileChanges>& made) { return made.failure().code; };
  EXPECT_EQ(code(set_windows(texts, {{"nowhere", {}}})), core::FailureCode::not_found);
  EXPECT_EQ(code(add_window(texts, {{WindowColumn::parent, "nowhere"}})),
            core::FailureCode::not_found);
  EXPECT_EQ(code(add_window(texts, {{WindowColumn::id, "liuwan"},
                                    {WindowColumn::area, "新镇"},
                                    {WindowColumn::level, "town"},
                                    {WindowColumn::parent, "main"}})),
            core::FailureCode::conflict);
  EXPECT_EQ(code(remove_window(texts, "main")), core::FailureCode::refused);
  EXPECT_EQ(code(remove_window(texts, "liuwan")), core::FailureCode::refused);
  EXPECT_EQ(code(remove_window(texts, "nowhere")), core::FailureCode::not_found);
}

TEST(WindowEdits, TakeAFileAwayWithItsLastWindow) {
  FolderTexts texts = small_county();
  texts["windows/west.yaml"] =
      "schema: 1\nwindows:\n  - {id: west, area: 西镇, level: town, parent: main}\n";
  const auto made = remove_window(texts, "west");
  ASSERT_TRUE(made.ok()) << made.failure().message;
  EXPECT_EQ(*made, (FileChanges{{"windows/west.yaml", std::nullopt}}));
}

TEST(WindowNames, KeepTheIdThatWasDerivedAndTakeTheRowsBelowAlong) {
  const FolderTexts texts = small_county();
  const std::string town = entries_in(texts)[1].id;
  const std::string village = entries_in(texts)[2].id;
  const FolderTexts after = set(texts, town, {{WindowColumn::area, "东城街道"}});
  EXPECT_EQ(after.at("windows.csv"),
            "area,level,parent,phone,id\n东城街道,town,main,0999-5550001," + town +
                "\n柳村,village,东城街道,,\n");
  EXPECT_EQ(entries_in(after)[2].parent, town);
  EXPECT_EQ(entries_in(after)[2].id, village);
}

TEST(WindowNames, AreReadByRowsOfTheTableAloneAndOnlyWhereTheyAreGone) {
  const FolderTexts texts = texts_of_site("demo");
  const LineChanges main =
      lines_between(texts.at("windows.csv"),
                    set(texts, "main", {{WindowColumn::area, "示范市"}}).at("windows.csv"));
  EXPECT_EQ(main.added.size(), 9u) << "the towns of the table";
  EXPECT_NE(main.added.front().find(",镇级,示范市,"), std::string::npos) << main.added.front();
  EXPECT_EQ(differences(texts, set(texts, "liuwan", {{WindowColumn::name, "柳湾镇办事窗口"}})),
            "windows.yaml:\n-     name: 柳湾镇便民服务中心“办不成事”反映窗口\n"
            "+     name: 柳湾镇办事窗口\n");
}

TEST(WindowNames, ThatAnotherWindowHasTooAreNoReference) {
  const FolderTexts texts = small_county();
  const std::string town = entries_in(texts)[1].id;
  FolderTexts two = texts;
  two["windows.csv"] += "西镇,town,main,\n";
  const FolderTexts after =
      set(two, town, {{WindowColumn::area, "西镇"}, {WindowColumn::name, "东"}});
  EXPECT_EQ(entries_in(after)[2].value(WindowColumn::parent), "东");
  EXPECT_EQ(
      entries_in(set(two, town, {{WindowColumn::area, "西镇"}}))[2].value(WindowColumn::parent),
      town);
}

TEST(WindowMarks, DifferOnceAWindowSaysSomethingElse) {
  const FolderTexts texts = texts_of_site("demo");
  const FolderTexts after = set(texts, "liuwan", {{WindowColumn::phone, "12345"}});
  const auto mark = [](const FolderTexts& in, const std::string& id) {
    return find_entry(entries_in(in), id)->mark();
  };
  EXPECT_NE(mark(texts, "liuwan"), mark(after, "liuwan"));
  EXPECT_EQ(mark(texts, "qinghe"), mark(after, "qinghe"));
}

}  // namespace
}  // namespace handler::publishing::testing::directory

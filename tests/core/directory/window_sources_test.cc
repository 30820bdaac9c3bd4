// Windows from three kinds of files become one tree, however a spreadsheet has changed them.
#include "core/directory/window_sources.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/directory/window_csv.h"
#include "core/directory/window_words.h"
#include "core/site/site.h"
#include "tests/support/site_copy.h"

namespace core {
namespace {

// The codes of a spreadsheet's mistakes, or the windows read from it.
struct Read {
  std::vector<Window> windows;
  std::string codes;
  std::string text;
};

Read read_csv(const std::string& csv) {
  Diagnostics diagnostics;
  WindowSources sources;
  Read read;
  if (read_windows_csv("windows.csv", csv, sources, diagnostics)) {
    read.windows =
        connect_windows(std::move(sources), {.window_name = "窗口", .hall = "中心"}, diagnostics);
  }
  for (const Diagnostic& d : diagnostics.sorted()) read.codes += d.code + "\n";
  read.text = diagnostics.text();
  return read;
}

constexpr const char* kCounty =
    "编号,地名,级别,上级,电话,接待时间,已设立\n"
    "main,样例县,县,,0999-5550001,,\n"
    "west,西镇,镇,,,,\n";

TEST(WindowSources, ConnectTheFilesOfAFolderIntoOneTree) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  Diagnostics diagnostics;
  const auto loaded = copy.load(diagnostics);
  ASSERT_TRUE(loaded) << diagnostics.text();
  const Site& site = loaded->site;
  EXPECT_EQ(site.windows.front().id, "main");
  EXPECT_EQ(site.windows_above("bay"), (std::vector<std::string>{"south", "main"}));
  EXPECT_EQ(site.windows.ids_from("south"), (std::vector<std::string>{"south", "bay", "hill"}));
  EXPECT_TRUE(site.window("hill")->planned);
  EXPECT_EQ(site.window("south")->lacks, (std::vector<std::string>{"office", "sign"}));
  EXPECT_EQ(site.window_goal.expected.at("village"), 6);
}

TEST(WindowSources, TellWhosePhoneAndHoursAWindowHas) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  Diagnostics diagnostics;
  const auto loaded = copy.load(diagnostics);
  ASSERT_TRUE(loaded);
  const Window* bridge = loaded->site.window("bridge");
  EXPECT_EQ(bridge->phone_from, "");
  EXPECT_EQ(bridge->hours_from, "east");
  EXPECT_EQ(loaded->site.window("bay")->phone_from, "main");
}

TEST(WindowSources, HandDownAllPhones) {
  const Read read =
      read_csv(std::string(kCounty) +
               "east,东镇,镇,,\"0999-5550004、0999-5550005\",,\n,柳林村,村,东镇,,,\n");
  ASSERT_EQ(read.windows.size(), 4u) << read.text;
  for (const Window& window : {read.windows[2], read.windows[3]}) {
    EXPECT_EQ(window.phone, "0999-5550004");
    EXPECT_EQ(window.more_phones, std::vector<std::string>{"0999-5550005"});
  }
  EXPECT_EQ(read.windows[3].phone_from, "east");
}

TEST(WindowSources, NameAVillageByItsTownAndItself) {
  const Read read = read_csv(std::string(kCounty) + ",柳林村,村,西镇,,,\n");
  ASSERT_EQ(read.windows.size(), 3u) << read.text;
  EXPECT_EQ(read.windows[2].name, "西镇柳林村窗口");
  EXPECT_EQ(read.windows[1].name, "西镇窗口");
}

TEST(WindowSources, DeriveTheSameIdWhereverTheRowStands) {
  const Read first = read_csv(std::string(kCounty) + ",柳林村,村,西镇,,,\n,河口村,村,西镇,,,\n");
  const Read second = read_csv(std::string(kCounty) + ",河口村,村,west,,,\n,柳林村,村,west,,,\n");
  ASSERT_EQ(first.windows.size(), 4u) << first.text;
  ASSERT_EQ(second.windows.size(), 4u) << second.text;
  EXPECT_EQ(first.windows[2].id, second.windows[3].id);
  EXPECT_NE(first.windows[2].id, first.windows[3].id);
  EXPECT_EQ(first.windows[2].id.size(), 14u);
  EXPECT_TRUE(first.windows[2].id.starts_with("w_"));
}

TEST(WindowSources, FindAParentThatStandsFurtherDown) {
  const Read read = read_csv(std::string(kCounty) + ",柳林村,村,东镇,,,\n,东镇,镇,样例县,,,\n");
  ASSERT_EQ(read.windows.size(), 4u) << read.text;
  EXPECT_EQ(read.windows[2].parent, read.windows[3].id);
  EXPECT_EQ(read.windows[2].phone, "0999-5550001");
}

TEST(WindowSources, AllowTwoVillagesOfOneNameInTwoTowns) {
  const Read read =
      read_csv(std::string(kCounty) + "east,东镇,镇,,,,\n,石桥村,村,西镇,,,\n,石桥村,村,东镇,,,\n");
  EXPECT_EQ(read.windows.size(), 5u) << read.text;
}

TEST(WindowSources, ReadFullWidthHoursAndDatesAsSpreadsheetsWriteThem) {
  const Read read = read_csv(
      std::string(kCounty) +
      ",柳林村,村,西镇,０９９９－５５５０００４,９：００－１１：３０、14:00～17:00,2026年5月1日\n");
  ASSERT_EQ(read.windows.size(), 3u) << read.text;
  EXPECT_EQ(read.windows[2].phone, "0999-5550004");
  EXPECT_EQ(to_text(*read.windows[2].hours), "09:00-11:30, 14:00-17:00");
  EXPECT_EQ(to_iso(*read.windows[2].set_up), "2026-05-01");
}

TEST(WindowSources, IgnoreEmptyRowsAndEmptyColumnsAtTheEnd) {
  const Read read = read_csv("地名,级别,,\n样例县,县,,\n,,,\n\n,,,\n");
  EXPECT_EQ(read.windows.size(), 1u) << read.text;
}

TEST(WindowSources, TakeEnglishColumnsAndWords) {
  const Read read = read_csv("ID,Area,Level,Set_up\nmain,样例县,county,yes\nwest,西镇,TOWN,no\n");
  ASSERT_EQ(read.windows.size(), 2u) << read.text;
  EXPECT_TRUE(read.windows[1].planned);
}

TEST(WindowSources, RefuseCellsInAColumnWithoutAName) {
  EXPECT_EQ(read_csv("地名,级别,\n样例县,县,是\n").codes, "csv.extra-cell\n");
}

TEST(WindowSources, AskForCommasWhereCellsAreSeparatedOtherwise) {
  EXPECT_NE(read_csv("地名;级别\n样例县;县\n").text.find("separate the cells with ','"),
            std::string::npos);
}

TEST(WindowSources, SayHowToSaveASpreadsheetThatIsNotUtf8) {
  const Read read = read_csv("\xB5\xD8\xC3\xFB,\xBC\xB6\xB1\xF0\n");
  EXPECT_NE(read.text.find("windows.csv:1:1: error[csv.encoding]"), std::string::npos) << read.text;
  EXPECT_NE(read.text.find("CSV UTF-8"), std::string::npos);
}

TEST(WindowSources, SayThatAFileIsEmpty) {
  EXPECT_EQ(read_csv("").codes, "csv.empty\n");
}

TEST(WindowSources, ReportAllMistakesOfAFileAtOnceButNotThousands) {
  std::string csv = kCounty;
  for (int i = 0; i < 500; ++i) csv += ",村" + std::to_string(i) + ",村,西镇,12,,\n";
  const Read read = read_csv(csv);
  EXPECT_EQ(std::ranges::count(read.codes, '\n'), 101);
  EXPECT_NE(read.codes.find("csv.too-many-mistakes"), std::string::npos);
}

TEST(WindowSources, EndAfterAHundredUnknownParentsWhereverTheyStand) {
  std::string csv = kCounty;
  for (int i = 0; i < 500; ++i) csv += ",村" + std::to_string(i) + ",村,东镇,,,\n";
  const std::string rows = read_csv(csv).codes;
  EXPECT_EQ(std::ranges::count(rows, '\n'), 101);
  EXPECT_NE(rows.find("directory.too-many-mistakes"), std::string::npos);

  WindowSources sources;
  for (int i = 0; i < 500; ++i) {
    Window window{.id = "w" + std::to_string(i), .name = "窗口", .level = "village"};
    if (i > 0) window.parent = "nobody";
    sources.drafts.push_back({.window = std::move(window), .parent_span = {"windows.yaml", i + 1}});
  }
  Diagnostics diagnostics;
  EXPECT_TRUE(connect_windows(std::move(sources), {}, diagnostics).empty());
  EXPECT_EQ(diagnostics.sorted().size(), 101u);
}

TEST(WindowSources, TakeTablesAsOfficesKeepThem) {
  const Read read = read_csv(
      "序号,编号,\"地\n名\",级别,电　话（座机）,备注\n"
      "1,main,样例县,县,0999-5550001；0999-5550002,\n"
      "2,\u200Bwest,西镇\u3000,镇,\"0999-5550003\n5550004\",下半年搬\n");
  EXPECT_EQ(read.codes, "") << read.text;
  ASSERT_EQ(read.windows.size(), 2u);
  EXPECT_EQ(read.windows[0].phone, "0999-5550001");
  EXPECT_EQ(read.windows[0].more_phones, std::vector<std::string>{"0999-5550002"});
  EXPECT_EQ(read.windows[1].phone, "0999-5550003");
  EXPECT_EQ(read.windows[1].more_phones, std::vector<std::string>{"5550004"});
  EXPECT_EQ(read.windows[1].id, "west");
  EXPECT_EQ(read.windows[1].area, "西镇");
}

TEST(WindowSources, NameTheRowsThatAreNoWindows) {
  const Read title = read_csv(std::string("样例县窗口一览表,,\n填报单位,政务服务局,\n") + kCounty);
  EXPECT_EQ(title.codes, "csv.title\n");
  EXPECT_NE(title.text.find("stand only in line 3"), std::string::npos) << title.text;
  const Read remark = read_csv(std::string(kCounty) + "注：以上电话工作日接听,,\n合计,2,\n");
  EXPECT_NE(remark.codes.find("csv.remark\n"), std::string::npos) << remark.text;
}

TEST(WindowSources, TellADayFromTheNumberThatASpreadsheetMadeOfIt) {
  const Read read = read_csv(
      "编号,地名,级别,上级,电话,接待时间,已设立\n"
      "main,样例县,县,,0999-5550001,,45778\n");
  EXPECT_EQ(read.codes, "site.date\n");
  EXPECT_NE(read.text.find("it means 2025-05-01"), std::string::npos) << read.text;
}

TEST(WindowTree, KnowsWhoIsAboveAndBelowAfterBeingCopied) {
  WindowTree tree = std::vector<Window>{{.id = "main"},
                                        {.id = "b", .parent = "main"},
                                        {.id = "a", .parent = "b"},
                                        {.id = "c", .parent = "main"}};
  const WindowTree copy = tree;
  tree = WindowTree();
  EXPECT_EQ(copy.find("nobody"), nullptr);
  EXPECT_EQ(copy.above(*copy.find("a"))->id, "b");
  EXPECT_EQ(copy.above(copy.front()), nullptr);
  ASSERT_EQ(copy.below(copy.front()).size(), 2u);
  EXPECT_EQ(copy[copy.below(copy.front())[1]].id, "c");
  EXPECT_EQ(copy.ids_from("main"), (std::vector<std::string>{"main", "b", "a", "c"}));
}

TEST(WindowTree, MakesAllWindowsOnceWhenMoreThanTheMainOneIsAskedFor) {
  int made = 0;
  const auto all = [&made] {
    ++made;
    return std::vector<Window>{{.id = "main"}, {.id = "b", .parent = "main"}};
  };
  const WindowTree tree(Window{.id = "main"}, all);
  const WindowTree copy = tree;
  EXPECT_FALSE(copy.empty());
  EXPECT_EQ(copy.front().id, "main");
  EXPECT_EQ(copy.find(""), nullptr);
  EXPECT_EQ(copy.find("main"), &copy.front());
  EXPECT_EQ(made, 0);
  EXPECT_EQ(copy.above(*copy.find("main")), nullptr);
  EXPECT_EQ(copy.above(*copy.find("b"))->id, "main");
  EXPECT_EQ(copy.above(copy.front()), nullptr);
  EXPECT_EQ(copy.below(copy.front()).size(), 1u);
  EXPECT_EQ(copy.ids_from("main"), (std::vector<std::string>{"main", "b"}));
  EXPECT_EQ(tree.size(), 2u);
  EXPECT_EQ(made, 1);
}

TEST(WindowTree, MayHaveNoWindows) {
  const WindowTree none;
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(none.begin(), none.end());
  EXPECT_EQ(none.find("main"), nullptr);
  EXPECT_TRUE(none.ids_from("main").empty());
}

}  // namespace
}  // namespace core

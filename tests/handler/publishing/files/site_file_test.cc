// Names of pictures and PDF: which are safe, which an upload gets, which a text names.
#include "handler/publishing/files/site_file.h"

#include <gtest/gtest.h>

namespace handler::publishing {
namespace {

using files::FileType;

std::string named(std::string_view sent, FileType type = FileType::jpeg,
                  const std::set<std::string>& taken = {}) {
  return name_for_upload(sent, type, core::day_from_iso("2026-11-30").value(), taken);
}

TEST(SiteFile, IsOneNameInTheFolder) {
  EXPECT_TRUE(is_site_file("files/photo.jpg"));
  for (const std::string path :
       {"", "files", "files/", "files/.hidden", "files/..", "files/a/b.jpg", "files/../policy.yaml",
        "policy.yaml", "/files/a.jpg", "news/files/a.jpg"})
    EXPECT_FALSE(is_site_file(path)) << path;
  EXPECT_FALSE(is_site_file(std::string("files/a\0.jpg", 12)));
  EXPECT_EQ(path_of_site_file(name_of_site_file("files/a.jpg")), "files/a.jpg");
}

TEST(SiteFile, KeepsWhatASentNameSays) {
  EXPECT_EQ(named("Hall-Map.JPG"), "hall-map.jpg");
  EXPECT_EQ(named("IMG_0231.jpeg"), "img-0231.jpg");
  EXPECT_EQ(named("plan (2).v3.PDF", FileType::pdf), "plan-2-v3.pdf");
  EXPECT_EQ(named("photo.jpg.exe", FileType::png), "photo-jpg.png");
  EXPECT_EQ(named("大厅map大厅.webp", FileType::webp), "map.webp");
  EXPECT_EQ(named("../../etc/passwd", FileType::pdf), "paper-20261130-1.pdf");
  EXPECT_EQ(named(std::string(300, 'a') + ".jpg"), std::string(60, 'a') + ".jpg");
}

TEST(SiteFile, HasADayAndANumberWhereTheNameSaysNothing) {
  for (const char* sent :
       {"", ".jpg", "照片.jpg", "活动照片1.jpg", "20261130.jpg", "a.jpg", "---.jpg"})
    EXPECT_EQ(named(sent), "photo-20261130-1.jpg") << sent;
  EXPECT_EQ(named("附件.pdf", FileType::pdf), "paper-20261130-1.pdf");
}

TEST(SiteFile, NeverTakesANameThatIsTaken) {
  EXPECT_EQ(named("map.jpg", FileType::jpeg, {"map.jpg"}), "map-2.jpg");
  EXPECT_EQ(named("map.jpg", FileType::jpeg, {"map.jpg", "map-2.jpg", "map-4.jpg"}), "map-3.jpg");
  EXPECT_EQ(named("map.jpg", FileType::png, {"map.jpg"}), "map.png");
  EXPECT_EQ(named("", FileType::jpeg, {"photo-20261130-1.jpg"}), "photo-20261130-2.jpg");
}

TEST(SiteFile, IsNamedAsAWholeInATextOfTheSite) {
  const auto in = [](const std::string& text) {
    return is_named({{"news/a.md", text}}, "map.jpg");
  };
  for (const char* text : {"![图](files/map.jpg)", "file: map.jpg\n", "map.jpg", "见map.jpg。",
                           "files/big-map.jpg, files/map.jpg"})
    EXPECT_TRUE(in(text)) << text;
  for (const char* text : {"", "map.jp", "bitmap.jpg", "big-map.jpg", "my.map.jpg", "map.jpg2",
                           "map.jpg_old", "map-jpg"})
    EXPECT_FALSE(in(text)) << text;
  EXPECT_FALSE(is_named({{"files/list.csv", "map.jpg"}}, "map.jpg")) << "files name no files";
}

}  // namespace
}  // namespace handler::publishing

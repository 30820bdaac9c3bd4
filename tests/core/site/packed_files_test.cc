// A published site's pack gives back all that was packed.
#include "core/site/packed_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/site/site_loader.h"

namespace core {
namespace {

namespace fs = std::filesystem;

LoadedSite loaded(const std::string& id) {
  const fs::path content = fs::path(BANCHENG_SOURCE_DIR) / "content";
  Diagnostics diagnostics;
  auto site = load_site(content / "sites" / id, content / "calendar", diagnostics);
  EXPECT_TRUE(site.has_value()) << diagnostics.text();
  return site ? std::move(*site) : LoadedSite{};
}

// All that a window says, so that a field is missed by the reader of this line too.
std::string told(const Window& window) {
  std::string all;
  for (const std::string& text :
       {window.id, window.area, window.name, window.level, window.parent, window.hall, window.place,
        window.address, window.phone, window.sign, window.phone_from, window.hours_from}) {
    all += text + "|";
  }
  all +=
      window.hours ? to_text(*window.hours) + (window.hours->published ? " published" : "") : "-";
  all += window.planned ? "|planned|" : "|there|";
  all += window.set_up ? to_iso(*window.set_up) : "-";
  for (const std::string& lack : window.lacks) all += "|" + lack;
  for (const std::string& phone : window.more_phones) all += "|" + phone;
  return all;
}

TEST(PackedFiles, GiveBackEveryFieldOfEveryWindow) {
  for (const std::string id : {"demo", "pingyi", "beiguan", "chaoan", "panzhihua", "shaoguan"}) {
    const LoadedSite site = loaded(id);
    const WindowTree packed = windows_from_bytes(pieces_of(site).at(std::string(kWindowsPiece)));
    ASSERT_EQ(packed.size(), site.site.windows.size()) << id;
    for (std::size_t i = 0; i < packed.size(); ++i) {
      EXPECT_EQ(told(packed[i]), told(site.site.windows[i]));
    }
  }
}

// Else the test above would compare empty fields.
TEST(PackedFiles, AreTriedWithWindowsThatHaveEverything) {
  const WindowTree windows = loaded("demo").site.windows;
  const auto some = [&](auto has) { return std::ranges::any_of(windows, has); };
  EXPECT_TRUE(some([](const Window& window) { return window.hours && window.hours->published; }));
  EXPECT_TRUE(some([](const Window& window) { return !window.hours_from.empty(); }));
  EXPECT_TRUE(some([](const Window& window) { return !window.phone_from.empty(); }));
  EXPECT_TRUE(some([](const Window& window) { return window.planned; }));
  EXPECT_TRUE(some([](const Window& window) { return window.set_up.has_value(); }));
  EXPECT_TRUE(some([](const Window& window) { return window.lacks.size() > 1; }));
  EXPECT_TRUE(some([](const Window& window) { return !window.more_phones.empty(); }));
  EXPECT_TRUE(some([](const Window& window) { return !window.sign.empty(); }));
}

}  // namespace
}  // namespace core

// A published site's pack gives back all that was packed.
#include "core/site/packed_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "core/base/pack.h"
#include "core/site/site_loader.h"
#include "tests/support/temporary_folder.h"

namespace core {
namespace {

namespace fs = std::filesystem;

LoadedSite loaded_shipped(const std::string& id) {
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

// A pack in a file of its own.
class PackFile {
 public:
  explicit PackFile(const Pieces& pieces) : name_(name_of_pack(packed(pieces))) {
    write(packed(pieces));
  }
  std::string bytes() const { return read_file(folder_ / "pack").value(); }
  void write(const std::string& bytes) const { std::ofstream(folder_ / "pack") << bytes; }
  Pack open() const { return Pack::open(folder_ / "pack", name_).value(); }

 private:
  tests::TemporaryFolder folder_;
  std::string name_;
};

TEST(PackedFiles, GiveBackEveryFieldOfEveryWindow) {
  for (const std::string id : {"demo", "pingyi", "beiguan", "chaoan", "panzhihua", "shaoguan"}) {
    const LoadedSite site = loaded_shipped(id);
    const WindowTree packed = packed_windows(PackFile(pieces_of(site)).open()).value();
    EXPECT_EQ(told(packed.front()), told(site.site.windows.front()));
    ASSERT_EQ(packed.size(), site.site.windows.size()) << id;
    for (std::size_t i = 0; i < packed.size(); ++i) {
      EXPECT_EQ(told(packed[i]), told(site.site.windows[i]));
    }
  }
}

TEST(PackedFiles, ReadOtherWindowsThanTheMainOneWhenTheyAreAskedFor) {
  const PackFile file(pieces_of(loaded_shipped("demo")));
  std::string bytes = file.bytes();
  bytes[bytes.size() - 2] ^= 1;  // of the last piece, which holds all windows
  file.write(bytes);
  const WindowTree windows = packed_windows(file.open()).value();
  EXPECT_EQ(windows.find("main"), &windows.front());
  EXPECT_THROW((void)windows.size(), DamagedPiece);
}

TEST(PackedFiles, RefuseADamagedMainWindow) {
  Pieces pieces = pieces_of(loaded_shipped("demo"));
  const PackFile file(pieces);
  const std::string main = pieces.at("window");
  std::string bytes = file.bytes();
  bytes[bytes.find(main)] ^= 1;
  file.write(bytes);
  EXPECT_EQ(packed_windows(file.open()).failure().code, FailureCode::corrupt);
}

// Else the first test would compare empty fields.
TEST(PackedFiles, AreTriedWithWindowsThatHaveEverything) {
  const WindowTree windows = loaded_shipped("demo").site.windows;
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

// Files through the real cleaning program: what is kept, what is left out, what is refused.
#include "handler/files/cleaning.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <thread>

#include "tests/handler/files/sample_files.h"
#include "tests/support/other_process.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/waiting.h"

namespace handler::files {
namespace {

using tests::kPlanted;

std::variant<CleanFile, Unfit> cleaned(std::string_view bytes) {
  return clean(bytes, {.cleaner = BANCHENG_FILE_CLEANER, .longest = tests::kFar});
}

// Why it was refused, or the type that it has.
std::string verdict(const std::variant<CleanFile, Unfit>& outcome) {
  const Unfit* const unfit = std::get_if<Unfit>(&outcome);
  return std::string(unfit ? name_of(*unfit) : name_of(std::get<CleanFile>(outcome).type));
}

std::string verdict(std::string_view bytes) {
  return verdict(cleaned(bytes));
}

// The cleaned bytes; empty if the file is refused.
std::string kept(std::string_view bytes) {
  const auto outcome = cleaned(bytes);
  const CleanFile* const file = std::get_if<CleanFile>(&outcome);
  return file ? file->bytes : std::string();
}

// EXIF that says this and nothing else.
std::string only_orientation(int orientation) {
  return std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19) +
         static_cast<char>(orientation) + std::string(6, '\0');
}

TEST(Cleaning, KeepsPixelsAndNothingElse) {
  for (const tests::Sample& sample : tests::samples()) {
    const auto outcome = cleaned(sample.planted);
    ASSERT_EQ(verdict(outcome), name_of(sample.type));
    const CleanFile& file = std::get<CleanFile>(outcome);
    EXPECT_EQ(file.bytes, sample.plain) << name_of(sample.type);
    EXPECT_EQ(file.width, sample.width);
    EXPECT_EQ(file.height, sample.height);
    EXPECT_EQ(file.scanned, Scan::not_scanned);
    EXPECT_EQ(kept(sample.plain), sample.plain) << name_of(sample.type);
  }
}

TEST(Cleaning, KeepsTheOrientationAndNothingElseOfExif) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const std::string& file :
         {tests::planted_jpeg(orientation), tests::planted_png(orientation),
          tests::planted_webp(orientation)}) {
      ASSERT_NE(file.find(kPlanted), std::string::npos);
      const std::string bytes = kept(file);
      ASSERT_FALSE(bytes.empty()) << orientation;
      EXPECT_EQ(bytes.find(kPlanted), std::string::npos) << orientation;
      const bool is_turned = bytes.find(only_orientation(orientation)) != std::string::npos;
      EXPECT_EQ(is_turned, orientation != 1) << orientation;
      EXPECT_EQ(kept(bytes), bytes) << orientation;
    }
  }
}

TEST(Cleaning, TakesAnOrientationThatIsNoneForUpright) {
  EXPECT_EQ(kept(tests::planted_jpeg(0)), tests::plain_jpeg());
  EXPECT_EQ(kept(tests::planted_png(9)), tests::plain_png());
}

TEST(Cleaning, TakesLossyAndAnimatedWebp) {
  EXPECT_EQ(kept(tests::lossy_webp()), tests::lossy_webp());
  const std::string animated = tests::animated_webp();
  EXPECT_EQ(kept(animated), animated);
  EXPECT_EQ(kept(tests::animated_webp(tests::webp_chunk("XMP ", "PLANTED"))), animated);
}

TEST(Cleaning, RefusesPicturesOfTooManyPixels) {
  EXPECT_EQ(verdict(tests::png_of_size(100'000, 100'000)), "pixels");
  EXPECT_EQ(verdict(tests::png_of_size(20'001, 1)), "pixels");
  EXPECT_EQ(verdict(tests::png_of_size(0x7FFFFFFF, 0x7FFFFFFF)), "pixels");
  EXPECT_EQ(verdict(tests::png_of_size(10'000, 5'001)), "pixels");
  EXPECT_EQ(verdict(tests::png_of_size(10'000, 5'000)), "png");
  EXPECT_EQ(verdict(tests::jpeg_of_size(65'535, 65'535)), "pixels");
  EXPECT_EQ(verdict(tests::jpeg_of_size(8'000, 6'000)), "jpeg");
  EXPECT_EQ(verdict(tests::webp_of_size(16'000, 16'000)), "pixels");
  EXPECT_EQ(verdict(tests::webp_of_size(8'000, 6'000)), "webp");
  EXPECT_EQ(verdict(tests::png_of_size(0, 8)), "damaged");
  EXPECT_EQ(verdict(tests::jpeg_of_size(8, 0)), "damaged");
}

TEST(Cleaning, InflatesNothing) {
  // Inflated, it would be ten times the memory that the process may take.
  const std::string packed = "Author" + std::string(2, '\0') + tests::deflate_bomb(4);
  std::string bomb = tests::plain_png();
  bomb.insert(bomb.size() - 12, tests::png_chunk("zTXt", packed));
  EXPECT_EQ(kept(bomb), tests::plain_png());
}

TEST(Cleaning, RefusesWhatIsCutOff) {
  for (const tests::Sample& sample : tests::samples()) {
    for (std::size_t length = 0; length < sample.planted.size(); length += 37) {
      const std::string said = verdict(std::string_view(sample.planted).substr(0, length));
      EXPECT_TRUE(said == "damaged" || said == "type" || (said == "empty" && length == 0))
          << name_of(sample.type) << " of " << length << " bytes: " << said;
    }
    const std::string_view whole = sample.planted;
    EXPECT_EQ(verdict(whole.substr(0, whole.size() - 3)), "damaged") << name_of(sample.type);
  }
}

TEST(Cleaning, LeavesOutWhatHangsBehindAPicture) {
  for (const tests::Sample& sample : tests::samples()) {
    if (sample.type == FileType::pdf) continue;
    for (const std::string& behind :
         {std::string("PK\x03\x04PLANTED"), tests::plain_pdf(), tests::planted_jpeg(6),
          std::string("<html><script>PLANTED</script></html>")})
      EXPECT_EQ(kept(sample.planted + behind), sample.plain) << name_of(sample.type);
  }
}

TEST(Cleaning, RefusesOtherTypesWhateverTheyAreCalled) {
  const std::string pdf = tests::plain_pdf();
  const std::string zip("PK\x03\x04\x14\0\0\0\0\0", 10);
  for (const std::string& other :
       {std::string("GIF89a\x01\0\x01\0\0\0\0;", 14), std::string("<!DOCTYPE html><html></html>"),
        std::string("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), zip, zip + pdf,
        std::string("MZ\x90\0", 4), std::string("hello"), std::string(1, '\0'), "<html>\n" + pdf,
        " " + pdf, "GIF89a" + pdf, std::string("%PDF-x"), std::string("%!PS\n"),
        std::string("BM\x46\0\0\0", 6), "RIFF" + zip, std::string("\xFF\xD8", 2)})
    EXPECT_EQ(verdict(other), "type") << other.substr(0, 20);
  EXPECT_EQ(verdict(pdf + "<html></html>"), "damaged");
  EXPECT_EQ(verdict(pdf + zip), "damaged");
  EXPECT_EQ(verdict(pdf + "\r\n"), "pdf");
}

TEST(Cleaning, RefusesEmptyAndLargeFiles) {
  EXPECT_EQ(verdict(""), "empty");
  EXPECT_EQ(verdict(std::string(kMostBytes + 1, 'x')), "too_large");
  const std::string picture = tests::plain_png();
  Inspection how{.cleaner = BANCHENG_FILE_CLEANER, .most_bytes = picture.size() - 1};
  EXPECT_EQ(verdict(clean(picture, how)), "too_large");
  how.most_bytes = picture.size();
  EXPECT_EQ(verdict(clean(picture, how)), "png");
}

// Much more than a pipe holds, so both sides would wait for each other if one only wrote.
TEST(Cleaning, TakesTheLargestFile) {
  std::string picture = tests::plain_jpeg();
  picture.insert(picture.size() - 2, std::string(kMostBytes - picture.size(), '\0'));
  EXPECT_EQ(kept(picture), picture);
}

TEST(Cleaning, CleansManyAtATime) {
  std::vector<std::thread> threads;
  std::array<int, 8> done{};
  for (int& count : done) {
    threads.emplace_back([&count] {
      for (int i = 0; i < 5; ++i) count += kept(tests::planted_jpeg(1)) == tests::plain_jpeg();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : done) EXPECT_EQ(count, 5);
}

TEST(Cleaning, KnowsWhetherItWorks) {
  EXPECT_TRUE(cleaner_works({.cleaner = BANCHENG_FILE_CLEANER, .longest = tests::kFar}));
  EXPECT_FALSE(cleaner_works({.cleaner = "/bin/false"}));
}

// ---- programs that are no good cleaner

class BadCleaner : public testing::Test {
 protected:
  std::filesystem::path script(const std::string& text) {
    const std::filesystem::path path = folder / "cleaner";
    std::ofstream(path) << "#!/bin/sh\n" << text << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
  }
  std::string said(const std::filesystem::path& program) {
    return verdict(clean(tests::plain_png(), {.cleaner = program, .longest = tests::kFar}));
  }

  tests::TemporaryFolder folder;
};

TEST_F(BadCleaner, IsNeverBelieved) {
  EXPECT_EQ(said("/bin/false"), "not_checked");
  EXPECT_EQ(said("/bin/cat"), "not_checked");
  EXPECT_EQ(said("/usr/bin/yes"), "not_checked");
  EXPECT_EQ(said(folder / "missing"), "not_checked");
  EXPECT_EQ(said(script("kill -9 $$")), "not_checked");
  EXPECT_EQ(said(script("cat >/dev/null; printf 'ok png 1 1 5\\nhello'")), "not_checked");
  EXPECT_EQ(said(script("cat >/dev/null; printf 'ok png 1 1 9\\n'; kill -9 $$")), "not_checked");
  EXPECT_EQ(said(script("printf 'unfit damaged\\n'")), "damaged");
}

TEST_F(BadCleaner, IsKilledWhenItTakesTooLong) {
  const std::filesystem::path own_id = folder / "id";
  const auto silent =
      script("echo $$ >" + (folder / "new").string() + "; mv " + (folder / "new").string() + " " +
             own_id.string() + "; exec sleep 1000");
  Inspection how{.cleaner = silent, .longest = std::chrono::milliseconds{50}};
  while (!std::filesystem::exists(own_id)) {
    EXPECT_EQ(verdict(clean(tests::plain_png(), how)), "not_checked");
    how.longest *= 2;
  }
  int id = 0;
  std::ifstream(own_id) >> id;
  ASSERT_GT(id, 0);
  EXPECT_EQ(::kill(id, 0), -1);
}

TEST(FileCleaner, IsNoCommandForPeople) {
  EXPECT_EQ(tests::OtherProcess({BANCHENG_FILE_CLEANER, "photo.jpg"}).end().code, 64);
}

}  // namespace
}  // namespace handler::files

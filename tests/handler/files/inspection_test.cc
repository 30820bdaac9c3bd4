// Damaged and made-up files, inspected in this process: each gets a definite verdict.
#include "handler/files/cleaner/inspection.h"

#include <gtest/gtest.h>

#include <random>

#include "handler/files/cleaner/metadata.h"
#include "tests/handler/files/sample_files.h"
#include "tests/support/repeats.h"

namespace handler::files {
namespace {

class InspectionTest : public testing::Test {
 protected:
  void SetUp() override {
    prepare_metadata();
    ASSERT_TRUE(types.ok());
  }
  std::string verdict(std::string_view bytes) {
    const Outcome outcome = inspect(bytes, types);
    const Unfit* const unfit = std::get_if<Unfit>(&outcome);
    return std::string(unfit ? name_of(*unfit) : name_of(std::get<Cleaned>(outcome).type));
  }

  ContentTypes types;
};

using Random = std::mt19937;

std::size_t up_to(Random& random, std::size_t most) {
  return std::uniform_int_distribution<std::size_t>(0, most)(random);
}

// Changes, removes, doubles or cuts off some bytes.
void damage(std::string& bytes, Random& random) {
  const std::size_t at = up_to(random, bytes.size() - 1);
  const std::size_t count = up_to(random, 8);
  switch (up_to(random, 4)) {
    case 0:
      bytes[at] = static_cast<char>(up_to(random, 255));
      break;
    case 1:
      bytes[at] = static_cast<char>(bytes[at] ^ 1 << up_to(random, 7));
      break;
    case 2:
      bytes.erase(at, count);
      break;
    case 3:
      bytes.insert(at, bytes.substr(at, count));
      break;
    default:
      bytes.resize(std::max<std::size_t>(at, 1));
  }
}

std::vector<std::string> all_kinds() {
  std::vector<std::string> all = {tests::lossy_webp(),    tests::animated_webp(),
                                  tests::planted_jpeg(6), tests::planted_png(6),
                                  tests::planted_webp(6), tests::png_of_size(9000, 5000)};
  for (const tests::Sample& sample : tests::samples()) all.push_back(sample.planted);
  return all;
}

// What is taken is also clean: it comes out of a second cleaning as it went in.
TEST_F(InspectionTest, OfDamagedFilesIsDefinite) {
  const std::vector<std::string> kinds = all_kinds();
  Random random(20261130);
  int taken = 0;
  for (int i = 0; i < tests::many(2000); ++i) {
    std::string bytes = kinds[up_to(random, kinds.size() - 1)];
    for (std::size_t damages = up_to(random, 3); damages > 0 && !bytes.empty(); --damages)
      damage(bytes, random);
    const Outcome outcome = inspect(bytes, types);
    const Cleaned* const file = std::get_if<Cleaned>(&outcome);
    if (file == nullptr) continue;
    ++taken;
    const Outcome again = inspect(file->bytes, types);
    ASSERT_TRUE(std::holds_alternative<Cleaned>(again)) << i;
    EXPECT_EQ(std::get<Cleaned>(again).bytes, file->bytes) << i;
  }
  EXPECT_GT(taken, 100);
}

TEST_F(InspectionTest, RefusesAPngWithAWrongChecksum) {
  std::string picture = tests::plain_png();
  ASSERT_EQ(verdict(picture), "png");
  picture[picture.size() - 20] = static_cast<char>(picture[picture.size() - 20] ^ 1);
  EXPECT_EQ(verdict(picture), "damaged");
}

TEST_F(InspectionTest, RefusesAPngWhosePartsMakeNoSense) {
  const std::string whole = tests::plain_png();
  const std::string start = whole.substr(0, 33);
  const std::string pixels = whole.substr(33, whole.size() - 33 - 12);
  const std::string end = whole.substr(whole.size() - 12);
  const std::string gamma = tests::png_chunk("gAMA", std::string(4, '\x01'));
  ASSERT_EQ(verdict(start + gamma + pixels + end), "png");
  for (const std::string& wrong :
       {start + end, start + start.substr(8) + pixels + end, start + gamma + gamma + pixels + end,
        start + pixels + gamma + end, start + tests::png_chunk("gAMA", "PLANTED") + pixels + end,
        start + tests::png_chunk("PLTE", "1234") + pixels + end,
        start + tests::png_chunk("CRIT", "") + pixels + end,
        start + pixels + tests::png_chunk("tEXt", "a") + pixels + end,
        start + tests::png_chunk("IDAT", "PLANTED") + end, start + pixels})
    EXPECT_EQ(verdict(wrong), "damaged");
}

TEST_F(InspectionTest, RefusesAJpegWhosePartsMakeNoSense) {
  const std::string whole = tests::plain_jpeg();
  const std::string start = whole.substr(0, 20);
  const std::string rest = whole.substr(20);
  ASSERT_EQ(verdict(start + rest), "jpeg");
  const std::string frame = rest.substr(69, 13);
  for (const std::string& wrong :
       {start + tests::jpeg_segment(0xDB, "PLANTED") + rest,
        start + tests::jpeg_segment(0xC4, "PLANTED") + rest,
        start + tests::jpeg_segment(0xDD, "PLANTED") + rest,
        start + tests::jpeg_segment(0xCC, "PLANTED") + rest,
        start + tests::jpeg_segment(0xC9, frame.substr(4)) + rest, start + frame + rest,
        start + rest.substr(0, 69) + rest.substr(82), start + rest.substr(0, 69) + "\xFF\xD9",
        start + "PLANTED" + rest, start + std::string("\xFF\xE1\0\x01", 4) + rest})
    EXPECT_EQ(verdict(wrong), "damaged");
}

TEST_F(InspectionTest, RefusesAJpegOfThousandsOfScans) {
  const std::string whole = tests::plain_jpeg();
  const std::string scan = whole.substr(whole.size() - 13, 11);
  std::string many = whole;
  for (int i = 0; i < 1000; ++i) many.insert(many.size() - 2, scan);
  ASSERT_EQ(verdict(whole.substr(0, whole.size() - 2) + scan + "\xFF\xD9"), "jpeg");
  EXPECT_EQ(verdict(many), "damaged");
}

TEST_F(InspectionTest, CountsThePixelsOfAWholeAnimation) {
  EXPECT_EQ(verdict(tests::animation_of_size(8000, 6000, 1)), "webp");
  EXPECT_EQ(verdict(tests::animation_of_size(8000, 6000, 2)), "pixels");
  EXPECT_EQ(verdict(tests::animation_of_size(500, 500, 200)), "webp");
  EXPECT_EQ(verdict(tests::animation_of_size(500, 500, 201)), "pixels");
  EXPECT_EQ(verdict(tests::animation_of_size(500, 500, 0)), "damaged");
}

TEST_F(InspectionTest, RefusesAWebpThatContradictsItself) {
  std::string picture = tests::webp_of_size(300, 200);
  ASSERT_EQ(verdict(picture), "webp");
  picture[24] = 1;  // the width of the canvas
  EXPECT_EQ(verdict(picture), "damaged");
  std::string animation = tests::animated_webp();
  animation[20] = 0;  // the flag of an animation
  EXPECT_EQ(verdict(animation), "damaged");
  std::string longer = tests::plain_webp();
  longer[4] = static_cast<char>(longer[4] + 2);
  EXPECT_EQ(verdict(longer), "damaged");
}

TEST_F(InspectionTest, FindsWhatACleanerLeft) {
  for (const tests::Sample& sample : tests::samples()) {
    if (sample.type == FileType::pdf) continue;
    EXPECT_FALSE(says_more_than_orientation(sample.plain)) << name_of(sample.type);
    EXPECT_TRUE(says_more_than_orientation(sample.planted)) << name_of(sample.type);
  }
  EXPECT_TRUE(says_more_than_orientation("no picture"));
}

}  // namespace
}  // namespace handler::files

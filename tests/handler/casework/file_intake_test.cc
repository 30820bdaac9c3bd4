// The room that the files of a site may take.
#include "handler/casework/file_intake.h"

#include "tests/handler/handler_fixture.h"
#include "tests/handler/uploads.h"

namespace handler::view {
namespace {

class FileIntake : public ::testing::Test {
 protected:
  FileIntake() {
    hall.services.place.data = hall.data_folder();
    hall.services.place.files.cleaner = "/nowhere/file_cleaner";
  }
  static web::Request with_file(const std::string& bytes) {
    web::Request request;
    handler::testing::set_upload(request, {{"words", "文字"}, {"files", bytes, "一.jpg"}});
    return request;
  }

  handler::testing::HandlerFixture hall;
};

TEST_F(FileIntake, TakesNothingFromAFormWithoutFiles) {
  hall.services.place.file_bytes = 0;
  web::Request request;
  EXPECT_TRUE(take_files(hall.services, "demo", request).value().offered.empty());
  handler::testing::set_upload(request, {{"words", "文字"}, {"other", "x", "一.jpg"}});
  EXPECT_TRUE(take_files(hall.services, "demo", request).value().unfit.empty());
}

TEST_F(FileIntake, AsksForRoomBeforeItLooksAtAFile) {
  hall.services.place.file_bytes = 9;
  const auto full = take_files(hall.services, "demo", with_file("0123456789"));
  ASSERT_FALSE(full);
  EXPECT_EQ(full.failure().code, core::FailureCode::disk_full);
  EXPECT_NE(full.failure().message.find("files-megabytes"), std::string::npos);
  hall.services.place.file_bytes = 10;
  const auto fits = take_files(hall.services, "demo", with_file("0123456789"));
  ASSERT_TRUE(fits);
  ASSERT_EQ(fits->unfit.size(), 1U);
  EXPECT_EQ(fits->unfit.front().why, files::Unfit::not_checked) << "no program could look at it";
}

}  // namespace
}  // namespace handler::view
